package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.Bounds;
import io.aksguard.property.Campaign;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.MemoryRows;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.UnavailableException;
import io.aksguard.storage.Write;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Hosts that interrupt each other before every batch, lose answers and give up: never are more
 * clusters at risk than allowed, and in the end no permit is left over.
 */
class BreakerPropertyTest {
  private static final int CONTROLS = 3;

  @Test
  void clustersAtRisk_neverExceedThePermits() throws Exception {
    new Campaign("breaker", 300).run((random, seed) -> new Play(random).run());
  }

  @Test
  @Tag("campaign")
  void clustersAtRisk_neverExceedThePermits_inFull() throws Exception {
    new Campaign("breaker in full", 20_000).run((random, seed) -> new Play(random).run());
  }

  /** One play: what was written, as somebody who counts at the clusters sees it. */
  private static final class Play {
    private final Random random;
    private final int clusters;
    private final Bounds.Breaker bounds;
    private final MemoryRows rows = new MemoryRows();
    private final Breaker host;

    /** Writes without an outcome, by their permits' intents. */
    private final Map<String, List<Permit>> written = new HashMap<>();

    /** Asked for; whether they are held is not known. */
    private final Map<String, List<Permit>> asked = new HashMap<>();

    private final Map<ControlVersion, Integer> failed = new HashMap<>();
    private final Set<ControlVersion> open = new HashSet<>();
    private int intents;
    private int depth;

    Play(Random random) {
      this.random = random;
      this.clusters = 1 + random.nextInt(60);
      this.bounds =
          new Bounds.Breaker(1 + random.nextInt(30), 1 + random.nextInt(50), 1 + random.nextInt(3));
      this.host = new Breaker(new Interrupted(), Clock.systemUTC(), bounds);
    }

    void run() {
      for (int i = 0; i < 60; i++) {
        step();
      }
      depth = 9;
      List.copyOf(asked.values()).forEach(this::giveUp);
      List.copyOf(written.values()).forEach(permits -> List.copyOf(permits).forEach(this::settle));
      Breaker.Status status = host.status();
      assertThat(status.clustersAtRisk()).isZero();
      assertThat(status.held()).isEmpty();
      assertThat(status.circuits()).extracting(Circuit::unverified).containsOnly(0L);
      status
          .circuits()
          .forEach(
              circuit -> {
                assertThat(circuit.failed())
                    .isEqualTo(failed.getOrDefault(circuit.control(), 0).longValue());
                assertThat(circuit.isOpen()).isEqualTo(open.contains(circuit.control()));
              });
    }

    private void step() {
      int what = random.nextInt(10);
      if (what < 5) {
        take(merged());
      } else if (what < 6 && !asked.isEmpty()) {
        List<Permit> again = any(asked.values());
        take(again);
      } else if (what < 9 && !written.isEmpty()) {
        settle(any(any(written.values())));
      } else if (!asked.isEmpty()) {
        giveUp(any(asked.values()));
      }
    }

    private List<Permit> merged() {
      ClusterKey cluster = new ClusterKey("%032x".formatted(random.nextInt(clusters)));
      String intent = "i" + intents++;
      List<Permit> permits = new ArrayList<>();
      for (int i = 0; i < CONTROLS; i++) {
        if (permits.isEmpty() || random.nextBoolean()) {
          permits.add(new Permit(new ControlVersion("c" + i, "v1"), cluster, intent));
        }
      }
      return permits;
    }

    private void take(List<Permit> permits) {
      String intent = permits.get(0).intent();
      asked.remove(intent);
      List<Permit.Want> wants =
          permits.stream().map(p -> new Permit.Want(p, clusters, random.nextBoolean())).toList();
      if (host.take(wants, clusters).isPresent()) {
        asked.put(intent, permits);
      } else {
        written.put(intent, new ArrayList<>(permits));
        check();
      }
    }

    private void giveUp(List<Permit> permits) {
      if (asked.remove(permits.get(0).intent()) != null) {
        permits.forEach(permit -> settled(permit, Permit.Outcome.NOT_WRITTEN));
      }
    }

    private void settle(Permit permit) {
      List<Permit> of = written.getOrDefault(permit.intent(), List.of());
      if (!of.remove(permit)) {
        return;
      }
      if (of.isEmpty()) {
        written.remove(permit.intent());
      }
      // Whoever counts at the clusters knows of the failure before the rows do.
      int roll = random.nextInt(20);
      Permit.Outcome outcome =
          roll == 0
              ? Permit.Outcome.UNHEALTHY
              : roll < 4 ? Permit.Outcome.FAILED : Permit.Outcome.VERIFIED;
      if (outcome != Permit.Outcome.VERIFIED) {
        failed.merge(permit.control(), 1, Integer::sum);
      }
      settled(permit, outcome);
      if (outcome == Permit.Outcome.UNHEALTHY
          || failed.getOrDefault(permit.control(), 0) >= bounds.failures()) {
        open.add(permit.control());
      }
    }

    private void settled(Permit permit, Permit.Outcome outcome) {
      while (true) {
        try {
          host.settle(permit, outcome);
          return;
        } catch (UnavailableException e) {
          // Its answer was lost: the activity runs again.
        }
      }
    }

    private void check() {
      Map<ControlVersion, Integer> atRisk = new HashMap<>();
      Set<ClusterKey> clustersAtRisk = new HashSet<>();
      for (List<Permit> permits : written.values()) {
        for (Permit permit : permits) {
          atRisk.merge(permit.control(), 1, Integer::sum);
          clustersAtRisk.add(permit.cluster());
        }
      }
      int most = Math.max(1, clusters * bounds.perControl() / 100);
      atRisk.forEach(
          (control, count) -> {
            int bad = failed.getOrDefault(control, 0);
            assertThat(count).isLessThanOrEqualTo(most);
            assertThat(count + bad).isLessThanOrEqualTo(Math.max(most, bounds.failures()));
          });
      assertThat(clustersAtRisk.size())
          .isLessThanOrEqualTo(Math.max(1, clusters * bounds.fleet() / 100));
    }

    private <T> T any(Iterable<T> all) {
      List<T> list = new ArrayList<>();
      all.forEach(list::add);
      return list.get(random.nextInt(list.size()));
    }

    /** Before a batch another host takes a step, or the batch or its answer is lost. */
    private final class Interrupted implements Rows {
      @Override
      public Optional<Row> get(String partition, String key) {
        interrupt();
        return rows.get(partition, key);
      }

      @Override
      public List<Row> range(String partition, String from, String to, int most) {
        return rows.range(partition, from, to, most);
      }

      @Override
      public void commit(String partition, List<Write> batch) throws ConflictException {
        interrupt();
        if (depth < 9 && random.nextInt(12) == 0) {
          throw new UnavailableException("lost before");
        }
        rows.commit(partition, batch);
        if (depth < 9 && random.nextInt(12) == 0) {
          throw new UnavailableException("lost after");
        }
      }

      private void interrupt() {
        if (depth < 2 && random.nextInt(4) == 0) {
          depth++;
          step();
          depth--;
        }
      }
    }
  }
}
