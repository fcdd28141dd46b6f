package io.aksguard.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.lab.LabClock;
import io.aksguard.lab.tenant.Drift;
import io.aksguard.lab.tenant.TenantOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The latency that is published: from a write that ARM has accepted to its commit in the ledger, in
 * real time, at five events a second. Local accounts are switched, so that each write moves a
 * verdict.
 */
@Tag("campaign")
class SteadyIT {
  private static final int CLUSTERS = 100;
  private static final int WRITES = 100;
  private static final Duration PACE = Duration.ofMillis(200);
  private static final Duration MOST = Duration.ofMinutes(5);

  @TempDir private Path data;

  @Test
  void fiveEventsASecond_areInTheLedgerWithinFiveSeconds() throws Exception {
    TenantOptions options = TenantOptions.unthrottled(5).operation(Duration.ofHours(1));
    try (Scene scene = Scene.of(data, CLUSTERS, LabClock.realTime(), options, 5)) {
      scene.lab.hosts().get(0).trigger("auditFleet");
      await(() -> scene.fleet.clusters().stream().allMatch(id -> scene.commits(id) > 0));
      Map<String, Instant> written = new LinkedHashMap<>();
      for (int i = 0; i < WRITES; i++) {
        Instant next = Instant.now().plus(PACE);
        Drift.Step step = scene.drift.step(Drift.Move.LOCAL_ACCOUNTS, i % CLUSTERS);
        assertThat(step.done()).isTrue();
        written.put(step.cluster(), Instant.now());
        scene.lab.tenant().settle();
        TimeUnit.MILLISECONDS.sleep(Math.max(0, Duration.between(Instant.now(), next).toMillis()));
      }
      await(
          () -> written.keySet().stream().allMatch(id -> recorded(scene, id, written).isPresent()));

      List<Long> millis = new ArrayList<>();
      written.forEach(
          (id, at) ->
              millis.add(
                  Duration.between(at, recorded(scene, id, written).orElseThrow()).toMillis()));
      millis.sort(Long::compare);
      long p95 = millis.get(millis.size() * 95 / 100);
      System.out.printf(
          "steady: %d writes, 5 a second, change to ledger p50 %d ms, p95 %d ms%n",
          millis.size(), millis.get(millis.size() / 2), p95);
      assertThat(p95).isLessThan(5_000);
    }
  }

  private static Optional<Instant> recorded(
      Scene scene, String cluster, Map<String, Instant> written) {
    return scene
        .ledger
        .head(ClusterKey.of(new ArmId(cluster)))
        .map(head -> head.recordedAt())
        .filter(at -> at.isAfter(written.getOrDefault(cluster, Instant.MAX)));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(MOST);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("it takes too long").isBefore(end);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
