package io.aksguard.history;

import java.time.Instant;
import java.util.Optional;

/** What became of a draft. */
public sealed interface Appended {

  /** The commit that was written now, else empty. */
  default Optional<Commit> commit() {
    return Optional.empty();
  }

  /** Something had moved, and stands in the ledger now. */
  record Committed(Commit written) implements Appended {
    @Override
    public Optional<Commit> commit() {
      return Optional.of(written);
    }
  }

  /** Nothing had moved; nothing was written. */
  record Unchanged() implements Appended {}

  /**
   * The draft rests on older evidence than the ledger does: nothing was written, read again.
   *
   * @param section the first one, by name, that is older
   * @param observed when the draft's was read
   * @param recorded when the one was read that the ledger rests on
   */
  record Stale(String section, Instant observed, Instant recorded) implements Appended {}
}
