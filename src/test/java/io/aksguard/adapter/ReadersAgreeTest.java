package io.aksguard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.DirectCollector;
import io.aksguard.adapter.graph.FolderSnapshot;
import io.aksguard.adapter.graph.Snapshot;
import io.aksguard.adapter.graph.Sweep;
import io.aksguard.adapter.graph.SweepResult;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Unread;
import io.aksguard.evidence.input.Inputs;
import io.aksguard.lab.tenant.TenantOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The direct read, the sweep and the files that a sweep writes lead to the same verdicts. */
class ReadersAgreeTest {
  @TempDir private Path folder;
  private final Live live = new Live(TenantOptions.unthrottled(1).pageSize(7));

  @AfterEach
  void stop() {
    live.close();
  }

  @Test
  void aFleet_isJudgedAlike_byEachReader() {
    live.seeding.fleet(401, 5);
    ArmClient arm = live.arm();

    FolderSnapshot files = new FolderSnapshot(folder);
    Sweep sweep = live.sweep(arm);
    SweepResult result = sweep.sweep("run", live.seeding.clusters(), files, files);
    sweep.fill(files, files, result);

    assertThat(result.clusters()).isEqualTo(401);
    assertThat(result.shards()).hasSize(3);
    assertThat(result.unread()).isEmpty();
    assertThat(result.missing()).isEmpty();
    assertThat(result.gaps()).isEmpty();
    Map<ArmId, Map<String, String>> swept = new LinkedHashMap<>();
    for (SweepResult.Shard shard : result.shards()) {
      List<ArmId> ids = new ArrayList<>();
      Snapshot.shard(
          files,
          shard.number(),
          evidence -> {
            ids.add(new ArmId(evidence.resource()));
            swept.put(new ArmId(evidence.resource()), live.verdicts(evidence));
          });
      assertThat(ids).isEqualTo(shard.clusters());
    }
    System.out.printf(
        "sweep of %d clusters: %d calls, %.2f a cluster; verdicts of the first: %s%n",
        result.clusters(),
        result.calls(),
        result.calls() / (double) result.clusters(),
        counts(swept.values().iterator().next()));

    Map<ArmId, Map<String, String>> fromFiles = new LinkedHashMap<>();
    Inputs.scan(List.of(folder), false)
        .clusters(e -> fromFiles.put(new ArmId(e.resource()), live.verdicts(e)));
    assertThat(fromFiles).isEqualTo(swept);

    DirectCollector direct = live.direct(arm);
    for (int i = 0; i < 401; i += 40) {
      ArmId id = live.seeding.clusters().get(i);
      long before = arm.calls();
      Map<String, String> verdicts = live.verdicts(direct.cluster(id).orElseThrow());
      System.out.printf("direct read: %d calls%n", arm.calls() - before);
      assertThat(verdicts).as(id.value()).isEqualTo(swept.get(id));
    }
  }

  @Test
  void aFleetOfWhichASubscriptionIsForbidden_isJudgedAlike_byBothReaders() {
    live.seeding.fleet(201, 4);
    String forbidden = live.seeding.subscriptions().get(1);
    live.tenant.deny(live.principal, forbidden);
    ArmClient arm = live.arm();

    FolderSnapshot files = new FolderSnapshot(folder);
    Sweep sweep = live.sweep(arm);
    SweepResult result = sweep.sweep("run", live.seeding.clusters(), files, files);
    sweep.fill(files, files, result);

    assertThat(result.unread()).extracting(Unread::where).containsExactly(forbidden);
    DirectCollector direct = live.direct(arm);
    int judged = 0;
    for (SweepResult.Shard shard : result.shards()) {
      List<Evidence> swept = new ArrayList<>();
      Snapshot.shard(files, shard.number(), swept::add);
      for (int i = 0; i < swept.size(); i += 5) {
        Evidence evidence = swept.get(i);
        ArmId id = new ArmId(evidence.resource());
        assertThat(live.verdicts(direct.cluster(id).orElseThrow()))
            .as(id.value())
            .isEqualTo(live.verdicts(evidence));
        judged++;
      }
    }
    assertThat(judged).isGreaterThan(10);
  }

  private static Map<String, Integer> counts(Map<String, String> verdicts) {
    Map<String, Integer> counts = new TreeMap<>();
    verdicts.values().forEach(status -> counts.merge(status, 1, Integer::sum));
    return counts;
  }
}
