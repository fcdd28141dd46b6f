package io.aksguard.history;

import io.aksguard.storage.Blobs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes anchors, one a day is enough. What is newer than the newest one can still be forged. */
public final class Anchors {
  private final Ledger ledger;
  private final Blobs blobs;
  private final Signer signer;

  /**
   * @param blobs the container of anchors, which refuses to delete or change them
   */
  public Anchors(Ledger ledger, Blobs blobs, Signer signer) {
    this.ledger = ledger;
    this.blobs = blobs;
    this.signer = signer;
  }

  /** When the newest anchor was written; empty where there is none. */
  public Optional<Instant> newest() {
    List<String> names = blobs.list(Anchor.PREFIX);
    return names.isEmpty()
        ? Optional.empty()
        : blobs.get(names.get(names.size() - 1)).map(body -> Anchor.parse(body).at());
  }

  /**
   * What was written.
   *
   * @param leftOut clusters whose head is damaged, which is no reason to leave the others unsigned
   */
  public record Written(Anchor anchor, List<Problem> leftOut) {
    public Written {
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * Signs where all chains end now. May be called again after any failure, and by several at once:
   * one more anchor does no harm.
   *
   * @throws io.aksguard.storage.UnavailableException when the store or the key does not answer
   */
  public Written write(Instant at) {
    List<Anchor.Leaf> leaves = new ArrayList<>();
    List<Problem> leftOut = new ArrayList<>();
    for (ListedCluster listed : ledger.clusters()) {
      try {
        ledger
            .head(listed.cluster())
            .ifPresent(
                head -> leaves.add(new Anchor.Leaf(head.cluster(), head.seq(), head.hash())));
      } catch (DamagedException e) {
        leftOut.add(e.problem());
      }
    }
    while (true) {
      List<String> names = blobs.list(Anchor.PREFIX);
      Optional<byte[]> newest =
          names.isEmpty() ? Optional.empty() : blobs.get(names.get(names.size() - 1));
      Anchor anchor =
          Anchor.signed(
              names.size() + 1L,
              newest
                  .map(body -> Anchor.parse(body).at())
                  .filter(last -> last.isAfter(at))
                  .orElse(Times.recorded(at)),
              newest.map(Canonical::digest).orElse(""),
              leaves,
              signer);
      if (blobs.putIfAbsent(Anchor.name(anchor.number()), anchor.body())) {
        return new Written(anchor, leftOut);
      }
      // Another writer has taken the number; ours comes after it.
    }
  }
}
