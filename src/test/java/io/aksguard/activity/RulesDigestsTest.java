package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.history.Commit;
import io.aksguard.history.Draft;
import io.aksguard.history.Ledger;
import io.aksguard.notice.Derivation;
import io.aksguard.notice.FleetRun;
import io.aksguard.notice.Notice;
import io.aksguard.notice.Rollout;
import io.aksguard.notice.Rules;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Store;
import io.aksguard.storage.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Hourly audits over a ledger, while the configuration changes. */
class RulesDigestsTest {
  private static final Instant BEGIN = Instant.parse("2026-11-23T06:00:00Z");
  private static final int CLUSTERS = 7;

  private Instant now = BEGIN;
  private final InstantSource source = () -> now;
  private final Store store = MemoryStore.create();
  private final Ledger ledger =
      new Ledger(
          store.ledger(), store.index(), store.checkpoints(), source.withZone(ZoneOffset.UTC));
  private final List<FleetRun> runs = new ArrayList<>();
  private final List<Notice> told = new ArrayList<>();
  private final List<Notice> digests = new ArrayList<>();

  @Test
  void newConfiguration_isOneDigest_howeverTheRunsLie() {
    for (int hour = 0; hour < 12; hour++) {
      String config = hour < 4 ? "old" : "new";
      now = BEGIN.plus(Duration.ofHours(hour));
      Instant started = now;
      for (int i = 0; i < CLUSTERS; i++) {
        now = now.plusSeconds(20);
        assess(i, config, hour >= 4);
      }
      end(started, config);
    }

    assertThat(told).isEmpty();
    assertThat(new TreeSet<>(digests.stream().map(Notice::id).toList())).hasSize(1);
    assertThat(digests.get(0).data().raw("clusters")).isEqualTo((long) CLUSTERS);
    assertThat(digests.get(0).data().raw("opened")).isEqualTo((long) CLUSTERS);
    assertThat(
            new TreeSet<>(
                digests.stream().map(n -> String.valueOf(n.data().raw("opened"))).toList()))
        .hasSize(1);
  }

  @Test
  void configurationTakenBackBetweenTwoRuns_losesNothing() {
    for (int i = 0; i < CLUSTERS; i++) {
      assess(i, "old", false);
    }
    end(BEGIN, "old");
    now = BEGIN.plus(Duration.ofMinutes(20));
    assess(0, "new", true);
    now = now.plusSeconds(60);
    assess(0, "old", true);
    for (int hour = 1; hour < 6; hour++) {
      now = BEGIN.plus(Duration.ofHours(hour));
      end(now, "old");
    }

    assertThat(told).isEmpty();
    assertThat(digests).isNotEmpty().allMatch(n -> Long.valueOf(1).equals(n.data().raw("opened")));
    assertThat(new TreeSet<>(digests.stream().map(Notice::id).toList())).hasSize(1);
  }

  @Test
  void longLedger_isWalkedBackPageByPage() {
    assess(0, "old", false);
    end(BEGIN, "old");
    now = BEGIN.plus(Duration.ofHours(2));
    for (int i = 0; i < 130; i++) {
      now = now.plusSeconds(1);
      assess(0, "new", i % 2 == 0);
    }
    end(now, "new");
    now = now.plus(Duration.ofHours(3));
    end(now, "new");

    assertThat(told).hasSize(129);
    assertThat(digests)
        .singleElement()
        .satisfies(n -> assertThat(n.data().raw("opened")).isEqualTo(1L));
  }

  /** The run itself tells of the damage. */
  @Test
  void damagedCluster_keepsTheOthersInTheDigest() throws Exception {
    assess(0, "old", false);
    assess(1, "old", false);
    end(BEGIN, "old");
    now = BEGIN.plus(Duration.ofHours(1));
    assess(0, "new", true);
    assess(1, "new", true);
    store
        .ledger()
        .commit(
            ledger.clusters().get(0).cluster().value(),
            List.of(new Write.Put("h", Map.of("seq", 7L))));
    for (int hour = 2; hour < 6; hour++) {
      now = BEGIN.plus(Duration.ofHours(hour));
      end(now, "new");
    }

    assertThat(digests)
        .isNotEmpty()
        .allMatch(n -> Long.valueOf(1).equals(n.data().raw("clusters")));
  }

  /** Judges a cluster, and tells what follows at once. */
  private void assess(int number, String config, boolean fails) {
    ArmId cluster =
        new ArmId(
            "/subscriptions/s/resourceGroups/g/providers/"
                + "Microsoft.ContainerService/managedClusters/c"
                + number);
    FindingKey key = new FindingKey("a", "");
    State state =
        new State(key, "1", Severity.HIGH, fails ? Status.FAIL : Status.PASS, "", "", "", "", now);
    ClusterKey id = ClusterKey.of(cluster);
    long before = ledger.head(id).map(head -> head.seq()).orElse(0L);
    ledger.append(
        new Draft(
            cluster, "test", now, config, "cat", Map.of(), () -> "", Map.of(key, state), false));
    for (Commit commit : ledger.commits(id, before, 10)) {
      Commit previous = ledger.commit(id, commit.seq() - 1).orElse(null);
      Derivation.of(commit, previous, ledger.transitions(commit), Rollout.of(runs)).stream()
          .filter(notice -> !notice.type().equals("AksGuard.ClusterOnboarded"))
          .forEach(told::add);
    }
  }

  private void end(Instant started, String config) {
    FleetRun run =
        new FleetRun("r" + started, started, now, new Rules("cat", config), Coverage.NONE, 0);
    runs.add(run);
    digests.addAll(new RulesDigests(ledger).due(Rollout.of(runs), now));
  }
}
