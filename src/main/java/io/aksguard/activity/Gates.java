package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.Bounds;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonObject;
import io.aksguard.history.Ledger;
import io.aksguard.intent.Intent;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Hold;
import io.aksguard.remediation.Tags;
import io.aksguard.remediation.guard.Blackouts;
import io.aksguard.remediation.guard.Breaker;
import io.aksguard.remediation.guard.ControlVersion;
import io.aksguard.remediation.guard.Locks;
import io.aksguard.remediation.guard.Permit;
import io.aksguard.remediation.guard.Quota;
import io.aksguard.remediation.guard.Ring;
import io.aksguard.remediation.guard.Shared;
import io.aksguard.remediation.guard.StopAll;
import io.aksguard.remediation.guard.Targets;
import io.aksguard.remediation.guard.Wait;
import io.aksguard.storage.Rows;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The guards that look beyond one cluster's evidence, in their order. */
public final class Gates implements Gate {
  private final Rows index;
  private final Ledger ledger;
  private final Rules.Source rules;
  private final StopAll stop;
  private final Targets targets;
  private final Clock clock;

  /**
   * @param index the table {@code index}
   */
  public Gates(Rows index, Ledger ledger, Rules.Source rules, Clock clock) {
    this.index = index;
    this.ledger = ledger;
    this.rules = rules;
    this.stop = new StopAll(index, clock);
    this.targets = new Targets(index);
    this.clock = clock;
  }

  @Override
  public Optional<Wait> hold(List<Intent> intents, Change change, Evidence evidence) {
    return stopped()
        .map(Wait::of)
        .or(() -> new Blackouts(bounds().blackouts()).hold(clock.instant()))
        .or(() -> locked(change, evidence).map(Wait::of))
        .or(() -> behindRing(intents, evidence).map(Wait::of))
        .or(() -> broken(intents, evidence).map(Wait::of))
        .or(() -> turn(intents, change, evidence));
  }

  @Override
  public Optional<Hold> stopped() {
    return stop.hold();
  }

  /** What lies elsewhere has locks that are in no evidence: there Azure itself refuses. */
  private static Optional<Hold> locked(Change change, Evidence evidence) {
    ArmId cluster = new ArmId(evidence.resource());
    return cluster.covers(change.resource())
        ? new Locks(cluster, evidence.value("locks")).hold(change.resource(), false)
        : Optional.empty();
  }

  private Optional<Hold> behindRing(List<Intent> intents, Evidence evidence) {
    for (Intent intent : intents) {
      ControlVersion control = permit(intent).control();
      int waiting = Math.max(0, targets.ofRing(control) - breaker().verifiedOfRing(control));
      Optional<Hold> hold = ring().hold(control, evidence.resource(), Tags.of(evidence), waiting);
      if (hold.isPresent()) {
        return hold;
      }
    }
    return Optional.empty();
  }

  private Ring ring() {
    return new Ring(breaker(), bounds().ring());
  }

  private Optional<Hold> broken(List<Intent> intents, Evidence evidence) {
    boolean isOfRing = ring().has(evidence.resource(), Tags.of(evidence));
    List<Permit.Want> wants =
        intents.stream()
            .map(Gates::permit)
            .map(permit -> new Permit.Want(permit, targets.count(permit.control()), isOfRing))
            .toList();
    return breaker().take(wants, ledger.clusters().size());
  }

  private Optional<Wait> turn(List<Intent> intents, Change change, Evidence evidence) {
    Optional<Wait> wait = shared(change, evidence).or(() -> paced(change, evidence));
    // A permit that is held for longer than it is needed would keep others waiting.
    wait.ifPresent(any -> notWritten(intents));
    return wait;
  }

  private Optional<Wait> shared(Change change, Evidence evidence) {
    ArmId cluster = new ArmId(evidence.resource());
    return cluster.covers(change.resource())
        ? Optional.empty()
        : new Shared(index, clock).take(change.resource(), cluster);
  }

  private Optional<Wait> paced(Change change, Evidence evidence) {
    return change.call().isEmpty()
        ? Quota.Counted.of(change.resource(), location(evidence))
            .flatMap(counted -> quota().take(counted, change.resource()))
        : Optional.empty();
  }

  @Override
  public Optional<Wait> turn(ArmId resource, String location) {
    return Quota.Counted.of(resource, location)
        .flatMap(counted -> quota().takeFirst(counted, resource));
  }

  /** Of the cluster; empty where the evidence does not tell. */
  static String location(Evidence evidence) {
    return evidence.value("cluster") instanceof JsonObject cluster
        ? cluster.string("location").orElse("")
        : "";
  }

  @Override
  public void throttled(ArmId resource, String location, Duration retryAfter) {
    Quota.Counted.of(resource, location)
        .ifPresent(counted -> quota().throttled(counted, retryAfter));
  }

  @Override
  public void ended(Intent intent, Outcome outcome) {
    breaker()
        .settle(
            permit(intent),
            switch (outcome) {
              case VERIFIED -> Permit.Outcome.VERIFIED;
              case FAILED -> Permit.Outcome.FAILED;
              case UNHEALTHY -> Permit.Outcome.UNHEALTHY;
              case NOT_WRITTEN -> Permit.Outcome.NOT_WRITTEN;
            });
  }

  static Permit permit(Intent intent) {
    ClusterKey cluster = Intent.cluster(intent.id()).orElseThrow();
    // The same fix may be needed again, and is a risk again.
    String round = intent.id() + "." + intent.round();
    return new Permit(new ControlVersion(intent.control(), intent.version()), cluster, round);
  }

  private Breaker breaker() {
    return new Breaker(index, clock, bounds().breaker());
  }

  private Quota quota() {
    return new Quota(index, clock, bounds().quotaShare());
  }

  private Bounds bounds() {
    return rules.get().config().bounds();
  }
}
