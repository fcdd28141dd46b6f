package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.evidence.Evidence;
import io.aksguard.history.Appended;
import io.aksguard.history.Commit;
import io.aksguard.history.Head;
import io.aksguard.history.Known;
import io.aksguard.history.Ledger;
import io.aksguard.inbox.Agenda;
import io.aksguard.intent.Fight;
import io.aksguard.intent.Intent;
import io.aksguard.remediation.Intending;
import io.aksguard.remediation.Plan;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Plans;
import io.aksguard.remediation.Tags;
import io.aksguard.remediation.guard.ControlVersion;
import io.aksguard.remediation.guard.Targets;
import io.aksguard.storage.Blobs;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the plan that the newest commit of a cluster owes, or that other rules owe it, and writes
 * it down. What a commit before it owed is in it, too. What becomes of the cluster's intents by it
 * is recorded with it.
 */
public final class Planning {
  private final Ledger ledger;
  private final Blobs evidence;
  private final Plans plans;
  private final Agenda agenda;
  private final Targets targets;
  private final Preflight preflight;
  private final Traces traces;
  private final Rules.Source rules;
  private final Clock clock;

  /**
   * @param evidence where {@link ClusterWork} keeps what it has judged from
   */
  public Planning(
      Ledger ledger,
      Blobs evidence,
      Plans plans,
      Agenda agenda,
      Targets targets,
      Preflight preflight,
      Traces traces,
      Rules.Source rules,
      Clock clock) {
    this.ledger = ledger;
    this.evidence = evidence;
    this.plans = plans;
    this.agenda = agenda;
    this.targets = targets;
    this.preflight = preflight;
    this.traces = traces;
    this.rules = rules;
    this.clock = clock;
  }

  /** May run twice, also on two hosts: the plan that is kept first of a commit and rules stays. */
  public void plan(ArmId cluster) {
    ClusterKey key = ClusterKey.of(cluster);
    Rules by = rules.get();
    if (ledger.head(key).filter(head -> isOwed(head, by)).isEmpty()) {
      return;
    }
    Known known = ledger.known(key);
    Head head = known.head().orElseThrow();
    Instant now = clock.instant();
    Optional<Evidence> seen =
        known.newest().flatMap(commit -> EvidenceFile.read(commit.evidence(), evidence));
    Planned planned =
        by.planner(now)
            .plan(head.id().value(), known.states().values(), seen)
            .holding(preflight::hold);
    plans.keep(new Plan(head.id(), head.seq(), head.hash(), now, by.name(), planned));
    Map<String, Intent> intents =
        new Intending(head.id(), now, by.config().bounds(), traces.loop(head.id(), known, now))
            .after(known.intents(), known.states().values(), planned);
    // Before they are recorded: an agenda without intents does no harm.
    nextLook(intents, now).ifPresent(at -> agenda.put(head.id(), at));
    targets.add(key, isOfRing(head.id(), seen, by), waiting(intents));
    Appended moved =
        ledger.move(
            head.id(),
            "plan of commit " + head.seq(),
            // What has come meanwhile has a plan of its own.
            latest -> latest.head().equals(known.head()) ? intents : latest.intents());
    ledger.markPlanned(key, moved.commit().map(Commit::seq).orElse(head.seq()), by.name());
  }

  private static boolean isOfRing(ArmId cluster, Optional<Evidence> seen, Rules by) {
    return by.config()
        .bounds()
        .ring()
        .flatMap(ring -> ring.clusters().holds(cluster.value(), seen.flatMap(Tags::of)))
        .orElse(false);
  }

  private static List<ControlVersion> waiting(Map<String, Intent> intents) {
    return intents.values().stream()
        .filter(intent -> intent.phase().isWaiting())
        .map(intent -> new ControlVersion(intent.control(), intent.version()))
        .toList();
  }

  /** When somebody has to look at these; empty where nothing is waited for. */
  static Optional<Instant> nextLook(Map<String, Intent> intents, Instant now) {
    return intents.values().stream()
        .flatMap(
            intent ->
                switch (intent.phase()) {
                  case AWAITING_APPROVAL -> intent.until().stream();
                  case FROZEN -> intent.fight().flatMap(Fight::look).stream();
                  case PLANNED, APPROVED, HELD, STARTED, SUCCEEDED, UNDOING -> Stream.of(now);
                  default -> Stream.<Instant>empty();
                })
        .min(Comparator.naturalOrder());
  }

  /** After a commit, and where other rules hold than those that it was planned by. */
  static boolean isOwed(Head head, Rules by) {
    return head.plannedSeq() < head.seq() || !head.plannedBy().equals(by.name());
  }
}
