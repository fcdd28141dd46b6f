package io.aksguard.history;

import io.aksguard.storage.Blobs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Writes anchors, one a day is enough. What is newer than the newest one can still be forged. */
public final class Anchors {
  /** More than a day is never unanchored. */
  private static final Duration DAY = Duration.ofHours(23);

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

  /** Whether the newest anchor is so old that the next one should be written. */
  public boolean isDue(Instant now) {
    return newest().filter(newest -> !newest.plus(DAY).isBefore(now)).isEmpty();
  }

  private Optional<Instant> newest() {
    List<String> names = blobs.list(Anchor.PREFIX);
    return names.isEmpty()
        ? Optional.empty()
        : blobs.get(names.get(names.size() - 1)).flatMap(Anchors::at);
  }

  /**
   * What was written.
   *
   * @param leftOut clusters whose row in the list or whose head is damaged, which is no reason to
   *     leave the others unsigned
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
    for (ListedCluster listed : ledger.clusters(leftOut::add)) {
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
      Optional<String> newest =
          blobs.list(Anchor.PREFIX).stream()
              .filter(name -> name.equals(Anchor.name(Anchor.number(name))))
              .max(Comparator.naturalOrder());
      Anchor anchor = next(newest, at, leaves);
      if (blobs.putIfAbsent(Anchor.name(anchor.number()), anchor.body())) {
        return new Written(anchor, leftOut);
      }
      // Another writer has taken the number, and is the newest now; ours comes after it.
    }
  }

  private Anchor next(Optional<String> newest, Instant at, List<Anchor.Leaf> leaves) {
    Optional<byte[]> body = newest.flatMap(blobs::get);
    Instant last = body.flatMap(Anchors::at).orElse(at);
    return Anchor.signed(
        newest.map(Anchor::number).orElse(0L) + 1,
        Times.recorded(last.isAfter(at) ? last : at),
        body.map(Canonical::digest).orElse(""),
        leaves,
        signer);
  }

  /** Empty of a damaged one: the chain of anchors goes on behind it, and the verifier names it. */
  private static Optional<Instant> at(byte[] anchor) {
    try {
      return Optional.of(Anchor.parse(anchor).at());
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }
}
