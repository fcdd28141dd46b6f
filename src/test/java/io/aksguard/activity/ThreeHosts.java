package io.aksguard.activity;

import io.aksguard.adapter.Live;
import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.AzureWrites;
import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.Bounds;
import io.aksguard.config.GuardConfig;
import io.aksguard.config.Mode;
import io.aksguard.config.ModeRule;
import io.aksguard.config.Modes;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Revised;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.JsonArray;
import io.aksguard.history.Assessments;
import io.aksguard.history.Ledger;
import io.aksguard.history.Runs;
import io.aksguard.inbox.Agenda;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.ReverseIndex;
import io.aksguard.intent.Intent;
import io.aksguard.lab.tenant.Call;
import io.aksguard.lab.tenant.Fleet;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Plans;
import io.aksguard.remediation.azure.Current;
import io.aksguard.remediation.guard.Breaker;
import io.aksguard.remediation.guard.Targets;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Store;
import io.aksguard.storage.UnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * Three processes over one embedded store, each with a connection, a clock that is a little off and
 * an Azure client of its own. What is due is done by one of them, drawn by the seed, and while one
 * is about to change the breaker's or the quota's rows another may come between. Nothing waits:
 * time moves to what is due next.
 */
final class ThreeHosts implements AutoCloseable {
  private static final int HOSTS = 3;

  /** As host.json has the sweep of what waits. */
  private static final Duration SWEEP = Duration.ofMinutes(1);

  /** As Durable asks an activity again that has failed. */
  private static final Duration RETRY = Duration.ofSeconds(10);

  private static final int MOST_NESTED = 2;
  private static final int MOST_RETRIES = 1_000;

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T08:00:00Z"));
  final Live live;
  final Fleet fleet;
  final String control;
  private final Random random;
  private final Rules rules;
  private final List<Host> hosts = new ArrayList<>();
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));

  /** Clusters that an instance of Remediate works on. */
  private final Set<ArmId> working = new HashSet<>();

  private long number;
  private int nested;

  /** Clusters whose remediation was begun by the minute's sweep, and by an event. */
  int sweeps;

  int events;

  /** Steps that have met a store or evidence of another host, and were done again. */
  int retries;

  private record Due(Instant at, long number, Runnable what) {}

  /**
   * @param control whose fix is automatic, and needed by all clusters
   */
  ThreeHosts(
      Random random,
      TenantOptions options,
      Path folder,
      int clusters,
      String control,
      Bounds bounds) {
    this.random = random;
    this.control = control;
    this.live = new Live(options, clock);
    this.fleet = Fleet.of(clusters, 1, 7);
    fleet.putInto(live.tenant);
    // A whole fleet is judged again and again: by this control alone.
    Catalogue catalogue = Revised.only(Catalogue.builtIn(), control);
    Modes modes =
        new Modes(Mode.REPORT, List.of(new ModeRule(List.of(control), "*", Map.of(), Mode.AUTO)));
    GuardConfig config = new GuardConfig(catalogue.defaults(), List.of(), modes, bounds);
    this.rules = new Rules(catalogue, config, "config");
    for (int i = 0; i < HOSTS; i++) {
      hosts.add(new Host(folder, Clock.offset(clock, Duration.ofMillis(700L * i))));
    }
  }

  /** One process. */
  private final class Host {
    private final EmbeddedStore embedded;
    private final Ledger ledger;
    private final Agenda agenda;
    private final Judging judging;
    private final Planning planning;
    private final Remediation remediation;
    private final Rows index;

    Host(Path folder, Clock own) {
      embedded = EmbeddedStore.open(folder);
      Store store = embedded.store();
      ArmClient arm = live.arm();
      index = interrupted(store.index());
      ledger = new Ledger(store.ledger(), store.index(), store.checkpoints(), own);
      agenda = new Agenda(store.inbox(), own);
      judging =
          new Judging(
              live.direct(arm, fleet.subscriptions()),
              () -> rules,
              new SelfRecord(
                  Map.of(), ledger, new Runs(store.index()), new Assessments(store.index())),
              ledger,
              new ReverseIndex(store.index()),
              store.evidence(),
              own);
      Traces traces =
          new Traces(new Attempts(store.plans()), new Inbox(store.inbox(), own), Set.of());
      planning =
          new Planning(
              ledger,
              store.evidence(),
              new Plans(store.plans()),
              agenda,
              new Targets(store.index()),
              new Preflight(new AzureWrites(arm)::permitted, own),
              traces,
              () -> rules,
              own);
      remediation =
          new Remediation(
              judging,
              () -> rules,
              ledger,
              new Inbox(store.inbox(), own),
              agenda,
              new Attempts(store.plans()),
              traces,
              new AzureWrites(arm),
              resources -> JsonArray.empty(),
              new Gates(index, ledger, () -> rules, own),
              own);
    }
  }

  private Host any() {
    return hosts.get(random.nextInt(HOSTS));
  }

  /** Before a batch of the guards something else that is due may be done by another host. */
  private Rows interrupted(Rows rows) {
    return (Rows)
        Proxy.newProxyInstance(
            Rows.class.getClassLoader(),
            new Class<?>[] {Rows.class},
            (proxy, method, arguments) -> {
              boolean isGuards =
                  method.getName().equals("commit")
                      && Set.of("breaker", "quota").contains(arguments[0]);
              if (isGuards && nested < MOST_NESTED && random.nextInt(4) == 0) {
                nested++;
                doNext(clock.instant());
                nested--;
              }
              try {
                return method.invoke(rows, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  ArmId cluster(int number) {
    return new ArmId(fleet.clusters().get(number));
  }

  /** The cluster as it is in the tenant, without blanks. */
  String body(ArmId cluster) {
    Current current = new AzureWrites(live.arm()).read(cluster);
    return JsonWriter.text(((Current.Found) current).body());
  }

  void at(Instant at, Runnable what) {
    due.add(new Due(at, number++, what));
  }

  /** An audit has found it: the minute's sweep begins what is due. */
  void audited(ArmId cluster) {
    Host host = any();
    host.judging.record(cluster, "audit");
    host.planning.plan(cluster);
  }

  /** An event has come: what is due begins at once. */
  void event(ArmId cluster) {
    try {
      Host host = any();
      host.judging.record(cluster, "event");
      host.planning.plan(cluster);
      for (int i = 0; i < Inbox.partitions(); i++) {
        for (Agenda.Due each : host.agenda.due(i)) {
          events += each.cluster().equals(cluster) && begin(host, each) ? 1 : 0;
        }
      }
    } catch (IllegalStateException | UnavailableException e) {
      at(clock.instant().plus(RETRY), () -> event(cluster));
    }
  }

  private void sweep() {
    Host host = any();
    for (int i = 0; i < Inbox.partitions(); i++) {
      for (Agenda.Due each : host.agenda.due(i)) {
        sweeps += begin(host, each) ? 1 : 0;
      }
    }
    at(clock.instant().plus(SWEEP), this::sweep);
  }

  /** Nobody else works on the cluster, and nobody was faster. */
  private boolean begin(Host host, Agenda.Due each) {
    boolean isOurs = !working.contains(each.cluster()) && host.agenda.begin(each).isPresent();
    if (isOurs) {
      working.add(each.cluster());
      at(clock.instant(), () -> step(each.cluster(), ""));
    }
    return isOurs;
  }

  private void step(ArmId cluster, String operation) {
    Remediation.Step step;
    try {
      step = any().remediation.step(cluster, operation);
    } catch (IllegalStateException | UnavailableException e) {
      // As of evidence that another host with a faster clock has read before.
      if (++retries > MOST_RETRIES) {
        throw e;
      }
      at(clock.instant().plus(RETRY), () -> step(cluster, operation));
      return;
    }
    if (random.nextInt(4) == 0) {
      at(clock.instant().plusSeconds(random.nextInt(300)), () -> event(cluster));
    }
    if (step instanceof Remediation.Step.Again again) {
      at(clock.instant().plus(again.after()), () -> step(cluster, again.operation()));
    } else {
      working.remove(cluster);
    }
  }

  /** Does all that is due within that time. */
  void run(Duration time) {
    Instant end = clock.instant().plus(time);
    at(clock.instant(), this::sweep);
    while (doNext(end)) {
      // One after the other.
    }
  }

  private boolean doNext(Instant until) {
    Due next = due.peek();
    if (next == null || next.at().isAfter(until)) {
      return false;
    }
    due.remove();
    if (next.at().isAfter(clock.instant())) {
      clock.advance(Duration.between(clock.instant(), next.at()));
      live.tenant.settle();
    }
    next.what().run();
    return true;
  }

  /** Writes of ours to clusters and pools, in their order. */
  List<Call> writes() {
    return live.tenant.calls().stream()
        .filter(call -> call.clientId().equals(live.principal.clientId()))
        .filter(call -> call.method().equals("PUT"))
        .filter(call -> call.path().contains("/managedClusters/"))
        .toList();
  }

  Optional<Intent> intent(ArmId cluster) {
    Map<String, Intent> intents = hosts.get(0).ledger.known(ClusterKey.of(cluster)).intents();
    return Optional.ofNullable(intents.get(control));
  }

  Breaker.Status breaker() {
    Rows index = hosts.get(0).embedded.store().index();
    return new Breaker(index, clock, rules.config().bounds().breaker()).status();
  }

  @Override
  public void close() {
    hosts.forEach(host -> host.embedded.close());
    live.close();
  }
}
