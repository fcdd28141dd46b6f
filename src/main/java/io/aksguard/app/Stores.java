package io.aksguard.app;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.adapter.table.AzureStore;
import io.aksguard.storage.UnavailableException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Opens a store by the words that users have for it. */
public final class Stores {
  private static final Pattern CONNECTION =
      Pattern.compile("(^|;)(AccountName|UseDevelopmentStorage|TableEndpoint)=");

  private Stores() {}

  /**
   * Opens the store, and makes it where it is not there yet.
   *
   * @param where a folder, {@code https://NAME.table.core.windows.net}, or a connection string. In
   *     Azure a table or container is made by the first write to it
   * @throws IllegalArgumentException when it names no store
   * @throws UnavailableException when the store does not answer
   */
  public static OpenStore open(String where) {
    return open(where, () -> new DefaultAzureCredentialBuilder().build());
  }

  /**
   * As {@link #open(String)}.
   *
   * @param credentials of whom an account in Azure is to be asked; made only where they are needed
   */
  public static OpenStore open(String where, Supplier<TokenCredential> credentials) {
    if (where.startsWith("https://")) {
      TokenCredential credential = credentials.get();
      return new OpenStore(AzureStore.open(where, credential), () -> {}, () -> {});
    }
    if (isConnection(where)) {
      return new OpenStore(AzureStore.open(where), () -> {}, () -> {});
    }
    EmbeddedStore embedded = EmbeddedStore.open(folder(where));
    return new OpenStore(embedded.store(), embedded::expire, embedded::close);
  }

  /**
   * As {@link #open(String)}, for readers, which make none.
   *
   * @throws IllegalArgumentException also when the folder holds no store
   */
  public static OpenStore existing(String where) {
    if (isFolder(where) && !EmbeddedStore.exists(folder(where))) {
      throw new IllegalArgumentException("there is no store in the folder " + where);
    }
    return open(where);
  }

  /** Where what belongs to a store may lie on this machine: its folder, or the user's. */
  static Path besides(String where) {
    return isConnection(where)
        ? Path.of(System.getProperty("user.home"), ".aks-guard")
        : folder(where);
  }

  /** Whether the words are a connection string, whatever it is worth. */
  public static boolean isConnection(String where) {
    return !where.startsWith("https://") && CONNECTION.matcher(where).find();
  }

  /** Whether the words name a folder, and no account. */
  static boolean isFolder(String where) {
    return !where.startsWith("https://") && !isConnection(where);
  }

  private static Path folder(String where) {
    try {
      return Path.of(where);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + where + "' names no folder", e);
    }
  }
}
