package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.history.Anchors;
import io.aksguard.history.Ledger;
import io.aksguard.history.Run;
import io.aksguard.history.Runs;
import io.aksguard.inbox.Orchestrations;
import io.aksguard.inbox.Outbox;
import io.aksguard.inbox.Shelf;
import io.aksguard.notice.CoverageDropped;
import io.aksguard.notice.FleetRun;
import io.aksguard.notice.Notice;
import io.aksguard.notice.Rollout;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What follows when a run over the fleet ends: notices, anchors, and the inbox tidied up. */
public final class Closing {
  private static final String AUDIT = "audit";

  /** Hourly runs of the two days that a rollout looks back, and some that were asked for. */
  private static final int MOST_RUNS = 100;

  private final Ledger ledger;
  private final Runs runs;
  private final Outbox outbox;
  private final Shelf shelf;
  private final Intake intake;
  private final Anchors anchors;
  private final Clock clock;

  public Closing(
      Ledger ledger,
      Runs runs,
      Outbox outbox,
      Shelf shelf,
      Intake intake,
      Anchors anchors,
      Clock clock) {
    this.ledger = ledger;
    this.runs = runs;
    this.outbox = outbox;
    this.shelf = shelf;
    this.intake = intake;
    this.anchors = anchors;
    this.clock = clock;
  }

  /** The runs by which notices tell what the rules have moved from what moved by itself. */
  static Rollout rollout(Runs runs) {
    return Rollout.of(recent(runs));
  }

  private static List<FleetRun> recent(Runs runs) {
    return runs.newest(AUDIT, MOST_RUNS).stream().map(Closing::fleetRun).toList();
  }

  private static FleetRun fleetRun(Run run) {
    return new FleetRun(
        run.id(),
        run.startedAt(),
        run.completedAt().orElse(null),
        new io.aksguard.notice.Rules(run.catalogueDigest(), run.configDigest()),
        run.coverage(),
        run.problems().lines().count());
  }

  /** Tidies up after a run; may be called again. */
  void after(Run run, Orchestrations orchestrations) {
    if (run.kind().equals(AUDIT)) {
      tellOfCoverage(run);
      tellOfRules();
    }
    anchor();
    shelf.purge();
    if (run.kind().equals(AUDIT)) {
      // Last, since it may have much to do.
      intake.releaseHeld(orchestrations);
    }
  }

  private void tellOfCoverage(Run run) {
    FleetRun before =
        runs.newest(AUDIT, MOST_RUNS).stream()
            .filter(each -> each.completedAt().isPresent())
            .filter(each -> each.startedAt().isBefore(run.startedAt()))
            .findFirst()
            .map(Closing::fleetRun)
            .orElse(null);
    CoverageDropped.of(fleetRun(run), before).ifPresent(this::announce);
  }

  private void tellOfRules() {
    new RulesDigests(ledger).due(rollout(runs), clock.instant()).forEach(this::announce);
  }

  private void anchor() {
    Instant now = clock.instant();
    // The first run ends before its clusters are recorded: an anchor of nothing would hold for a
    // day.
    if (anchors.isDue(now) && !ledger.clusters(problem -> {}).isEmpty()) {
      anchors.write(now);
    }
  }

  /** Tells of newer node images and Kubernetes patches, once for each set of them. */
  void announcePatches(ArmId cluster, Evidence evidence) {
    Patches.of(cluster, evidence, clock.instant()).notice().ifPresent(this::announce);
  }

  /** Has a notice published that no ledger owes. */
  void announce(Notice notice) {
    outbox.put(notice.id(), NoticeText.of(notice));
  }
}
