package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Bounds;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.ArmClient;
import io.aksguard.lab.tenant.Call;
import io.aksguard.lab.tenant.Principal;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.property.Campaign;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many fixes under AKS' own buckets of writes: none of ours is refused, the customer who writes as
 * usual is never refused because of us, and each fix is written when it was told that it would be.
 */
class PacingTest {
  private static final String CONTROL = ImageCleaner.CONTROL;
  private static final int AKS = 20;

  /** The sweep comes by each minute, and hosts' clocks are a little off. */
  private static final Duration GRANULARITY = Duration.ofSeconds(62);

  private static final Bounds BOUNDS =
      new Bounds(
          new Bounds.Breaker(100, 100, 2),
          Bounds.DEFAULT.quotaShare(),
          Optional.empty(),
          Bounds.DEFAULT.flap(),
          List.of(),
          Bounds.DEFAULT.approvalExpiresAfter(),
          true);

  @TempDir private Path folder;

  @Test
  void fixes_arePaced() throws Exception {
    new Campaign("pacing of 24 fixes", 1).run((random, seed) -> play(random, seed, 24));
  }

  @Test
  @Tag("campaign")
  void fixes_arePaced_300() throws Exception {
    new Campaign("pacing of 300 fixes", 1).run((random, seed) -> play(random, seed, 300));
  }

  private void play(Random random, long seed, int fixes) {
    TenantOptions options = TenantOptions.unthrottled(seed).aksWrites(AKS);
    Path store = folder.resolve("store-" + seed);
    try (ThreeHosts hosts = new ThreeHosts(random, options, store, fixes + 2, CONTROL, BOUNDS)) {
      for (int i = 0; i < fixes; i++) {
        ArmId cluster = hosts.cluster(i);
        hosts.live.tenant.seed(ImageCleaner.off(hosts.body(cluster)));
        hosts.audited(cluster);
      }
      // Of every three the first lies in another region.
      Customer customer =
          new Customer(hosts, List.of(hosts.cluster(fixes), hosts.cluster(fixes + 1)));
      customer.come();
      Map<ArmId, Instant> told = new HashMap<>();
      Instant begin = hosts.clock.instant();
      hosts.run(Duration.ofMinutes(2));
      for (int i = 0; i < fixes; i++) {
        ArmId cluster = hosts.cluster(i);
        hosts
            .intent(cluster)
            .filter(intent -> intent.guard().equals("quota"))
            .flatMap(Intent::until)
            .ifPresent(turn -> told.put(cluster, turn));
      }
      assertThat(told).isNotEmpty();
      Instant last = told.values().stream().max(Instant::compareTo).orElseThrow();
      hosts.run(Duration.between(hosts.clock.instant(), last).plusMinutes(10));

      List<Call> written = hosts.writes().stream().filter(call -> call.status() < 300).toList();
      long refused = hosts.writes().size() - written.size();
      Duration worst = worst(written, told);
      System.out.printf(
          "pacing: seed %d, %d fixes from %s to %s, the last told for %s; 429: %d of ours, %d of"
              + " the customer's %d writes; told and done differ by %s at most%n",
          seed,
          fixes,
          begin,
          written.get(written.size() - 1).at(),
          last,
          refused,
          customer.refused,
          customer.writes,
          worst);
      assertThat(refused).isZero();
      assertThat(customer.writes).isPositive();
      assertThat(customer.refused).isZero();
      assertThat(written).extracting(Call::path).doesNotHaveDuplicates().hasSize(fixes);
      assertThat(worst).isLessThanOrEqualTo(GRANULARITY);
      for (int i = 0; i < fixes; i++) {
        assertThat(hosts.intent(hosts.cluster(i)).map(Intent::phase)).contains(Phase.VERIFIED);
      }
    }
  }

  /** Nothing is written before it was told. */
  private static Duration worst(List<Call> written, Map<ArmId, Instant> told) {
    Duration worst = Duration.ZERO;
    for (Call call : written) {
      Instant turn = told.getOrDefault(new ArmId(call.path()), call.at());
      Duration late = Duration.between(turn, call.at());
      assertThat(late).as(call.path()).isGreaterThanOrEqualTo(Duration.ofSeconds(-2));
      worst = late.compareTo(worst) > 0 ? late : worst;
    }
    return worst;
  }

  /** Writes a cluster of each region again and again, at the rate of the share that is his. */
  private static final class Customer {
    private static final Duration USUAL = Duration.ofMinutes(2);

    private final ThreeHosts hosts;
    private final ArmClient arm;
    private final List<ArmId> clusters;
    private int writes;
    private int refused;

    Customer(ThreeHosts hosts, List<ArmId> clusters) {
      this.hosts = hosts;
      this.clusters = clusters;
      Principal principal = hosts.live.tenant.newPrincipal();
      this.arm = hosts.live.tenant.as(principal);
    }

    private void come() {
      clusters.forEach(this::write);
      hosts.at(hosts.clock.instant().plus(USUAL), this::come);
    }

    private void write(ArmId cluster) {
      String path = cluster.value() + "?api-version=2026-08-01";
      String body = arm.call("GET", path, "").body();
      int status = arm.call("PUT", path, body).status();
      writes++;
      refused += status == 429 ? 1 : 0;
    }
  }
}
