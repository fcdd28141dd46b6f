package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.history.Ledger;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The steps that bring one cluster's history up to date. Each may run twice. */
public final class ClusterWork {
  /** A burst that does not end is judged in the middle of it after so long. */
  private static final Duration LONGEST_SETTLING = Duration.ofSeconds(30);

  private final Judging judging;
  private final Ledger ledger;
  private final Inbox inbox;
  private final Duration quiet;
  private final Clock clock;

  /**
   * @param quiet so long without an event means that a burst is over
   */
  public ClusterWork(Judging judging, Ledger ledger, Inbox inbox, Duration quiet, Clock clock) {
    this.judging = judging;
    this.ledger = ledger;
    this.inbox = inbox;
    this.quiet = quiet;
    this.clock = clock;
  }

  /** What became of a step. */
  public sealed interface Step {
    /** More may come: ask again after so long. */
    record Wait(Duration duration) implements Step {}

    /**
     * Judged, and recorded where something moved.
     *
     * @param etag to end the work with; empty where there is none
     * @param owed whether people are to be told, or a plan is to be made
     */
    record Done(String etag, int transitions, boolean owed) implements Step {}
  }

  /**
   * Settles, reads, judges and records.
   *
   * @param waited how long the caller has waited for quiet
   */
  public Step assess(ArmId cluster, Duration waited) {
    Optional<Work> work = inbox.look(cluster);
    if (work.isPresent() && isRestless(work.get(), waited)) {
      return new Step.Wait(waited.isZero() ? quiet : shorter(waited, LONGEST_SETTLING));
    }
    Judging.Judged judged = judging.record(cluster, cause(work));
    boolean owed = isOwed(cluster, judged.by());
    // Also where the work is done: a step that runs late may have recorded something.
    inbox.assessed(cluster, work.map(Work::events).orElse(List.of()), owed);
    return new Step.Done(work.map(Work::etag).orElse(""), judged.transitions(), owed);
  }

  private boolean isRestless(Work work, Duration waited) {
    return waited.compareTo(LONGEST_SETTLING) < 0 && !work.isQuiet(clock.instant(), quiet);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static String cause(Optional<Work> work) {
    return work.filter(found -> !found.events().isEmpty())
        .map(found -> found.events().get(0) + more(found.events().size() - 1))
        .orElse("no event");
  }

  private static String more(int others) {
    return others == 0 ? "" : " and " + others + " more";
  }

  private boolean isOwed(ArmId cluster, Rules by) {
    return ledger
        .head(ClusterKey.of(cluster))
        .filter(head -> head.seq() > head.noticedSeq() || Planning.isOwed(head, by))
        .isPresent();
  }

  /**
   * Ends the work.
   *
   * @return false where something came meanwhile
   */
  public boolean finish(ArmId cluster, String etag) {
    return etag.isEmpty() || inbox.finish(cluster, etag);
  }
}
