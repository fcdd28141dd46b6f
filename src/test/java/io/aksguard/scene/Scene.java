package io.aksguard.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.activity.Rules;
import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.control.Status;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.input.Inputs;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Diff;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.history.Run;
import io.aksguard.history.Runs;
import io.aksguard.history.Verification;
import io.aksguard.history.Verifier;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Owed;
import io.aksguard.lab.LabClock;
import io.aksguard.lab.Laboratory;
import io.aksguard.lab.tenant.Drift;
import io.aksguard.lab.tenant.Fleet;
import io.aksguard.lab.tenant.TenantOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A laboratory with a generated fleet, and looks into what the app has written. */
final class Scene implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-23T08:00:10Z");
  static final Path APP =
      Path.of(System.getProperty("aksguard.basedir", "."), "target/azure-functions/aks-guard");

  private static final Pattern CLUSTER =
      Pattern.compile("/managedClusters/[^/]+$", Pattern.CASE_INSENSITIVE);

  /** Azure does not know what these controls look at. */
  private static final String SELF = "self";

  final Laboratory lab;
  final Fleet fleet;
  final Drift drift;
  final List<String> log = new CopyOnWriteArrayList<>();
  private final Path data;
  private final EmbeddedStore store;
  final Ledger ledger;
  final Runs runs;

  private Scene(Path data, Fleet fleet, LabClock clock, TenantOptions options, long seed)
      throws Exception {
    this.data = data;
    this.fleet = fleet;
    this.lab = Laboratory.start(APP, data, clock, options, fleet.subscriptions(), log::add);
    fleet.putInto(lab.tenant());
    this.drift = new Drift(lab.tenant(), lab.owner(), fleet, seed);
    this.store = EmbeddedStore.open(data.resolve("store"));
    this.ledger =
        new Ledger(
            store.store().ledger(),
            store.store().index(),
            store.store().checkpoints(),
            lab.clock());
    this.runs = new Runs(store.store().index());
  }

  /** A fleet of these clusters in two subscriptions, with one host, nothing judged yet. */
  static Scene of(Path data, int clusters, TenantOptions options, long seed) throws Exception {
    return of(data, Fleet.of(clusters, 2, seed), options, seed);
  }

  /** The same with this fleet. */
  static Scene of(Path data, Fleet fleet, TenantOptions options, long seed) throws Exception {
    return started(new Scene(data, fleet, LabClock.jumpingFrom(START), options, seed));
  }

  /** The same by another clock. */
  static Scene of(Path data, int clusters, LabClock clock, TenantOptions options, long seed)
      throws Exception {
    return started(new Scene(data, Fleet.of(clusters, 2, seed), clock, options, seed));
  }

  private static Scene started(Scene scene) throws Exception {
    scene.lab.startHost();
    return scene;
  }

  /** Lets the schedules judge the fleet, and all that follows come to its end. */
  Scene onboarded() {
    lab.clock().advance(Duration.ofMinutes(61));
    assertThat(ledger.clusters()).hasSize(fleet.clusters().size());
    return this;
  }

  /** The ledger's last word, cluster by cluster. */
  Map<String, Map<FindingKey, Status>> known() {
    Map<String, Map<FindingKey, Status>> known = recorded();
    known.values().forEach(Scene::forgetOwn);
    return known;
  }

  /** The same with the controls on our own record. */
  Map<String, Map<FindingKey, Status>> recorded() {
    Map<String, Map<FindingKey, Status>> recorded = new TreeMap<>();
    for (ListedCluster listed : ledger.clusters()) {
      recorded.put(listed.id().key(), statuses(ledger.known(listed.cluster()).states()));
    }
    return recorded;
  }

  /** What the coverage of the run must be. */
  Coverage recount(Run run) {
    return Recount.of(run, store.store(), Set.copyOf(OWN), recorded());
  }

  /** What a from-scratch audit of everything that is true now says. */
  Map<String, Map<FindingKey, Status>> truth() throws IOException {
    Path snapshot = data.resolve("truth-" + System.nanoTime());
    lab.tenant().truth().writeSnapshot(snapshot);
    Catalogue catalogue = Catalogue.builtIn();
    Auditor auditor =
        new Rules(catalogue, GuardConfig.defaults(catalogue), "").auditor(lab.clock().instant());
    Map<String, Map<FindingKey, Status>> truth = new TreeMap<>();
    Inputs.scan(List.of(snapshot), false)
        .clusters(
            evidence ->
                truth.put(
                    new ArmId(evidence.resource()).key(),
                    statuses(Diff.states(auditor.audit(evidence)))));
    truth.values().forEach(Scene::forgetOwn);
    return truth;
  }

  private static Map<FindingKey, Status> statuses(Map<FindingKey, State> states) {
    Map<FindingKey, Status> statuses = new TreeMap<>();
    states.forEach((key, state) -> statuses.put(key, state.status()));
    return statuses;
  }

  private static void forgetOwn(Map<FindingKey, Status> statuses) {
    statuses.keySet().removeIf(key -> OWN.contains(key.control()));
  }

  private static final List<String> OWN =
      Catalogue.builtIn().controls().stream()
          .filter(control -> control.definition().sections().contains(SELF))
          .map(Control::id)
          .toList();

  /** Where the ledger says something else than what is true now; empty is good. */
  List<String> differences() throws IOException {
    Map<String, Map<FindingKey, Status>> known = known();
    Map<String, Map<FindingKey, Status>> truth = truth();
    List<String> differences = new ArrayList<>();
    Set<String> clusters = new TreeSet<>(known.keySet());
    clusters.addAll(truth.keySet());
    for (String cluster : clusters) {
      Map<FindingKey, Status> mine = known.getOrDefault(cluster, Map.of());
      Map<FindingKey, Status> its = truth.getOrDefault(cluster, Map.of());
      Set<FindingKey> keys = new TreeSet<>(mine.keySet());
      keys.addAll(its.keySet());
      for (FindingKey key : keys) {
        if (mine.get(key) != its.get(key)) {
          differences.add(
              "%s %s: recorded %s, true %s"
                  .formatted(new ArmId(cluster).name(), key, mine.get(key), its.get(key)));
        }
      }
    }
    return differences;
  }

  /** All that the ledger has recorded, in order: cluster, control, subject, from, to. */
  List<String> transitions() {
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

  private static String status(@Nullable State state) {
    return state == null ? "-" : state.status() + (state.waiver().isEmpty() ? "" : " waived");
  }

  /** Each verdict's course in the order in which the ledger has recorded it. */
  Courses courses() {
    Courses courses = new Courses();
    for (ListedCluster listed : ledger.clusters()) {
      for (Commit commit : ledger.commits(listed.cluster(), 0, 10_000)) {
        for (Transition t : ledger.transitions(commit)) {
          if (!OWN.contains(t.key().control())) {
            State after = t.after();
            courses.add(listed.id().key(), t.key(), after == null ? null : after.status());
          }
        }
      }
    }
    return courses;
  }

  /** Runs a timer function of a host now, and all that follows. */
  void trigger(String timer) throws Exception {
    lab.hosts().get(0).trigger(timer);
    lab.clock().runUntilQuiet();
  }

  /** The ids of all notices that the topic got, in order. */
  List<String> noticeIds() {
    return lab.tenant().topic().received().stream()
        .map(each -> JsonReader.object(each.event()).string("id").orElseThrow())
        .toList();
  }

  /** How often the app has read a cluster directly, which is once an assessment. */
  long assessments() {
    return lab.tenant().calls().stream()
        .filter(call -> call.clientId().equals(lab.app().clientId()))
        .filter(call -> call.method().equals("GET") && CLUSTER.matcher(call.path()).find())
        .count();
  }

  /** Clusters with commits that nobody was told of, or that nothing was planned for. */
  List<String> untold() {
    return ledger.clusters().stream()
        .flatMap(listed -> ledger.head(listed.cluster()).stream())
        .filter(head -> Math.min(head.noticedSeq(), head.plannedSeq()) < head.seq())
        .map(head -> head.id().name())
        .toList();
  }

  Verification verify() {
    return new Verifier(store.store(), Set.of()).verify();
  }

  /** Nothing waits, nothing is owed. */
  void assertInboxIsEmpty() {
    Inbox inbox = new Inbox(store.store().inbox(), lab.clock());
    Owed owed = new Owed(store.store().inbox(), lab.clock());
    for (int i = 0; i < Inbox.partitions(); i++) {
      assertThat(inbox.waiting(i)).isEmpty();
      assertThat(owed.clusters(i)).isEmpty();
    }
  }

  long commits(String cluster) {
    return ledger.head(ClusterKey.of(new ArmId(cluster))).map(head -> head.seq()).orElse(0L);
  }

  @Override
  public void close() throws Exception {
    lab.close();
    store.close();
  }
}
