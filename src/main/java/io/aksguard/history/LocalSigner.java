package io.aksguard.history;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A key in a file, for a laptop and the lab. Whoever can read the file can sign any history, so in
 * Azure the key lies in a vault.
 */
public final class LocalSigner implements Signer {
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  private final PrivateKey secret;
  private final AnchorKey key;

  private LocalSigner(PrivateKey secret, AnchorKey key) {
    this.secret = secret;
    this.key = key;
  }

  /**
   * The key of a file, which is made where there is none: PKCS 8 and the public key, both in PEM,
   * readable by its owner alone.
   *
   * @throws IOException when the file cannot be read or written, or holds no such pair
   */
  public static LocalSigner of(Path file) throws IOException {
    if (!Files.exists(file)) {
      try {
        create(file);
      } catch (FileAlreadyExistsException madeMeanwhile) {
        // by another process; its key is as good
      }
    }
    String text = Files.readString(file);
    try {
      KeyFactory keys = KeyFactory.getInstance("EC");
      PrivateKey secret = keys.generatePrivate(new PKCS8EncodedKeySpec(bytes(text, PRIVATE)));
      PublicKey open = keys.generatePublic(new X509EncodedKeySpec(bytes(text, PUBLIC)));
      LocalSigner signer = new LocalSigner(secret, AnchorKey.of((ECPublicKey) open));
      byte[] digest = Canonical.sha256().digest(new byte[0]);
      if (!signer.key().verify(digest, signer.sign(digest))) {
        throw new IOException(file + ": its two keys are no pair");
      }
      return signer;
    } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
      throw new IOException(file + ": no pair of keys on the curve P-256", e);
    }
  }

  private static void create(Path file) throws IOException {
    KeyPair pair;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
    String text =
        pem(PRIVATE, pair.getPrivate().getEncoded()) + pem(PUBLIC, pair.getPublic().getEncoded());
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    // Written beside it and linked, so that nobody ever reads half of a key.
    Path whole =
        file.resolveSibling(file.getFileName() + "." + new BigInteger(1, tag(pair)) + ".tmp");
    try {
      Files.createFile(whole);
      if (Files.getFileStore(whole).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(whole, text, StandardOpenOption.WRITE);
      Files.move(whole, file);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private static byte[] tag(KeyPair pair) {
    return Arrays.copyOf(Canonical.sha256().digest(pair.getPublic().getEncoded()), 8);
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private static byte[] bytes(String text, String kind) throws GeneralSecurityException {
    String begin = "-----BEGIN " + kind + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + kind + "-----");
    if (from < 0 || to < from) {
      throw new GeneralSecurityException("no " + kind);
    }
    return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
  }

  @Override
  public String keyId() {
    return "local";
  }

  @Override
  public AnchorKey key() {
    return key;
  }

  @Override
  public byte[] sign(byte[] digest) {
    try {
      Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format");
      signature.initSign(secret);
      signature.update(digest);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has ES256", e);
    }
  }
}
