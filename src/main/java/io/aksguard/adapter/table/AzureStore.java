package io.aksguard.adapter.table;

import com.azure.core.credential.TokenCredential;
import io.aksguard.storage.Store;

/**
 * A whole store in one storage account. Nothing is asked for here: a table or a container that is
 * not there yet is made by the first write to it, so that readers need no leave to make one.
 */
public final class AzureStore {
  private AzureStore() {}

  /**
   * With an identity, which needs Storage Table Data Contributor and Storage Blob Data Contributor
   * (Reader, to read alone).
   *
   * @param endpoint of the account's tables or blobs, as {@code
   *     https://NAME.table.core.windows.net}; that of the other is the same but for one word
   */
  public static Store open(String endpoint, TokenCredential credential) {
    if (!endpoint.matches("https://[^/?#@]+\\.(table|blob)\\.[^/?#@]+/?")) {
      // What stands behind a question mark may be a signature.
      throw new IllegalArgumentException(
          "'"
              + endpoint.replaceFirst("[?#@].*", "")
              + "' is no endpoint of a storage account, such as"
              + " https://NAME.table.core.windows.net");
    }
    String tables = endpoint.replaceFirst("\\.blob\\.", ".table.");
    String blobs = endpoint.replaceFirst("\\.table\\.", ".blob.");
    return store(
        new Clients(
            builder -> builder.endpoint(tables).credential(credential),
            builder -> builder.endpoint(blobs).credential(credential)));
  }

  /**
   * With a connection string: Azurite, or an account that still has shared keys.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Store open(String connectionString) {
    ConnectionString.check(connectionString);
    return store(
        new Clients(
            builder -> builder.connectionString(connectionString),
            builder -> builder.connectionString(connectionString)));
  }

  private static Store store(Clients clients) {
    return new Store(
        clients.table("AksGuardLedger"),
        clients.table("AksGuardInbox"),
        clients.table("AksGuardIndex"),
        clients.container("checkpoints"),
        clients.container("evidence"),
        clients.container("plans"),
        clients.container("anchors"),
        clients.container("config"),
        clients.container("runs"));
  }
}
