package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Control;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Fleet;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Diff;
import io.aksguard.finding.Finding;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.history.Commit;
import io.aksguard.history.DamagedException;
import io.aksguard.history.Known;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.history.Run;
import io.aksguard.history.Runs;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Orchestrations;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The steps of a run over the fleet. Nothing is recorded of a cluster here: what has moved, or
 * cannot be told any more, is queued for a direct read. Each step may run twice.
 */
public final class FleetWork {
  /** Practices that a check of images asks about: scanned, and patched. */
  private static final Set<String> IMAGE_PRACTICES = Set.of("4.1", "4.3");

  private static final String IMAGES = "images";
  private static final String DAMAGED = "the ledger is damaged: ";

  private final Fleet fleet;
  private final Rules.Source rules;
  private final SelfRecord self;
  private final Ledger ledger;
  private final Runs runs;
  private final Inbox inbox;
  private final Intake intake;
  private final Closing closing;
  private final Clock clock;

  public FleetWork(
      Fleet fleet,
      Rules.Source rules,
      SelfRecord self,
      Ledger ledger,
      Runs runs,
      Inbox inbox,
      Intake intake,
      Closing closing,
      Clock clock) {
    this.fleet = fleet;
    this.rules = rules;
    this.self = self;
    this.ledger = ledger;
    this.runs = runs;
    this.inbox = inbox;
    this.intake = intake;
    this.closing = closing;
    this.clock = clock;
  }

  /**
   * Reads the tenant, and notes that the run has begun.
   *
   * @return how many shards there are to judge
   */
  public long sweep(String kind, String run) {
    List<ArmId> known = listed(problem -> {});
    runs.put(begun(kind, run));
    return fleet.sweep(kind + "-" + run, known).shards();
  }

  /** A damaged row is told with the run, and keeps no other cluster from being judged. */
  private List<ArmId> listed(Consumer<String> problems) {
    return ledger.clusters(problem -> problems.accept(DAMAGED + problem)).stream()
        .map(ListedCluster::id)
        .toList();
  }

  /** The run as it was noted, also if it has ended; one that failed before that begins now. */
  private Run begun(String kind, String run) {
    return runs.find(kind, run).orElseGet(() -> begun(kind, run, rules.get()));
  }

  private Run begun(String kind, String run, Rules by) {
    return new Run(
        run,
        kind,
        clock.instant(),
        Optional.empty(),
        Coverage.NONE,
        0,
        0,
        0,
        by.notAsked().size(),
        by.configDigest(),
        by.catalogue().digest(),
        "");
  }

  /**
   * Judges one shard.
   *
   * @return how many of its clusters have moved
   */
  public long judge(String kind, String run, int shard, Orchestrations orchestrations) {
    Rules by = rules.get();
    Judging judging = new Judging(by, clock.instant(), kind);
    long calls = fleet.shard(kind + "-" + run, shard, judging::take);
    // Kept first: once they are confirmed, an event waits for each of them.
    long untold = runs.shard(kind + "-" + run, shard).map(Runs.Shard::untold).orElse(0L);
    runs.put(
        kind + "-" + run,
        shard,
        new Runs.Shard(
            judging.coverage,
            judging.moved.size(),
            Math.max(untold, judging.untold),
            calls,
            String.join("\n", judging.problems)));
    intake.confirm(judging.moved, kind + "-" + run, orchestrations);
    return judging.moved.size();
  }

  /** The controls that a run of this kind asks about. */
  private static Set<String> controls(Rules by, String kind) {
    return by.asked().stream()
        .filter(c -> !kind.equals(IMAGES) || IMAGE_PRACTICES.contains(c.definition().practice()))
        .map(Control::id)
        .collect(Collectors.toSet());
  }

  /** Judges the clusters of a shard, one after the other. */
  private final class Judging {
    private final Rules by;
    private final Instant at;
    private final Auditor auditor;
    private final boolean imagesOnly;
    private final Set<String> controls;
    private final List<ArmId> moved = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Coverage coverage = Coverage.NONE;
    private long untold;

    private Judging(Rules by, Instant at, String kind) {
      this.by = by;
      this.at = at;
      this.auditor = by.auditor(at);
      this.imagesOnly = kind.equals(IMAGES);
      this.controls = controls(by, kind);
    }

    private void take(Evidence read) {
      Evidence evidence = self.addTo(read, at);
      List<Finding> all = auditor.audit(evidence);
      List<Finding> findings = all.stream().filter(f -> controls.contains(f.control())).toList();
      coverage = coverage.plus(findings);
      ArmId cluster = new ArmId(evidence.resource());
      self.judged(cluster, all, at);
      if (imagesOnly) {
        closing.announcePatches(cluster, evidence);
      }
      try {
        compare(cluster, ledger.known(ClusterKey.of(cluster)), findings, evidence);
      } catch (DamagedException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }

    /** Nothing has moved, but by new rules something else may be to be done about it. */
    private void replan(ArmId cluster, Known known) {
      if (known.head().filter(head -> Planning.isOwed(head, by)).isPresent()) {
        inbox.assessed(cluster, List.of(), true);
      }
    }

    private void compare(ArmId cluster, Known known, List<Finding> findings, Evidence evidence) {
      if (!Diff.of(asked(known.states()), Diff.states(findings)).isEmpty()) {
        moved.add(cluster);
        untold += isTold(cluster, known, evidence) ? 0 : 1;
      } else {
        replan(cluster, known);
      }
    }

    private Map<FindingKey, State> asked(Map<FindingKey, State> states) {
      return states.entrySet().stream()
          .filter(each -> controls.contains(each.getKey().control()))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** An event waits for it, or the ledger knows newer evidence than the sweep has read. */
    private boolean isTold(ArmId cluster, Known known, Evidence evidence) {
      Optional<Instant> recorded =
          known.newest().map(Commit::observed).map(observed -> observed.get("cluster"));
      Instant read = evidence.observedAt("cluster");
      return inbox.look(cluster).isPresent()
          || (recorded.isPresent() && read != null && recorded.get().isAfter(read));
    }
  }

  /**
   * Asks directly for what the sweep has not found, and records the run with its coverage.
   *
   * @param failed why parts were not judged; empty where all were
   */
  public void complete(String kind, String run, String failed, Orchestrations orchestrations) {
    Run begun = begun(kind, run);
    List<String> problems = new ArrayList<>();
    if (!failed.isEmpty()) {
      problems.add(failed);
    }
    Coverage coverage = Coverage.NONE;
    long moved = 0;
    long untold = 0;
    long calls = 0;
    for (Runs.Shard shard : runs.shards(kind + "-" + run)) {
      coverage = coverage.plus(shard.coverage());
      moved += shard.moved();
      untold += shard.untold();
      calls += shard.calls();
      shard.problems().lines().forEach(problems::add);
    }
    List<ArmId> known = listed(problems::add);
    long unjudged;
    Optional<Fleet.Swept> swept = fleet.swept(kind + "-" + run);
    if (swept.isPresent()) {
      List<ArmId> missing = there(swept.get().missing(), problems);
      intake.confirm(missing, kind + "-" + run, orchestrations);
      swept.get().unread().forEach(each -> problems.add(each.where() + ": " + each.reason()));
      unjudged = swept.get().clusters() - coverage.clusters() + missing.size();
      calls += swept.get().calls();
    } else {
      unjudged = there(known, problems).size();
    }
    long controls = controls(rules.get(), kind).size();
    coverage = coverage.plus(new Coverage(unjudged, unjudged * controls, 0));
    Run completed =
        new Run(
            run,
            kind,
            begun.startedAt(),
            Optional.of(clock.instant()),
            coverage,
            moved,
            untold,
            calls,
            begun.notAsked(),
            begun.configDigest(),
            begun.catalogueDigest(),
            String.join("\n", problems));
    runs.put(completed);
    closing.after(completed, orchestrations);
  }

  /** Those of which the ledger does not know that they were deleted. */
  private List<ArmId> there(Collection<ArmId> clusters, List<String> problems) {
    List<ArmId> there = new ArrayList<>();
    for (ArmId cluster : clusters) {
      try {
        ledger
            .known(ClusterKey.of(cluster))
            .newest()
            .filter(newest -> !newest.gone())
            .ifPresent(newest -> there.add(cluster));
      } catch (DamagedException e) {
        problems.add(String.valueOf(e.getMessage()));
        there.add(cluster);
      }
    }
    return there;
  }
}
