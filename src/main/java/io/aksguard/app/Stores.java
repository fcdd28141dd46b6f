package io.aksguard.app;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.adapter.table.AzureStore;
import io.aksguard.adapter.table.ConnectionString;
import io.aksguard.storage.ForeignStoreException;
import io.aksguard.storage.UnavailableException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens a store by the words that users have for it. */
public final class Stores {
  private static final String HTTPS = "https://";

  /** Its scheme is longer than the letter of a drive. */
  private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+://).*");

  private static final String FORMS =
      "a store is a folder, https://NAME.table.core.windows.net, or a connection string";

  private Stores() {}

  /**
   * Opens the store, and makes it where it is not there yet.
   *
   * @param where a folder, {@code https://NAME.table.core.windows.net}, or a connection string. In
   *     Azure a table or container is made by the first write to it
   * @throws IllegalArgumentException when it names no store
   * @throws UnavailableException when the store does not answer
   * @throws ForeignStoreException when what is there is none that this version can use
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
    if (isHttps(where)) {
      return new OpenStore(AzureStore.open(where, credentials.get()), () -> {}, () -> {});
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
    return ConnectionString.isMeant(where);
  }

  /** Whether the words name a folder, and no account. */
  static boolean isFolder(String where) {
    return !isHttps(where) && !isConnection(where);
  }

  private static boolean isHttps(String where) {
    return where.regionMatches(true, 0, HTTPS, 0, HTTPS.length());
  }

  private static Path folder(String where) {
    Matcher url = URL.matcher(where);
    if (url.matches()) {
      throw new IllegalArgumentException("it begins with " + url.group(1) + "; " + FORMS);
    }
    if (where.isBlank()) {
      throw new IllegalArgumentException("it is empty; " + FORMS);
    }
    try {
      return Path.of(where);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + where + "' names no folder; " + FORMS, e);
    }
  }
}
