package io.aksguard.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Catalogue;
import io.aksguard.control.Status;
import io.aksguard.history.Run;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Fleet;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.property.Campaign;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole fleet: what it costs, and that nothing is called compliant for lack of evidence. */
class FleetIT {
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
      scene.lab.tenant().faults().add(Fault.of("GET", ".*", Fault.Effect.SERVER_ERROR, 0.05));
      scene.lab.clock().advance(Duration.ofHours(2));

      Run second = scene.runs.newest("audit", 1).get(0);
      long dark = scene.fleet.clusters().stream().filter(id -> id.contains(forbidden)).count();
      long controls = Catalogue.builtIn().controls().size();
      assertThat(second.coverage().clusters()).isEqualTo(clusters);
      assertThat(second.coverage().covered())
          .as("nothing of a forbidden subscription is covered")
          .isLessThanOrEqualTo((clusters - dark) * controls);
      assertThat(wrongPasses(scene)).isEmpty();
      scene
          .known()
          .forEach(
              (cluster, statuses) -> {
                if (cluster.contains(forbidden)) {
                  assertThat(statuses).as(cluster).doesNotContainValue(Status.PASS);
                }
              });
    }
  }

  /** Every PASS of the ledger is one of the truth. */
  private static Map<String, Status> wrongPasses(Scene scene) throws Exception {
    Map<String, Status> wrong = new TreeMap<>();
    var truth = scene.truth();
    scene
        .known()
        .forEach(
            (cluster, statuses) ->
                statuses.forEach(
                    (key, status) -> {
                      Status is = truth.getOrDefault(cluster, Map.of()).get(key);
                      if (status == Status.PASS && is != Status.PASS) {
                        wrong.put(cluster + " " + key, is);
                      }
                    }));
    return wrong;
  }
}
