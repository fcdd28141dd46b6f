package io.aksguard.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.adapter.graph.BlobSnapshot;
import io.aksguard.adapter.graph.FolderSnapshot;
import io.aksguard.adapter.graph.Snapshot;
import io.aksguard.adapter.graph.SnapshotSource;
import io.aksguard.adapter.graph.Sweep;
import io.aksguard.adapter.graph.SweepResult;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Source;
import io.aksguard.evidence.Unread;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.storage.Blobs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  @TempDir private Path folder;
  private final Live live = new Live(TenantOptions.unthrottled(2));

  @AfterEach
  void stop() {
    live.close();
  }

  private SweepResult sweep(FolderSnapshot files) {
    Sweep sweep = live.sweep(live.arm());
    SweepResult result = sweep.sweep("run", live.seeding.clusters(), files, files);
    sweep.fill(files, files, result);
    return result;
  }

  private static List<Evidence> evidence(SweepResult result, FolderSnapshot files) {
    List<Evidence> all = new ArrayList<>();
    result.shards().forEach(shard -> Snapshot.shard(files, shard.number(), all::add));
    return all;
  }

  @Test
  void fleetOfHundreds_takesFewCallsACluster() {
    live.seeding.fleet(300, 9);

    FolderSnapshot files = new FolderSnapshot(folder);
    Sweep sweep = live.sweep(live.arm());
    SweepResult result = sweep.sweep("run", live.seeding.clusters(), files, files);
    long calls = result.calls();
    for (SweepResult.Shard shard : result.shards()) {
      calls += sweep.fill(files, files, shard.number());
    }

    System.out.printf(
        "sweep: %d clusters in %d shards, %d calls, %.3f a cluster%n",
        result.clusters(), result.shards().size(), calls, calls / (double) result.clusters());
    assertThat(calls).isLessThan(300);
  }

  @Test
  void subscriptionThatMayNotBeRead_isReported_andItsClustersToo() {
    live.seeding.fleet(201, 4);
    String denied = live.seeding.subscriptions().get(1);
    live.tenant.deny(live.principal, denied);
    FolderSnapshot files = new FolderSnapshot(folder);

    SweepResult result = sweep(files);

    assertThat(result.unread()).extracting(Unread::where).containsExactly(denied);
    assertThat(result.missing()).containsExactly(live.seeding.clusters().get(200));
    // The identities of other clusters may hold roles there, so what they reach is not known whole.
    Evidence first = evidence(result, files).get(0);
    assertThat(live.verdicts(first).values()).contains("UNKNOWN");
    assertThat(String.valueOf(reason(first, "registries"))).contains(denied);
  }

  private static Object reason(Evidence evidence, String section) {
    return evidence.value(section) instanceof io.aksguard.evidence.JsonArray array
        ? array.rest().map(Gap::reason).orElse("whole")
        : evidence.value(section);
  }

  @Test
  void secondAttempt_endsAsTheFirst() {
    live.seeding.fleet(3, 4);
    FolderSnapshot files = new FolderSnapshot(folder);

    SweepResult first = sweep(files);
    SweepResult second = sweep(files);

    assertThat(second).isEqualTo(first);
    assertThat(Snapshot.read(files)).contains(first);
  }

  @Test
  void shardThatIsFilledTwice_isReadOnce() {
    live.seeding.fleet(3, 4);
    FolderSnapshot files = new FolderSnapshot(folder);
    sweep(files);
    int asked = live.tenant.calls().size();

    live.sweep(live.arm()).fill(files, files, 0);

    assertThat(live.tenant.calls()).hasSize(asked);
  }

  @Test
  void ofTwoThatFillAShardAtOnce_oneCounts() {
    live.seeding.fleet(3, 4);
    FolderSnapshot files = new FolderSnapshot(folder);
    Sweep sweep = live.sweep(live.arm());
    SweepResult result = sweep.sweep("run", live.seeding.clusters(), files, files);
    long first = sweep.fill(files, files, 0);
    AtomicBoolean early = new AtomicBoolean(true);
    SnapshotSource slow =
        name ->
            name.endsWith(".filled") && early.getAndSet(false) ? Optional.empty() : files.get(name);

    assertThat(sweep.fill(slow, files, 0)).isEqualTo(first);
    assertThat(early).isFalse();
    assertThat(evidence(result, files)).hasSize(3);
  }

  @Test
  void shardThatIsNotFilled_isRefused() {
    live.seeding.fleet(3, 4);
    FolderSnapshot files = new FolderSnapshot(folder);
    SweepResult result = live.sweep(live.arm()).sweep("run", live.seeding.clusters(), files, files);

    assertThatThrownBy(() -> evidence(result, files)).hasMessageContaining("is not filled");
  }

  @Test
  void shardThatLostItsEnd_isRefused() throws Exception {
    live.seeding.fleet(3, 4);
    FolderSnapshot files = new FolderSnapshot(folder);
    SweepResult result = sweep(files);
    try (Stream<Path> all = Files.walk(folder)) {
      Path part = all.filter(file -> file.toString().endsWith(".ndjson")).findFirst().orElseThrow();
      byte[] body = Files.readAllBytes(part);
      Files.write(part, java.util.Arrays.copyOf(body, body.length / 2));
    }

    assertThatThrownBy(() -> evidence(result, files))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void blobs_keepASnapshotAsAFolderDoes() {
    live.seeding.fleet(3, 4);
    BlobSnapshot blobs = new BlobSnapshot(new MapBlobs(), "run");

    Sweep sweep = live.sweep(live.arm());
    SweepResult result = sweep.sweep("run", live.seeding.clusters(), blobs, blobs);
    sweep.fill(blobs, blobs, result);

    List<String> ids = new ArrayList<>();
    Snapshot.shard(blobs, 0, evidence -> ids.add(evidence.resource()));
    assertThat(ids)
        .isEqualTo(result.shards().get(0).clusters().stream().map(ArmId::value).toList());
  }

  @Test
  void sections_tellTheirSource() {
    live.seeding.fleet(3, 4);
    FolderSnapshot files = new FolderSnapshot(folder);

    Evidence evidence = evidence(sweep(files), files).get(0);

    assertThat(evidence.source("cluster")).isEqualTo(Source.RESOURCE_GRAPH);
    assertThat(evidence.source("diagnostics")).isEqualTo(Source.ARM);
    assertThat(evidence.source("locks")).isEqualTo(Source.ARM);
    assertThat(evidence.observedAt("cluster")).isEqualTo(Live.AT);
  }

  @Test
  void refusedQuery_isAGap_andTheClustersAreJudgedWithoutIt() {
    live.seeding.fleet(3, 4);
    live.tenant.faults().add(Fault.of("GET", "/locks", Fault.Effect.FORBIDDEN, 1));
    FolderSnapshot files = new FolderSnapshot(folder);

    Evidence evidence = evidence(sweep(files), files).get(0);

    assertThat(String.valueOf(reason(evidence, "locks"))).contains("403 (AuthorizationFailed)");
    assertThat(String.valueOf(reason(evidence, "maintenance"))).isEqualTo("whole");
  }

  @Test
  void fleetThatIsDeletedMeanwhile_isNoGap() {
    live.seeding.fleet(3, 4);
    ArmId cluster = live.seeding.clusters().get(0);
    String group = cluster.value().replaceFirst("/providers/.*", "");
    for (String name : List.of("fleet-gone", "fleet-there")) {
      String fleet = group + "/providers/Microsoft.ContainerService/fleets/" + name;
      live.seeding.add(
          JsonReader.object(
              """
              {"id": "%s/members/%s", "properties": {"clusterResourceId": "%s"}}
              """
                  .formatted(fleet, cluster.name(), cluster)));
    }
    live.seeding.finish();
    // Resource Graph does not know it yet.
    live.tenant
        .as(live.principal)
        .call(
            "DELETE",
            group
                + "/providers/Microsoft.ContainerService/fleets/fleet-gone?api-version=2025-03-01",
            "");
    FolderSnapshot files = new FolderSnapshot(folder);

    SweepResult result = sweep(files);

    assertThat(result.gaps()).isEmpty();
    assertThat(evidence(result, files))
        .allSatisfy(each -> assertThat(reason(each, "fleet")).isEqualTo("whole"));
    assertThat(live.verdicts(evidence(result, files).get(0)))
        .containsEntry("fleet-membership ", "PASS");
  }

  /** Blobs in memory. */
  private static final class MapBlobs implements Blobs {
    private final Map<String, byte[]> bodies = new TreeMap<>();

    @Override
    public boolean putIfAbsent(String name, byte[] body) {
      return bodies.putIfAbsent(name, body) == null;
    }

    @Override
    public Optional<byte[]> get(String name) {
      return Optional.ofNullable(bodies.get(name));
    }

    @Override
    public List<String> list(String prefix) {
      return bodies.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }
  }
}
