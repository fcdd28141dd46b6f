package io.aksguard.cli;

import io.aksguard.activity.Planning;
import io.aksguard.activity.Preflight;
import io.aksguard.activity.Recording;
import io.aksguard.activity.Rules;
import io.aksguard.activity.Traces;
import io.aksguard.app.App;
import io.aksguard.app.Ports;
import io.aksguard.app.Settings;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Fleet;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import io.aksguard.finding.Auditor;
import io.aksguard.function.Injector;
import io.aksguard.history.Ledger;
import io.aksguard.history.Signer;
import io.aksguard.inbox.Agenda;
import io.aksguard.inbox.Inbox;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.lab.Authentication;
import io.aksguard.lab.PeopleHost;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.lab.tenant.People;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Plans;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.ChangeLog;
import io.aksguard.remediation.azure.Permitted;
import io.aksguard.remediation.guard.Targets;
import io.aksguard.remediation.permission.Granted;
import io.aksguard.storage.Expiry;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Store;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An app that people call, over a store in memory, and the command line as one of them runs it. */
final class PeopleApp implements AutoCloseable {
  static final String AUDIENCE = "api://aks-guard";

  /** In place, and for a person to approve. */
  static final String CONTROL = "api-run-command-disabled";

  final ManualClock clock;
  final Store store = MemoryStore.create();
  final Ledger ledger;
  final PeopleHost host;

  /** What happens at each pause of a command; nothing afterwards. */
  final Deque<Runnable> meanwhile = new ArrayDeque<>();

  private static final Permitted EVERYTHING =
      new Permitted.Known(List.of(new Granted(List.of("*"), List.of())));

  /** The cluster that is looked at. */
  ArmId shop = new ArmId(Snapshot.CLUSTER);

  private final Agenda agenda;
  private final Catalogue catalogue = Catalogue.builtIn();
  private final List<Control> judged =
      catalogue.controls().stream().filter(control -> control.id().equals(CONTROL)).toList();
  private int clusters;

  PeopleApp(People people, String tenant, ManualClock clock) throws IOException {
    this.clock = clock;
    this.ledger = new Ledger(store.ledger(), store.index(), store.checkpoints(), clock);
    this.agenda = new Agenda(store.inbox(), clock);
    Settings settings =
        Settings.of(
            Map.of(
                "AKS_GUARD_SUBSCRIPTIONS",
                shop.subscription().orElseThrow(),
                "AKS_GUARD_STORE",
                "unused",
                "AKS_GUARD_TENANT_ID",
                tenant,
                "WEBSITE_AUTH_ENABLED",
                "True"));
    Ports ports =
        new Ports(
            unused(Collector.class),
            unused(Azure.class),
            unused(ChangeLog.class),
            unused(Fleet.class),
            id -> true,
            store,
            unused(Expiry.class),
            notices -> {},
            unused(Signer.class));
    this.host =
        new PeopleHost(
            Injector.over(() -> new App(settings, clock, ports)),
            Authentication.of(people, AUDIENCE, clock));
  }

  private static <T> T unused(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              // What a port says of itself is no call.
              if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              throw new AssertionError("nobody is to call " + method);
            }));
  }

  /** Looks at another cluster from now on, which lets people run commands in it. */
  void anotherCluster() {
    shop = new ArmId(Snapshot.CLUSTER + "-" + clusters++);
    meanwhile.clear();
    host.isDown(false);
    assessed(false);
  }

  /** Judges and plans the cluster by one control. */
  void assessed(boolean isDisabled) {
    clock.advance(Duration.ofMinutes(1));
    String cluster =
        """
        {"id": "%s", "name": "shop", "type": "Microsoft.ContainerService/managedClusters",
         "location": "westeurope", "tags": {},
         "properties": {"provisioningState": "Succeeded",
                        "apiServerAccessProfile": {"disableRunCommand": %s}}}
        """
            .formatted(shop, isDisabled);
    Section section = new Section(JsonReader.object(cluster), clock.instant());
    Evidence evidence = new Evidence(shop.value(), Origin.NONE, Map.of("cluster", section));
    GuardConfig config = GuardConfig.defaults(catalogue);
    Rules rules = new Rules(catalogue, config, "");
    Auditor auditor = new Auditor(catalogue, judged, config, clock.instant());
    new Recording(ledger, store.evidence(), "test", clock.instant(), "", catalogue.digest())
        .record(evidence, auditor.audit(evidence));
    new Planning(
            ledger,
            store.evidence(),
            new Plans(store.plans()),
            agenda,
            new Targets(store.index()),
            new Preflight(scope -> EVERYTHING, clock),
            new Traces(new Attempts(store.plans()), new Inbox(store.inbox(), clock), Set.of()),
            () -> rules,
            clock)
        .plan(shop);
  }

  Intent intent() {
    return Optional.ofNullable(ledger.known(ClusterKey.of(shop)).intents().get(CONTROL))
        .orElseThrow();
  }

  long commits() {
    return ledger.head(ClusterKey.of(shop)).orElseThrow().seq();
  }

  /** What the app would record of its work. */
  void move(Phase phase, String reason) {
    ledger.move(
        shop,
        "test",
        known -> {
          Map<String, Intent> next = new TreeMap<>(known.intents());
          next.computeIfPresent(
              CONTROL, (control, intent) -> intent.to(phase, reason, clock.instant()));
          return next;
        });
  }

  /** Runs a command line with a token. */
  CommandRun run(String token, String command, Object... more) {
    Object[] words = command.split(" ");
    Object[] all = new Object[words.length + more.length + 4];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    System.arraycopy(
        new Object[] {"--app", host.url() + "/", "--audience", AUDIENCE},
        0,
        all,
        all.length - 4,
        4);
    Outside outside = new Outside(Map.of(), clock, audience -> token, this::pause);
    return CommandRun.outside(outside, all);
  }

  private void pause(Duration time) {
    clock.advance(time);
    if (!meanwhile.isEmpty()) {
      meanwhile.poll().run();
    }
  }

  @Override
  public void close() {
    host.close();
  }
}
