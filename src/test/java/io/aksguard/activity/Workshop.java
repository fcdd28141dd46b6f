package io.aksguard.activity;

import io.aksguard.adapter.Live;
import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.AzureWrites;
import io.aksguard.adapter.graph.GraphClient;
import io.aksguard.adapter.graph.ResourceChanges;
import io.aksguard.adapter.graph.Scope;
import io.aksguard.adapter.graph.Whereabouts;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.Bounds;
import io.aksguard.config.GuardConfig;
import io.aksguard.config.Mode;
import io.aksguard.config.ModeRule;
import io.aksguard.config.Modes;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Revised;
import io.aksguard.control.Status;
import io.aksguard.event.Events;
import io.aksguard.event.GridEvent;
import io.aksguard.event.Received;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.history.Assessments;
import io.aksguard.history.Ledger;
import io.aksguard.history.Runs;
import io.aksguard.inbox.Agenda;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Outbox;
import io.aksguard.inbox.Owed;
import io.aksguard.inbox.ReverseIndex;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Move;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.Fleet;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.notice.Notice;
import io.aksguard.notice.UnpublishedException;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Plans;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.Current;
import io.aksguard.remediation.guard.Targets;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Store;
import io.aksguard.storage.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A tenant over TLS, of a generated fleet or another, and all that mends it, in one thread. */
public final class Workshop implements AutoCloseable {
  /** More than any cluster needs. */
  private static final int MOST_STEPS = 500;

  /** A day of them. */
  private static final int MOST_ROUNDS = 96;

  /** Of an activity, by Durable; afterwards the sweep starts another orchestration. */
  private static final int MOST_TRIES = 4;

  final ManualClock clock;
  final Live live;
  final Fleet fleet;
  final Store store = MemoryStore.create();
  final Ledger ledger;
  final Catalogue catalogue = Catalogue.builtIn();
  final Agenda agenda;
  Rules rules =
      new Rules(
          catalogue,
          new GuardConfig(
              catalogue.defaults(), List.of(), new Modes(Mode.REPORT, List.of()), Bounds.DEFAULT),
          "");
  private Bounds bounds = Bounds.DEFAULT;
  private int decisions;
  final Judging judging;
  final Planning planning;
  final Remediation remediation;
  final Telling telling;

  /** What the topic has taken. */
  final List<Notice> told = new ArrayList<>();

  boolean topicIsDown;

  Workshop(TenantOptions options, int clusters) {
    this(options, clusters, new Ending(0, false));
  }

  /**
   * @param ending where the process ends, once; the next one goes on
   */
  Workshop(TenantOptions options, int clusters, Ending ending) {
    this(options, clusters, ending, new Outage(0));
  }

  /** The same with a store that is down for a while. */
  Workshop(TenantOptions options, int clusters, Ending ending, Outage outage) {
    this(
        options,
        new ManualClock(Instant.parse("2026-11-23T08:00:00Z")),
        Fleet.of(clusters, 1, 7),
        ending,
        outage);
  }

  private Workshop(
      TenantOptions options, ManualClock clock, Fleet fleet, Ending ending, Outage outage) {
    this(new Live(options, clock), clock, fleet, fleet.subscriptions(), ending, outage);
    fleet.putInto(live.tenant);
  }

  /**
   * Around a tenant that its caller has filled.
   *
   * @param clock the tenant's
   * @param subscriptions that are audited
   */
  public Workshop(Live live, ManualClock clock, List<String> subscriptions) {
    this(live, clock, Fleet.of(0, 0, 7), subscriptions, new Ending(0, false), new Outage(0));
  }

  private Workshop(
      Live live,
      ManualClock clock,
      Fleet fleet,
      List<String> subscriptions,
      Ending ending,
      Outage outage) {
    this.clock = clock;
    this.live = live;
    this.fleet = fleet;
    this.ledger = new Ledger(store.ledger(), store.index(), store.checkpoints(), clock);
    this.agenda = new Agenda(store.inbox(), clock);
    ArmClient arm = live.arm();
    Rows inbox = ending.in(Rows.class, "inbox", outage.in(Rows.class, store.inbox()));
    Rows index = ending.in(Rows.class, "index", outage.in(Rows.class, store.index()));
    Rows rows = ending.in(Rows.class, "ledger", outage.in(Rows.class, store.ledger()));
    Ledger chain = new Ledger(rows, index, store.checkpoints(), clock);
    SelfRecord self =
        new SelfRecord(Map.of(), ledger, new Runs(store.index()), new Assessments(store.index()));
    judging =
        new Judging(
            live.direct(arm, subscriptions),
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
            new Preflight(new AzureWrites(arm)::permitted, clock),
            new Traces(new Attempts(store.plans()), new Inbox(store.inbox(), clock), Set.of()),
            () -> rules,
            clock);
    Judging judgingAgain =
        new Judging(
            live.direct(arm, subscriptions),
            () -> rules,
            self,
            chain,
            new ReverseIndex(store.index()),
            store.evidence(),
            clock);
    telling =
        new Telling(
            ledger,
            new Runs(store.index()),
            new Owed(store.inbox(), clock),
            new Outbox(store.inbox(), clock),
            this::publish,
            planning);
    Attempts attempts =
        new Attempts(ending.in(Blobs.class, "plans", outage.in(Blobs.class, store.plans())));
    GraphClient graph = new GraphClient(arm, Scope.of(subscriptions), clock);
    remediation =
        new Remediation(
            judgingAgain,
            () -> rules,
            chain,
            new Inbox(inbox, clock),
            new Agenda(inbox, clock),
            attempts,
            new Traces(attempts, new Inbox(inbox, clock), Set.of()),
            ending.in(Azure.class, "azure", outage.after(Azure.class, new AzureWrites(arm))),
            new ResourceChanges(new Whereabouts(graph, clock)),
            new Gates(index, chain, () -> rules, clock),
            clock);
  }

  private void publish(List<Notice> notices) {
    if (topicIsDown) {
      throw new UnpublishedException("the topic is down", new IllegalStateException());
    }
    told.addAll(notices);
  }

  /** From now on what events tell is kept, as the app keeps it. */
  Workshop listening() {
    live.tenant
        .eventGrid()
        .subscribe(
            "app",
            raised -> true,
            raised -> {
              for (Received each : Events.read(raised.cloudEvent(), clock.instant())) {
                if (each instanceof Received.Event told) {
                  GridEvent event = told.event();
                  event
                      .cluster()
                      .ifPresent(
                          id ->
                              new Inbox(store.inbox(), clock)
                                  .deliver(id, event.key(), event.json()));
                }
              }
              return 200;
            });
    return this;
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
  public void approve(ArmId cluster, String control, String by) {
    approve(intent(cluster, control).id(), by);
  }

  /** The same of what a person was shown, if it still is what waits. */
  void approve(String intent, String by) {
    new Approvals(ledger, new Inbox(store.inbox(), clock), agenda, clock)
        .decide(intent, true, by, "");
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

  /** The same of one control, and nothing else is judged: that is much faster. */
  void only(Mode mode, String control) {
    deploy(Revised.only(catalogue, control), mode, control);
  }

  /** Another catalogue holds from now on, and this mode for these controls of it. */
  void deploy(Catalogue next, Mode mode, String... controls) {
    Modes modes =
        new Modes(Mode.REPORT, List.of(new ModeRule(List.of(controls), "*", Map.of(), mode)));
    decide(new GuardConfig(next.defaults(), List.of(), modes, bounds), next);
  }

  /** What the customer has decided, from now on. */
  public void decide(GuardConfig config) {
    decide(config, catalogue);
  }

  private void decide(GuardConfig config, Catalogue by) {
    // Another digest each time, as of files that differ.
    rules = new Rules(by, config, "config" + ++decisions);
  }

  /** Assesses and plans, as an event would have it done. */
  public void assess(ArmId cluster) {
    clock.advance(Duration.ofSeconds(1));
    judging.record(cluster, "event");
    planning.plan(cluster);
  }

  /** As the sweep does it, until nothing waits but for people. */
  void remediateToTheEnd(ArmId cluster) {
    remediateToTheEnd(cluster, () -> {});
  }

  /**
   * @param afterStep what else happens meanwhile
   */
  void remediateToTheEnd(ArmId cluster, Runnable afterStep) {
    for (int i = 0; i < MOST_ROUNDS && (i == 0 || isUnderWay(cluster)); i++) {
      remediate(cluster, afterStep);
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
    remediate(cluster, () -> {});
  }

  /**
   * @param afterStep what else happens meanwhile
   */
  public void remediate(ArmId cluster, Runnable afterStep) {
    String operation = "";
    for (int i = 0; i < MOST_STEPS; i++) {
      Remediation.Step step = step(cluster, operation);
      afterStep.run();
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

  /** Durable asks an activity again whose process has ended, or that has failed. */
  private Remediation.Step step(ArmId cluster, String operation) {
    for (int failures = 0; ; failures++) {
      try {
        return remediation.step(cluster, failures < MOST_TRIES ? operation : "");
      } catch (Ending.EndedError | UnavailableException e) {
        if (failures == MOST_STEPS) {
          throw e;
        }
        clock.advance(Duration.ofSeconds(10));
        live.tenant.settle();
      }
    }
  }

  /** The cluster as it is in the tenant, without blanks. */
  String body(ArmId cluster) {
    Current current = new AzureWrites(live.arm()).read(cluster);
    return JsonWriter.text(((Current.Found) current).body());
  }

  public Intent intent(ArmId cluster, String control) {
    return Optional.ofNullable(intents(cluster).get(control)).orElseThrow();
  }

  Map<String, Intent> intents(ArmId cluster) {
    return ledger.known(ClusterKey.of(cluster)).intents();
  }

  /** Of one control: its phases in the order in which the ledger has them. */
  public List<Phase> phases(ArmId cluster, String control) {
    List<Phase> phases = new ArrayList<>();
    ledger.commits(ClusterKey.of(cluster), 0, 1_000).stream()
        .flatMap(commit -> ledger.moves(commit).stream())
        .filter(move -> move.control().equals(control))
        .map(Move::after)
        .forEach(after -> phases.add(after == null ? Phase.WITHDRAWN : after.phase()));
    return phases;
  }

  /** The newest plan. */
  public Planned planned(ArmId cluster) {
    return new Plans(store.plans())
        .newest(ClusterKey.of(cluster), Long.MAX_VALUE, rules.name())
        .orElseThrow()
        .planned();
  }

  /** All writes that were prepared for a control, in their order, also those that were undone. */
  public List<Attempt> attempts(ArmId cluster, String control) {
    ClusterKey key = ClusterKey.of(cluster);
    Attempts kept = new Attempts(store.plans());
    return ledger.commits(key, 0, 1_000).stream()
        .flatMap(commit -> ledger.moves(commit).stream())
        .filter(move -> move.control().equals(control))
        .map(Move::after)
        .filter(after -> after != null && after.phase() == Phase.STARTED)
        .map(after -> after.attempts().get(after.attempts().size() - 1))
        .map(id -> kept.of(key, id))
        .toList();
  }

  public boolean fails(ArmId cluster, String control) {
    return ledger.known(ClusterKey.of(cluster)).states().values().stream()
        .filter(state -> state.key().control().equals(control))
        .anyMatch(state -> state.status() == Status.FAIL);
  }

  /** What was found of a control, a line for each subject. */
  public List<String> said(ArmId cluster, String control) {
    return ledger.known(ClusterKey.of(cluster)).states().values().stream()
        .filter(state -> state.key().control().equals(control))
        .map(state -> state.key().subject() + " " + state.status() + ": " + state.message())
        .toList();
  }

  @Override
  public void close() {
    live.close();
  }
}
