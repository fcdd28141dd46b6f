package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gaps;
import io.aksguard.finding.Diff;
import io.aksguard.finding.Finding;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.history.Appended;
import io.aksguard.history.Commit;
import io.aksguard.history.Draft;
import io.aksguard.history.Ledger;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.ReverseIndex;
import io.aksguard.inbox.Uses;
import io.aksguard.inbox.Work;
import io.aksguard.storage.Blobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The steps that bring one cluster's history up to date. Each may run twice. */
public final class ClusterWork {
  /** A burst that does not end is judged in the middle of it after so long. */
  private static final Duration LONGEST_SETTLING = Duration.ofSeconds(30);

  private final Collector collector;
  private final Rules.Source rules;
  private final SelfRecord self;
  private final Ledger ledger;
  private final Inbox inbox;
  private final ReverseIndex index;
  private final Blobs evidence;
  private final Duration quiet;
  private final Clock clock;

  /**
   * @param collector reads clusters directly, never through Resource Graph
   * @param quiet so long without an event means that a burst is over
   */
  public ClusterWork(
      Collector collector,
      Rules.Source rules,
      SelfRecord self,
      Ledger ledger,
      Inbox inbox,
      ReverseIndex index,
      Blobs evidence,
      Duration quiet,
      Clock clock) {
    this.collector = collector;
    this.rules = rules;
    this.self = self;
    this.ledger = ledger;
    this.inbox = inbox;
    this.index = index;
    this.evidence = evidence;
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
     * @param owed whether people are to be told
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
    int transitions = record(cluster, cause(work));
    boolean owed = isOwed(cluster);
    // Also where the work is done: a step that runs late may have recorded something.
    inbox.assessed(cluster, work.map(Work::events).orElse(List.of()), owed);
    return new Step.Done(work.map(Work::etag).orElse(""), transitions, owed);
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

  private int record(ArmId cluster, String cause) {
    Rules by = rules.get();
    Instant at = clock.instant();
    Optional<Evidence> read = collector.cluster(cluster);
    if (read.isEmpty()) {
      index.record(cluster, Set.of());
      return append(gone(cluster, cause, at, by));
    }
    List<Finding> findings = by.auditor(at).audit(self.addTo(read.get(), at));
    Map<FindingKey, State> states = Diff.states(findings);
    index(cluster, read.get());
    self.judged(cluster, findings, at);
    return append(
        new Draft(
            cluster,
            cause,
            at,
            by.configDigest(),
            by.catalogue().digest(),
            observed(read.get()),
            () -> EvidenceFile.keep(read.get(), evidence),
            states,
            false));
  }

  /** What could not be read may still be in use, and its next event must find the cluster. */
  private void index(ArmId cluster, Evidence read) {
    boolean isWhole =
        read.sections().values().stream().allMatch(s -> Gaps.first(s.value()).isEmpty());
    if (isWhole) {
      index.record(cluster, Uses.of(read));
    } else {
      index.add(cluster, Uses.of(read));
    }
  }

  private static Draft gone(ArmId cluster, String cause, Instant at, Rules by) {
    return new Draft(
        cluster,
        cause,
        at,
        by.configDigest(),
        by.catalogue().digest(),
        Map.of("cluster", at),
        () -> "",
        Map.of(),
        true);
  }

  private int append(Draft draft) {
    Appended appended = ledger.append(draft);
    if (appended instanceof Appended.Stale) {
      // Somebody else has read later than we: what was read now is of no use.
      throw new IllegalStateException("evidence of " + draft.cluster() + " is older than history");
    }
    return appended.commit().map(Commit::transitions).orElse(0);
  }

  static Map<String, Instant> observed(Evidence evidence) {
    Map<String, Instant> observed = new TreeMap<>();
    evidence
        .sections()
        .forEach(
            (name, section) -> {
              if (section.observedAt() != null) {
                observed.put(name, section.observedAt());
              }
            });
    return observed;
  }

  private boolean isOwed(ArmId cluster) {
    return ledger
        .head(ClusterKey.of(cluster))
        .filter(head -> head.seq() > head.noticedSeq() || Planning.isOwed(head))
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
