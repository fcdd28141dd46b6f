package io.aksguard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.graph.FolderSnapshot;
import io.aksguard.adapter.graph.Snapshot;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.property.Library;
import io.aksguard.property.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the cases of all controls are made of, put into a tenant at random: the direct read and the
 * sweep see the same in it.
 */
class WorldReadTest {
  @TempDir private Path folder;
  private final Library library = Library.read();
  private final Map<String, Integer> counts = new TreeMap<>();

  @Test
  void directReadAndSweep_agree() throws Exception {
    run(Long.getLong("aksguard.seed", 1), Integer.getInteger("aksguard.cases", 20));
  }

  @Test
  @Tag("campaign")
  void directReadAndSweep_agree_inFull() throws Exception {
    run(Long.getLong("aksguard.seed", 100), Integer.getInteger("aksguard.cases", 500));
  }

  private void run(long first, int cases) throws Exception {
    System.out.printf("worlds: seed %d, %d cases%n", first, cases);
    for (long seed = first; seed < first + cases; seed++) {
      try (Live live = new Live(TenantOptions.unthrottled(seed))) {
        seed(live, World.random(library, new Random(seed * 0x9E3779B97F4A7C15L)));
        List<String> wrong = differences(live, seed);
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

  private List<String> differences(Live live, long seed) throws Exception {
    ArmClient arm = live.arm();
    ArmId id = live.seeding.clusters().get(0);
    Map<String, String> direct = live.verdicts(live.direct(arm).cluster(id).orElseThrow());
    FolderSnapshot files =
        new FolderSnapshot(Files.createDirectory(folder.resolve("world-" + seed)));
    live.sweep(arm).sweep("run", List.of(id), files, files);
    Map<String, String> swept = new TreeMap<>();
    Snapshot.shard(files, 0, evidence -> swept.putAll(live.verdicts(evidence)));
    List<String> wrong = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(direct.keySet());
    keys.addAll(swept.keySet());
    for (String key : keys) {
      String one = String.valueOf(direct.get(key));
      String other = String.valueOf(swept.get(key));
      counts.merge(one, 1, Integer::sum);
      if (!one.equals(other)) {
        wrong.add(key + ": directly " + one + ", swept " + other);
      }
    }
    return wrong;
  }
}
