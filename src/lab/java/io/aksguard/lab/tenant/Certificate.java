package io.aksguard.lab.tenant;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Enumeration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A self-signed certificate for localhost and 127.0.0.1. It is made by the JDK's keytool at first
 * use and kept in a folder; whoever can read the folder could pose as the tenant, so it belongs
 * outside of version control.
 */
final class Certificate {
  private static final String FILE = "tls.p12";
  private static final char[] PASSWORD = "simulated".toCharArray();

  private final KeyStore keys;

  private Certificate(KeyStore keys) {
    this.keys = keys;
  }

  static Certificate in(Path folder) throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      make(folder, file);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    } catch (IOException | GeneralSecurityException e) {
      throw UnusableException.damaged(file, e);
    }
    return new Certificate(keys);
  }

  /** Several processes may want it at once: each makes its own, the last one stays. */
  private static void make(Path folder, Path file) throws IOException {
    Path draft = Files.createTempDirectory(folder, "tls").resolve(FILE);
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        List.of(
            keytool,
            "-genkeypair",
            "-alias",
            "tenant",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost,ip:127.0.0.1",
            "-validity",
            "3650",
            "-storetype",
            "PKCS12",
            "-keystore",
            draft.toString(),
            "-storepass",
            String.valueOf(PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool made no certificate: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool ran", e);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.delete(draft.getParent());
  }

  /** For the server. */
  SSLContext server() throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  /** For clients: it trusts this certificate beside those that the JDK trusts. */
  SSLContext client() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    int n = 0;
    for (X509Certificate each : trustedBy(null)) {
      trusted.setCertificateEntry("jdk-" + n++, each);
    }
    for (Enumeration<String> aliases = keys.aliases(); aliases.hasMoreElements(); ) {
      String alias = aliases.nextElement();
      trusted.setCertificateEntry(alias, keys.getCertificate(alias));
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers(trusted), null);
    return context;
  }

  private static List<X509Certificate> trustedBy(@Nullable KeyStore store)
      throws GeneralSecurityException {
    for (TrustManager manager : managers(store)) {
      if (manager instanceof X509TrustManager x509) {
        return List.of(x509.getAcceptedIssuers());
      }
    }
    return List.of();
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
