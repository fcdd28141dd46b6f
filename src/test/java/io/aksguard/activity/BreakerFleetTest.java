package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Bounds;
import io.aksguard.lab.tenant.Call;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Fault.Effect;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.property.Campaign;
import io.aksguard.remediation.guard.Breaker;
import io.aksguard.remediation.guard.Circuit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole fleet waits for a fix that breaks clusters, and its operations take minutes in which
 * nobody knows. Three hosts begin it by the timers and by events. No more clusters are written than
 * the permits allow, until it is known and after.
 */
class BreakerFleetTest {
  private static final String CONTROL = ImageCleaner.CONTROL;

  /** All of AKS' quota is ours: what holds is the breaker alone. */
  private static final Bounds BOUNDS =
      new Bounds(
          Bounds.DEFAULT.breaker(),
          100,
          Optional.empty(),
          Bounds.DEFAULT.flap(),
          List.of(),
          Bounds.DEFAULT.approvalExpiresAfter(),
          true);

  @TempDir private Path folder;

  /** In which way the fix is bad. */
  private enum Harm {
    BREAKS_CLUSTERS(hosts -> hosts.live.tenant.poison(ImageCleaner.POINTER, "true", Duration.ZERO)),
    DOES_NOT_HELP(hosts -> fault(hosts, Effect.IGNORED)),
    OPERATION_FAILS(hosts -> fault(hosts, Effect.OPERATION_FAILED));

    private final Consumer<ThreeHosts> work;

    Harm(Consumer<ThreeHosts> work) {
      this.work = work;
    }
  }

  /** Of the fix alone: it is taken back well. */
  private static void fault(ThreeHosts hosts, Effect effect) {
    for (String cluster : hosts.fleet.clusters()) {
      String path = "managedClusters/" + new ArmId(cluster).name() + "$";
      hosts.live.tenant.faults().add(Fault.of("PUT", path, effect, 1).times(1));
    }
  }

  @Test
  void clustersThatAreWritten_neverExceedThePermits() throws Exception {
    new Campaign("breaker of a fleet of 40", 1).run((random, seed) -> play(random, seed, 40, 14));
  }

  @Test
  @Tag("campaign")
  void clustersThatAreWritten_neverExceedThePermits_of500() throws Exception {
    new Campaign("breaker of a fleet of 500", Harm.values().length)
        .run((random, seed) -> play(random, seed, 500, 40));
  }

  /**
   * @param minutes in which the first of them are written and taken back
   */
  private void play(Random random, long seed, int clusters, int minutes) {
    Harm harm = Harm.values()[(int) ((seed - 1) % Harm.values().length)];
    TenantOptions options = TenantOptions.unthrottled(seed).operation(Duration.ofMinutes(5));
    Path store = folder.resolve("store-" + seed);
    try (ThreeHosts hosts = new ThreeHosts(random, options, store, clusters, CONTROL, BOUNDS)) {
      need(hosts, random, clusters);
      harm.work.accept(hosts);
      hosts.run(Duration.ofMinutes(minutes));

      int permits = Math.max(1, clusters * BOUNDS.breaker().perControl() / 100);
      List<String> written =
          hosts.writes().stream()
              .filter(call -> call.status() < 300)
              .map(Call::path)
              .distinct()
              .toList();
      Breaker.Status status = hosts.breaker();
      Circuit circuit = status.circuits().get(0);
      System.out.printf(
          "breaker: seed %d, %s: %d clusters, %d permits, %d written, open since %s,"
              + " %d begun by the timers and %d by events, %d steps tried again%n",
          seed,
          harm.name().toLowerCase().replace('_', ' '),
          clusters,
          permits,
          written.size(),
          circuit.openedAt().map(String::valueOf).orElse("never"),
          hosts.sweeps,
          hosts.events,
          hosts.retries);
      assertThat(circuit.isOpen()).isTrue();
      assertThat(written).hasSizeBetween(2, Math.max(permits, BOUNDS.breaker().failures()));
      assertThat(status.clustersAtRisk()).isZero();
      assertThat(status.held()).isEmpty();
      assertThat(hosts.sweeps).isPositive();
      assertThat(hosts.events).isPositive();
      for (String path : written) {
        assertThat(ImageCleaner.isOn(hosts.body(new ArmId(path)))).as(path).isFalse();
      }
    }
  }

  /** All need it; of some an audit has found it, of the others an event tells. */
  private static void need(ThreeHosts hosts, Random random, int clusters) {
    for (int i = 0; i < clusters; i++) {
      ArmId cluster = hosts.cluster(i);
      hosts.live.tenant.seed(ImageCleaner.off(hosts.body(cluster)));
      if (random.nextBoolean()) {
        hosts.audited(cluster);
      } else {
        Instant at = hosts.clock.instant().plusSeconds(random.nextInt(120));
        hosts.at(at, () -> hosts.event(cluster));
      }
    }
  }
}
