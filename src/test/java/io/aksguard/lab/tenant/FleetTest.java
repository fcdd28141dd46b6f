package io.aksguard.lab.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aksguard.activity.Rules;
import io.aksguard.adapter.snapshot.SnapshotCollector;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Status;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
  private static final long SEED = 20261123;

  /** What ARM cannot tell of a cluster that was never written to. */
  private static final Set<String> BEYOND_ARM =
      Set.of(
          "alerts-configured",
          "certs-rotated-after-local-off",
          "entra-tenant-matches",
          // Only preview versions show the flag: decision 0021.
          "node-custom-ca-preview-off",
          // Our own record, which no tenant has.
          "access-reviewed",
          "audit-coverage",
          "audit-freshness",
          "config-drift-reviewed",
          "network-reviewed");

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void sameSeed_makesTheSameFleet() {
    Fleet.of(6, 2, SEED).putInto(bench.tenant);
    try (Bench other = new Bench()) {
      Fleet.of(6, 2, SEED).putInto(other.tenant);

      assertThat(other.tenant.truth().ids()).isEqualTo(bench.tenant.truth().ids());
      for (String id : Fleet.of(6, 2, SEED).clusters()) {
        assertThat(other.tenant.truth().body(id)).isEqualTo(bench.tenant.truth().body(id));
      }
    }
  }

  @Test
  void everyGeneratedResource_isServedByArmUnderItsId() {
    Fleet fleet = Fleet.of(3, 1, SEED);
    fleet.putInto(bench.tenant);
    String[] versions = {"2026-08-01", "2021-05-01-preview", "2020-05-01"};

    for (String id : bench.tenant.truth().ids()) {
      if (id.contains("/policyStates/")) {
        continue; // only ever listed
      }
      String version =
          id.contains("Microsoft.ContainerService")
              ? versions[id.contains("diagnosticSettings") ? 1 : 0]
              : versions[2];
      boolean extension = id.lastIndexOf("/providers/") > id.indexOf("/providers/");
      if (extension) {
        version = id.contains("diagnosticSettings") ? versions[1] : versions[2];
      }
      assertThat(bench.get(id + "?api-version=" + version).status()).as(id).isEqualTo(200);
    }
  }

  @Test
  void snapshotOfTheTruth_isJudgedInFull_andClustersDiffer(@TempDir Path folder)
      throws IOException {
    Fleet fleet = Fleet.of(12, 3, SEED);
    fleet.putInto(bench.tenant);

    Map<String, List<Finding>> findings = audit(folder.resolve("a"));

    assertThat(findings.keySet()).containsAll(lower(fleet.clusters()));
    Set<Long> failed = new HashSet<>();
    for (String cluster : lower(fleet.clusters())) {
      List<Finding> of = findings.getOrDefault(cluster, List.of());
      failed.add(of.stream().filter(f -> f.status() == Status.FAIL).count());
      assertThat(of).anyMatch(f -> f.status() == Status.PASS);
      assertThat(unknown(of)).as("seed %d: %s", SEED, cluster).isSubsetOf(BEYOND_ARM);
    }
    assertThat(failed).hasSizeGreaterThan(6);
  }

  @Test
  void drift_movesVerdictsBothWays(@TempDir Path folder) throws IOException {
    Fleet fleet = Fleet.of(8, 2, SEED);
    fleet.putInto(bench.tenant);
    Map<String, List<Finding>> before = audit(folder.resolve("a"));
    Drift drift = new Drift(bench.tenant, bench.tenant.newPrincipal(), fleet, SEED);

    List<Drift.Step> steps = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      steps.add(drift.next());
      bench.clock.advance(Duration.ofMinutes(1));
    }
    Map<String, List<Finding>> after = audit(folder.resolve("b"));

    assertThat(steps).as("seed %d", SEED).filteredOn(Drift.Step::done).hasSizeGreaterThan(90);
    assertThat(steps).allMatch(step -> step.done() || step.status() == 409);
    Map<String, Integer> moves = new TreeMap<>();
    before.forEach(
        (cluster, old) ->
            status(old)
                .forEach(
                    (key, status) -> {
                      Status now = status(after.getOrDefault(cluster, List.of())).get(key);
                      if (now != null && now != status) {
                        moves.merge(status + ">" + now, 1, Integer::sum);
                      }
                    }));
    assertThat(moves).as("seed %d", SEED).containsKeys("PASS>FAIL", "FAIL>PASS");
  }

  @Test
  void drift_raisesEventsAndChanges() {
    Fleet fleet = Fleet.of(3, 1, SEED);
    fleet.putInto(bench.tenant);
    Drift drift = new Drift(bench.tenant, bench.tenant.newPrincipal(), fleet, SEED);
    for (Drift.Move move : Drift.Move.values()) {
      Drift.Step step = drift.step(move, 1);
      assertThat(step.status()).as(move.name()).isLessThan(300);
      bench.clock.advance(Duration.ofMinutes(2));
      bench.tenant.settle();
    }

    JsonNode rows =
        bench
            .query("resourcechanges | order by id asc", ",\"options\":{\"$top\":1000}")
            .path("data");

    assertThat(rows.size()).isGreaterThanOrEqualTo(Drift.Move.values().length);
    assertThat(bench.tenant.eventGrid().raised()).hasSizeGreaterThan(Drift.Move.values().length);
  }

  @Test
  void cluster_isDeletedAndMadeAgain() {
    Fleet fleet = Fleet.of(2, 1, SEED);
    fleet.putInto(bench.tenant);
    Drift drift = new Drift(bench.tenant, bench.tenant.newPrincipal(), fleet, SEED);
    String cluster = fleet.clusters().get(0);

    assertThat(drift.step(Drift.Move.CLUSTER, 0).status()).isEqualTo(202);
    bench.clock.advance(Duration.ofMinutes(2));
    assertThat(bench.tenant.truth().ids()).noneMatch(id -> id.startsWith(cluster));

    assertThat(drift.step(Drift.Move.CLUSTER, 0).status()).isEqualTo(201);
    assertThat(bench.tenant.truth().clusters()).contains(cluster);
  }

  private Map<String, List<Finding>> audit(Path folder) throws IOException {
    bench.tenant.truth().writeSnapshot(folder);
    Catalogue catalogue = Catalogue.builtIn();
    Auditor auditor =
        new Rules(catalogue, GuardConfig.defaults(catalogue), "").auditor(bench.clock.instant());
    Map<String, List<Finding>> findings = new TreeMap<>();
    var unread =
        new SnapshotCollector(folder)
            .fleet(
                evidence -> findings.put(Target.key(evidence.resource()), auditor.audit(evidence)));
    assertThat(unread).isEmpty();
    return findings;
  }

  private static List<String> lower(List<String> ids) {
    return ids.stream().map(Target::key).toList();
  }

  /** What is unknown though every section is complete. */
  private static Set<String> unknown(List<Finding> findings) {
    return findings.stream()
        .filter(f -> f.status() == Status.UNKNOWN)
        .map(Finding::control)
        .collect(Collectors.toSet());
  }

  private static Map<String, Status> status(List<Finding> findings) {
    return findings.stream()
        .collect(
            Collectors.toMap(
                f -> f.control() + " " + f.subject(), Finding::status, (first, second) -> first));
  }
}
