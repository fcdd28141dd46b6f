package io.aksguard.history;

import io.aksguard.storage.Blobs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Verifies the chain of anchors in itself, and hands each one on. */
final class AnchorWalk {
  private final Blobs blobs;
  private final Set<AnchorKey> keys;

  /**
   * @param keys that may have signed; none: the key of the first anchor
   */
  AnchorWalk(Blobs blobs, Set<AnchorKey> keys) {
    this.blobs = blobs;
    this.keys = keys;
  }

  /**
   * Hands on the anchors in their order.
   *
   * @throws DamagedException naming the first that is not as it must be
   */
  void walk(Consumer<Anchor> each) {
    List<String> names = blobs.list(Anchor.PREFIX);
    Set<AnchorKey> trusted = new HashSet<>(keys);
    String previous = "";
    for (int i = 0; i < names.size(); i++) {
      String name = Anchor.name(i + 1L);
      if (!names.get(i).equals(name)) {
        throw Place.ANCHORS.damaged(name, "is missing", "anchor " + (i + 1));
      }
      byte[] body =
          blobs.get(name).orElseThrow(() -> Place.ANCHORS.damaged(name, "is missing", "an anchor"));
      Anchor anchor = parse(name, body);
      if (trusted.isEmpty()) {
        trusted.add(anchor.key());
      }
      check(name, anchor, i + 1L, previous, trusted);
      each.accept(anchor);
      previous = Canonical.digest(body);
    }
  }

  private static Anchor parse(String name, byte[] body) {
    try {
      return Anchor.parse(body);
    } catch (IllegalArgumentException e) {
      throw Place.ANCHORS.damaged(name, String.valueOf(e.getMessage()), "an anchor");
    }
  }

  private static void check(
      String name, Anchor anchor, long number, String previous, Set<AnchorKey> trusted) {
    if (anchor.number() != number) {
      throw Place.ANCHORS.damaged(name, "number is " + anchor.number(), "number " + number);
    }
    if (!anchor.previous().equals(previous)) {
      throw Place.ANCHORS.damaged(name, "previous is " + anchor.previous(), "previous " + previous);
    }
    if (!trusted.contains(anchor.key())) {
      throw Place.ANCHORS.damaged(
          name, "is signed by another key, " + anchor.keyId(), "a key that is trusted");
    }
    String root = Anchor.root(anchor.leaves());
    if (!anchor.root().equals(root)) {
      throw Place.ANCHORS.damaged(name, "root is " + anchor.root(), "root " + root);
    }
    if (!anchor.key().verify(anchor.digest(), anchor.signature())) {
      throw Place.ANCHORS.damaged(name, "its signature does not hold", "one of " + anchor.keyId());
    }
  }
}
