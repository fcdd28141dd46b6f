package io.aksguard.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aksguard.storage.Row;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes that digests are made of, as src/docs/storage.md tells them: each property a line
 * {@code name:kind:length:value}, in the order of the names.
 */
final class Canonical {
  private static final String COMMIT = "aks-guard/commit/v1\n";
  private static final String HEAD = "aks-guard/head/v1\n";
  private static final String TRANSITION = "aks-guard/transition/v1\n";
  static final String TRANSITIONS = "aks-guard/transitions/v1\n";
  static final String HASH = "hash";
  static final String SEAL = "seal";

  private Canonical() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  static String digest(byte[] bytes) {
    return hex(sha256().digest(bytes));
  }

  /** What the property {@code hash} of a commit with these properties must be. */
  static String hash(Map<String, Object> commit) {
    return digest(COMMIT, commit, HASH);
  }

  /** What the property {@code seal} of a head with these properties must be. */
  static String sealOfHead(Map<String, Object> head) {
    return digest(HEAD, head, SEAL);
  }

  /** What the property {@code seal} of a transition with these properties must be. */
  static String sealOfTransition(Map<String, Object> transition) {
    return digest(TRANSITION, transition, SEAL).substring(0, 32);
  }

  static String digest(String domain, Map<String, Object> properties, String except) {
    MessageDigest digest = sha256();
    digest.update(domain.getBytes(UTF_8));
    digest.update(lines(properties, except));
    return hex(digest.digest());
  }

  /** One line for each property but one. */
  static byte[] lines(Map<String, Object> properties, String except) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    new TreeMap<>(properties)
        .forEach(
            (name, value) -> {
              if (!name.equals(except)) {
                byte[] text = value.toString().getBytes(UTF_8);
                out.writeBytes(
                    (name + ':' + kind(value) + ':' + text.length + ':').getBytes(UTF_8));
                out.writeBytes(text);
                out.write('\n');
              }
            });
    return out.toByteArray();
  }

  private static char kind(Object value) {
    return value instanceof Long ? 'i' : value instanceof Boolean ? 'b' : 's';
  }

  /** Digest over the rows of one commit's transitions, in their order. */
  static final class Transitions {
    private final MessageDigest digest = sha256();
    private int count;

    Transitions() {
      digest.update(TRANSITIONS.getBytes(UTF_8));
    }

    void add(Map<String, Object> properties) {
      digest.update((properties.size() + " properties\n").getBytes(UTF_8));
      digest.update(lines(properties, ""));
      count++;
    }

    void add(Row row) {
      add(row.properties());
    }

    int count() {
      return count;
    }

    /** The digest of all rows added; no more can be added then. */
    String end() {
      return hex(digest.digest());
    }
  }
}
