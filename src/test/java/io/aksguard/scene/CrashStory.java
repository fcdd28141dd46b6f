package io.aksguard.scene;

import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.evidence.JsonReader;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.history.AnchorKey;
import io.aksguard.history.Commit;
import io.aksguard.history.Head;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.history.LocalSigner;
import io.aksguard.history.Run;
import io.aksguard.history.Runs;
import io.aksguard.history.Verification;
import io.aksguard.history.Verifier;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Outbox;
import io.aksguard.inbox.Owed;
import io.aksguard.lab.Fault;
import io.aksguard.lab.LabClock;
import io.aksguard.lab.tenant.Drift;
import io.aksguard.lab.tenant.Fleet;
import io.aksguard.lab.tenant.Principal;
import io.aksguard.lab.tenant.RaisedEvent;
import io.aksguard.lab.tenant.SimulatedTenant;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.remediation.Plan;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Plans;
import io.aksguard.storage.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One story told again and again over copies of the same two known clusters: a write to the first
 * that makes a control fail, a write to a registry that the second uses, the first event once more,
 * an audit of the fleet that finds what no event has told, and a notice that no ledger owes.
 */
final class CrashStory implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-11-23T08:00:10Z");
  private static final Instant KNOWN = Instant.parse("2026-11-23T09:35:00Z");
  private static final Instant LATER = Instant.parse("2026-11-24T00:00:00Z");
  private static final long SEED = 5;
  private static final TenantOptions OPTIONS = TenantOptions.unthrottled(SEED);

  private final Path base;
  private final Path work;
  private final Fleet fleet = Fleet.of(2, 2, SEED);
  private final CrashProcess process;
  private final Map<String, String> settings = new HashMap<>();
  private final Principal owner;
  private int told;

  /**
   * What a story has left behind.
   *
   * @param calls the ports' calls up to the end of the first process, in their order
   * @param ends how many processes have ended
   * @param transitions in their order, by cluster
   * @param runs ids of the audits of the fleet that came to their end, the newest first
   * @param notices ids in the order in which the topic got them
   * @param plans the newest plan of each cluster, fix by fix
   * @param left what is still waiting, owed or running; empty is good
   * @param problems of the history; empty is good
   */
  record Outcome(
      List<String> calls,
      int ends,
      List<String> transitions,
      List<String> runs,
      List<String> notices,
      List<String> plans,
      List<String> left,
      List<String> problems) {}

  /** Makes the fleet known to the app. */
  CrashStory(Path packaged, Path work) throws Exception {
    this.work = work;
    this.base = work.resolve("base");
    Path app = CrashPackage.of(packaged, work.resolve("app"));
    Files.createDirectories(base);
    this.process = new CrashProcess(app, base.resolve("tenant/tls.p12"), START);
    try (LabClock clock = LabClock.jumpingFrom(START);
        SimulatedTenant tenant = SimulatedTenant.start(OPTIONS, clock, base.resolve("tenant"))) {
      Principal principal = tenant.newPrincipal();
      this.owner = tenant.newPrincipal();
      fleet.putInto(tenant);
      settings.putAll(
          Map.of(
              "AZURE_TENANT_ID", tenant.tenantId(),
              "AZURE_CLIENT_ID", principal.clientId(),
              "AZURE_CLIENT_SECRET", principal.secret(),
              "AZURE_AUTHORITY_HOST", tenant.endpoint().toString(),
              "AKS_GUARD_ARM_ENDPOINT", tenant.endpoint().toString(),
              "AKS_GUARD_SUBSCRIPTIONS", String.join(",", fleet.subscriptions()),
              "AKS_GUARD_TOPIC_ENDPOINT", tenant.endpoint() + "/api/events"));
      settings.putAll(
          Map.of(
              "AKS_GUARD_AUDIT_SCHEDULE", "0 0 * * * *",
              "AKS_GUARD_IMAGES_SCHEDULE", "0 30 4 * * *",
              "AKS_GUARD_REVIEW_SCHEDULE", "0 0 6 * * 1",
              "AKS_GUARD_SWEEP_SCHEDULE", "0 30 * * * *"));
      process.open(base, of(base, 0, Fault.Moment.BEFORE));
      process.order("until " + KNOWN);
      process.order("close");
      tenant.save();
    }
  }

  private Map<String, String> of(Path folder, long at, Fault.Moment moment) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("AKS_GUARD_STORE", folder.resolve("store").toString());
    all.put("LAB_FAULT_AT", String.valueOf(at));
    all.put("LAB_FAULT_MOMENT", moment.name());
    all.put("LAB_FAULT_TRACE", folder.resolve("trace").toString());
    return all;
  }

  /**
   * Tells the story.
   *
   * @param at the call at which the process ends; 0 for none
   */
  Outcome tell(long at, Fault.Moment moment) throws Exception {
    Path folder = work.resolve("case-" + told++);
    copy(base, folder);
    Files.deleteIfExists(folder.resolve("trace"));
    Outcome outcome;
    try (LabClock clock = LabClock.jumpingFrom(KNOWN);
        SimulatedTenant tenant = SimulatedTenant.start(OPTIONS, clock, folder.resolve("tenant"))) {
      int before = tenant.topic().received().size();
      clock.join(new Dues(tenant));
      tenant.eventGrid().subscribe("all", event -> true, process);
      process.open(folder, of(folder, at, moment));
      tell(tenant, clock);
      String running = process.order("running");
      process.order("close");
      List<String> notices =
          tenant.topic().received().stream()
              .skip(before)
              .map(each -> JsonReader.object(each.event()).string("id").orElseThrow())
              .toList();
      outcome = look(folder, notices, running);
    }
    delete(folder);
    return outcome;
  }

  private void tell(SimulatedTenant tenant, LabClock clock) throws IOException {
    Drift drift = new Drift(tenant, owner, fleet, SEED);
    int first = tenant.eventGrid().raised().size();
    process.order("hold");
    step(drift, Drift.Move.LOCAL_ACCOUNTS, 0, clock);
    process.settle();
    List<RaisedEvent> events = tenant.eventGrid().raised().stream().skip(first).toList();
    process.order("hold");
    step(drift, Drift.Move.REGISTRY_ADMIN, 1, clock);
    process.settle();
    process.order("hold");
    try (LabClock.Hold hold = clock.hold()) {
      events.forEach(tenant.eventGrid()::raise);
    }
    clock.runUntilQuiet();
    process.settle();
    tenant.eventGrid().lose(1);
    step(drift, Drift.Move.AUTHORIZED_RANGES, 1, clock);
    process.order("until 2026-11-23T10:05:00Z");
    process.settle();
    tenant.eventGrid().lose(0);
    process.order("hold");
    try (LabClock.Hold hold = clock.hold()) {
      tenant.clusterEvent(
          "ClusterSupportEnding", fleet.clusters().get(0), "{\"kubernetesVersion\":\"1.31\"}");
    }
    clock.runUntilQuiet();
    process.settle();
    process.order("until 2026-11-23T10:35:00Z");
    process.settle();
  }

  private static void step(Drift drift, Drift.Move move, int cluster, LabClock clock) {
    Drift.Step done;
    try (LabClock.Hold hold = clock.hold()) {
      done = drift.step(move, cluster);
    }
    if (!done.done()) {
      throw new IllegalStateException("not changed: " + done);
    }
    clock.runUntilQuiet();
  }

  private record Dues(SimulatedTenant tenant) implements LabClock.Source {
    @Override
    public Optional<Instant> nextDue() {
      return tenant.nextDue();
    }

    @Override
    public void runDue() {
      tenant.settle();
    }
  }

  private Outcome look(Path folder, List<String> notices, String running) throws IOException {
    Clock later = Clock.fixed(LATER, ZoneOffset.UTC);
    try (EmbeddedStore open = EmbeddedStore.open(folder.resolve("store"))) {
      Store store = open.store();
      Ledger ledger = new Ledger(store.ledger(), store.index(), store.checkpoints(), later);
      List<String> problems = new ArrayList<>();
      Set<AnchorKey> keys = Set.of(LocalSigner.of(folder.resolve("store/anchor-key.pem")).key());
      if (new Verifier(store, keys).verify() instanceof Verification.Bad bad) {
        problems.add(bad.first().toString());
        bad.others().forEach(each -> problems.add(each.toString()));
      }
      return new Outcome(
          Files.readAllLines(folder.resolve("trace")),
          process.ends(),
          transitions(ledger),
          completed(store),
          notices,
          plans(ledger, new Plans(store.plans())),
          left(store, later, running),
          problems);
    }
  }

  private static List<String> completed(Store store) {
    return new Runs(store.index())
        .newest("audit", 100).stream()
            .filter(run -> run.completedAt().isPresent())
            .map(Run::id)
            .toList();
  }

  private static List<String> transitions(Ledger ledger) {
    List<String> all = new ArrayList<>();
    for (ListedCluster listed : ledger.clusters()) {
      for (Commit commit : ledger.commits(listed.cluster(), 0, 10_000)) {
        for (Transition t : ledger.transitions(commit)) {
          all.add(
              "%s %s %s %s -> %s"
                  .formatted(
                      listed.id().name(),
                      t.key().control(),
                      t.key().subject(),
                      status(t.before()),
                      status(t.after())));
        }
      }
    }
    return all;
  }

  private static List<String> plans(Ledger ledger, Plans plans) {
    List<String> all = new ArrayList<>();
    for (ListedCluster listed : ledger.clusters()) {
      Head head = ledger.head(listed.cluster()).orElseThrow();
      String name = listed.id().name();
      Optional<Plan> plan = plans.newest(listed.cluster(), head.seq(), head.plannedBy());
      if (head.plannedSeq() != head.seq() || plan.isEmpty()) {
        all.add("%s has no plan of commit %d".formatted(name, head.seq()));
      } else {
        Planned planned = plan.get().planned();
        planned
            .fixes()
            .forEach(
                fix ->
                    all.add(
                        "%s %s %s %s"
                            .formatted(name, fix.control(), fix.subjects(), fix.hold().guard())));
        planned
            .writes()
            .forEach(write -> all.add("%s %s".formatted(write.resource(), write.edits())));
      }
    }
    return all;
  }

  private static String status(@Nullable State state) {
    return state == null ? "-" : state.status() + (state.waiver().isEmpty() ? "" : " waived");
  }

  private static List<String> left(Store store, Clock later, String running) {
    List<String> left = new ArrayList<>();
    Inbox inbox = new Inbox(store.inbox(), later);
    Owed owed = new Owed(store.inbox(), later);
    for (int i = 0; i < Inbox.partitions(); i++) {
      inbox.waiting(i).forEach(each -> left.add("waiting: " + each));
      owed.clusters(i).forEach(each -> left.add("owed: " + each));
    }
    new Outbox(store.inbox(), later).claim().forEach(each -> left.add("outbox: " + each.id()));
    if (!running.equals("0")) {
      left.add("running: " + running);
    }
    return left;
  }

  /** The newest lines of the hosts' log of the last story. */
  String log() {
    return process.tail();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Files.copy(each, to.resolve(from.relativize(each)));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
