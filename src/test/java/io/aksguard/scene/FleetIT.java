package io.aksguard.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Status;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.FindingKey;
import io.aksguard.history.Run;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Fleet;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.property.Campaign;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole fleet: what it costs, and that nothing is called compliant for lack of evidence. */
class FleetIT {
  /** All of ARM and Resource Graph, also inside batches; not sign-in, nor the topic. */
  private static final String MANAGED = "^/(subscriptions|providers|batch)";

  @TempDir private Path data;

  @Test
  void fleet_isCovered_andThenPartlyForbiddenAndFlaky() throws Exception {
    new Campaign("fleet of 40", 1)
        .run((random, seed) -> fleet(Fleet.of(40, 2, seed), TenantOptions.unthrottled(seed), seed));
  }

  /** 200 clusters a subscription: their reads are far more than its bucket holds. */
  @Test
  @Tag("campaign")
  void fleetOf2000_withThrottling() throws Exception {
    new Campaign("fleet of 2,000", 1)
        .run((random, seed) -> fleet(Fleet.of(2_000, 10, seed), TenantOptions.azure(seed), seed));
  }

  private void fleet(Fleet fleet, TenantOptions options, long seed) throws Exception {
    int clusters = fleet.clusters().size();
    try (Scene scene = Scene.of(data.resolve("fleet-" + seed), fleet, options, seed)) {
      long began = System.nanoTime();
      scene.onboarded();
      long millis = (System.nanoTime() - began) / 1_000_000;
      Run run = scene.runs.newest("audit", 1).get(0);
      assertThat(run.coverage().clusters()).isEqualTo(clusters);
      assertThat(run.problems()).isEmpty();
      assertThat(scene.differences()).isEmpty();
      System.out.printf(
          "fleet: seed %d, %d clusters, %.1f calls a cluster in the sweep, %d calls in all, %d ms%n",
          seed,
          clusters,
          (double) run.calls() / clusters,
          scene.lab.tenant().calls().size(),
          millis);

      String forbidden = scene.fleet.subscriptions().get(1);
      scene.lab.tenant().deny(scene.lab.app(), forbidden);
      scene.lab.clock().advance(Duration.ofHours(2));
      Coverage partly = counted(scene, clusters);
      assertThat(wrong(scene)).isEmpty();
      Map<String, Map<FindingKey, Status>> before = scene.recorded();

      scene.lab.tenant().faults().add(Fault.of("", MANAGED, Fault.Effect.SERVER_ERROR, 0.05));
      scene.lab.clock().advance(Duration.ofHours(1));
      Coverage flaky = counted(scene, clusters);
      assertThat(wrong(scene)).isEmpty();
      scene
          .known()
          .forEach(
              (cluster, statuses) -> {
                if (cluster.contains(forbidden)) {
                  assertThat(statuses).as(cluster).doesNotContainValue(Status.PASS);
                }
              });
      System.out.printf(
          "fleet: one subscription forbidden: %s; 5 %% of all calls fail: %s; nothing wrong is recorded%n",
          partly, flaky);
      System.out.printf("fleet: told then and not before: %s%n", told(before, scene.recorded()));
      System.out.printf("fleet: told before and not then: %s%n", told(scene.recorded(), before));
    }
  }

  /** The coverage of the newest audit, which is exactly what is counted anew. */
  private static Coverage counted(Scene scene, int clusters) {
    Run run = scene.runs.newest("audit", 1).get(0);
    assertThat(run.coverage()).isEqualTo(scene.recount(run));
    assertThat(run.coverage().clusters()).isEqualTo(clusters);
    return run.coverage();
  }

  /** By control, in how many clusters a subject was UNKNOWN before and none is after. */
  private static Map<String, Long> told(
      Map<String, Map<FindingKey, Status>> before, Map<String, Map<FindingKey, Status>> after) {
    Map<String, Long> told = new TreeMap<>();
    after.forEach(
        (cluster, statuses) -> {
          Set<String> untold = untold(before.getOrDefault(cluster, Map.of()));
          untold.removeAll(untold(statuses));
          untold.forEach(control -> told.merge(control, 1L, Long::sum));
        });
    return told;
  }

  private static Set<String> untold(Map<FindingKey, Status> statuses) {
    return statuses.entrySet().stream()
        .filter(each -> each.getValue() == Status.UNKNOWN)
        .map(each -> each.getKey().control())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is recorded as told and is not true; what could not be told may be anything. */
  private static List<String> wrong(Scene scene) throws Exception {
    return scene.differences().stream()
        .filter(each -> !each.contains("recorded UNKNOWN") && !each.contains("recorded null"))
        .toList();
  }
}
