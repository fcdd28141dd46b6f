package io.aksguard.activity;

import io.aksguard.adapter.Live;
import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.AzureWrites;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.Bounds;
import io.aksguard.config.GuardConfig;
import io.aksguard.config.Mode;
import io.aksguard.config.ModeRule;
import io.aksguard.config.Modes;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Status;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.history.Assessments;
import io.aksguard.history.Ledger;
import io.aksguard.history.Runs;
import io.aksguard.inbox.Agenda;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.ReverseIndex;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Move;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.Fleet;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Plans;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.Current;
import io.aksguard.remediation.guard.Targets;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A generated fleet in a tenant over TLS, and all that mends it, in one thread and no time. */
final class Workshop implements AutoCloseable {
  /** More than any cluster needs. */
  private static final int MOST_STEPS = 500;

  /** A day of them. */
  private static final int MOST_ROUNDS = 96;

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T08:00:00Z"));
  final Live live;
  final Fleet fleet;
  final Store store = MemoryStore.create();
  final Ledger ledger = new Ledger(store.ledger(), store.index(), store.checkpoints(), clock);
  final Catalogue catalogue = Catalogue.builtIn();
  final Agenda agenda = new Agenda(store.inbox(), clock);
  Rules rules =
      new Rules(
          catalogue,
          new GuardConfig(
              catalogue.defaults(), List.of(), new Modes(Mode.REPORT, List.of()), Bounds.DEFAULT),
          "");
  private Bounds bounds = Bounds.DEFAULT;
  final Judging judging;
  final Planning planning;
  final Remediation remediation;

  Workshop(TenantOptions options, int clusters) {
    this(options, clusters, new Ending(0, false));
  }

  /**
   * @param ending where the process ends, once; the next one goes on
   */
  Workshop(TenantOptions options, int clusters, Ending ending) {
    live = new Live(options, clock);
    fleet = Fleet.of(clusters, 1, 7);
    fleet.putInto(live.tenant);
    ArmClient arm = live.arm();
    Rows inbox = ending.in(Rows.class, "inbox", store.inbox());
    Rows index = ending.in(Rows.class, "index", store.index());
    Ledger chain =
        new Ledger(
            ending.in(Rows.class, "ledger", store.ledger()), index, store.checkpoints(), clock);
    SelfRecord self =
        new SelfRecord(Map.of(), ledger, new Runs(store.index()), new Assessments(store.index()));
    judging =
        new Judging(
            live.direct(arm, fleet.subscriptions()),
            () -> rules,
            self,
            ledger,
            new ReverseIndex(store.index()),
            store.evidence(),
            clock);
    planning =
        new Planning(
            ledger,
            store.evidence(),
            new Plans(store.plans()),
            agenda,
            new Targets(store.index()),
            () -> rules,
            clock);
    Judging judgingAgain =
        new Judging(
            live.direct(arm, fleet.subscriptions()),
            () -> rules,
            self,
            chain,
            new ReverseIndex(store.index()),
            store.evidence(),
            clock);
    remediation =
        new Remediation(
            judgingAgain,
            () -> rules,
            chain,
            new Inbox(inbox, clock),
            new Agenda(inbox, clock),
            new Attempts(ending.in(Blobs.class, "plans", store.plans())),
            ending.in(Azure.class, "azure", new AzureWrites(arm)),
            new Gates(index, chain, () -> rules, clock),
            clock);
  }

  ArmId cluster(int number) {
    return new ArmId(fleet.clusters().get(number));
  }

  /** Fixes of these controls are automatic from now on, all others are only reported. */
  void automatic(String... controls) {
    by(Mode.AUTO, controls);
  }

  void approved(String... controls) {
    by(Mode.APPROVE, controls);
  }

  /** A person approves what waits for that. */
  void approve(ArmId cluster, String control, String by) {
    String id = intent(cluster, control).id();
    new Approvals(ledger, new Inbox(store.inbox(), clock), agenda, clock).decide(id, true, by, "");
  }

  /** A person has it tried again. */
  void release(ArmId cluster, String control, String by) {
    new Approvals(ledger, new Inbox(store.inbox(), clock), agenda, clock)
        .release(intent(cluster, control).id(), by);
  }

  /** Within these bounds, from the next setting of a mode on. */
  void bounds(Bounds next) {
    bounds = next;
  }

  private void by(Mode mode, String... controls) {
    deploy(catalogue, mode, controls);
  }

  /** Another catalogue holds from now on, and this mode for these controls of it. */
  void deploy(Catalogue next, Mode mode, String... controls) {
    Modes modes =
        new Modes(Mode.REPORT, List.of(new ModeRule(List.of(controls), "*", Map.of(), mode)));
    rules = new Rules(next, new GuardConfig(next.defaults(), List.of(), modes, bounds), "config");
  }

  /** Assesses and plans, as an event would have it done. */
  void assess(ArmId cluster) {
    clock.advance(Duration.ofSeconds(1));
    judging.record(cluster, "event");
    planning.plan(cluster);
  }

  /** As the sweep does it, until nothing waits but for people. */
  void remediateToTheEnd(ArmId cluster) {
    for (int i = 0; i < MOST_ROUNDS && (i == 0 || isUnderWay(cluster)); i++) {
      remediate(cluster);
      clock.advance(Duration.ofMinutes(15));
      live.tenant.settle();
    }
  }

  private boolean isUnderWay(ArmId cluster) {
    return intents(cluster).values().stream()
        .map(Intent::phase)
        .anyMatch(phase -> !phase.isEnded() && phase != Phase.AWAITING_APPROVAL);
  }

  /** Does all that is due, and lets the time pass that it waits for. */
  void remediate(ArmId cluster) {
    String operation = "";
    for (int i = 0; i < MOST_STEPS; i++) {
      Remediation.Step step = step(cluster, operation);
      if (step instanceof Remediation.Step.Done) {
        return;
      }
      Remediation.Step.Again again = (Remediation.Step.Again) step;
      operation = again.operation();
      clock.advance(again.after());
      live.tenant.settle();
    }
    throw new IllegalStateException("no end of it: " + intents(cluster));
  }

  /** Durable asks an activity again whose process has ended. */
  private Remediation.Step step(ArmId cluster, String operation) {
    try {
      return remediation.step(cluster, operation);
    } catch (Ending.EndedError e) {
      clock.advance(Duration.ofSeconds(10));
      live.tenant.settle();
      return remediation.step(cluster, operation);
    }
  }

  /** The cluster as it is in the tenant, without blanks. */
  String body(ArmId cluster) {
    Current current = new AzureWrites(live.arm()).read(cluster);
    return JsonWriter.text(((Current.Found) current).body());
  }

  Intent intent(ArmId cluster, String control) {
    return Optional.ofNullable(intents(cluster).get(control)).orElseThrow();
  }

  Map<String, Intent> intents(ArmId cluster) {
    return ledger.known(ClusterKey.of(cluster)).intents();
  }

  /** Of one control: its phases in the order in which the ledger has them. */
  List<Phase> phases(ArmId cluster, String control) {
    List<Phase> phases = new ArrayList<>();
    ledger.commits(ClusterKey.of(cluster), 0, 1_000).stream()
        .flatMap(commit -> ledger.moves(commit).stream())
        .filter(move -> move.control().equals(control))
        .map(Move::after)
        .forEach(after -> phases.add(after == null ? Phase.WITHDRAWN : after.phase()));
    return phases;
  }

  boolean fails(ArmId cluster, String control) {
    return ledger.known(ClusterKey.of(cluster)).states().values().stream()
        .filter(state -> state.key().control().equals(control))
        .anyMatch(state -> state.status() == Status.FAIL);
  }

  @Override
  public void close() {
    live.close();
  }
}
