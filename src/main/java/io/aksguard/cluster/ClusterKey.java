package io.aksguard.cluster;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The key under which everything of one cluster is kept: the first 32 hexadecimal digits of the
 * SHA-256 of its ARM id in lower case, since ids have slashes, which keys of tables cannot have.
 */
public record ClusterKey(String value) {
  private static final int DIGITS = 32;

  /**
   * @throws IllegalArgumentException when the text is no such key
   */
  public ClusterKey {
    if (!value.matches("[0-9a-f]{" + DIGITS + "}")) {
      throw new IllegalArgumentException("not the key of a cluster: " + value);
    }
  }

  public static ClusterKey of(ArmId cluster) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(cluster.key().getBytes(StandardCharsets.UTF_8));
      return new ClusterKey(HexFormat.of().formatHex(digest).substring(0, DIGITS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
