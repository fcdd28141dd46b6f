package io.aksguard.cluster;

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
    return new ClusterKey(Sha256.hex(cluster.key()).substring(0, DIGITS));
  }

  @Override
  public String toString() {
    return value;
  }
}
