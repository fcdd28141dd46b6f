package io.aksguard.history;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** The root over a list, as RFC 6962, section 2.1 defines it. */
final class MerkleTree {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private MerkleTree() {}

  /** The root over these leaves in their order; of none the digest of nothing. */
  static byte[] root(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      return Canonical.sha256().digest();
    }
    List<byte[]> level = new ArrayList<>();
    leaves.forEach(leaf -> level.add(digest(LEAF, leaf, new byte[0])));
    // Joining neighbours and carrying an odd last one up splits at powers of two, as the RFC does.
    List<byte[]> nodes = level;
    while (nodes.size() > 1) {
      List<byte[]> above = new ArrayList<>();
      for (int i = 0; i < nodes.size(); i += 2) {
        above.add(
            i + 1 < nodes.size() ? digest(NODE, nodes.get(i), nodes.get(i + 1)) : nodes.get(i));
      }
      nodes = above;
    }
    return nodes.get(0);
  }

  private static byte[] digest(byte domain, byte[] left, byte[] right) {
    MessageDigest digest = Canonical.sha256();
    digest.update(domain);
    digest.update(left);
    digest.update(right);
    return digest.digest();
  }
}
