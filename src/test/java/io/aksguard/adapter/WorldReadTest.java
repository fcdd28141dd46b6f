package io.aksguard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.graph.FolderSnapshot;
import io.aksguard.adapter.graph.Snapshot;
import io.aksguard.adapter.graph.Sweep;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.input.Inputs;
import io.aksguard.evidence.join.Links;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the cases of all controls are made of, put into a tenant at random: the tenant loses none of
 * it, and the direct read, the sweep and complete files of it lead to the same verdicts.
 */
class WorldReadTest {
  /** The product's own section, which only the app puts in: Azure knows nothing of it. */
  private static final Set<String> OWN =
      Catalogue.builtIn().controls().stream()
          .filter(control -> control.definition().sections().contains("self"))
          .map(Control::id)
          .collect(Collectors.toSet());

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
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        World world = World.random(library, random);
        List<JsonObject> given = resources(world);
        if (random.nextInt(3) == 0) {
          given.addAll(rolesAbove(given, random.nextBoolean()));
        }
        given.forEach(live.seeding::add);
        live.seeding.finish();
        List<String> wrong = new Kept(live.tenant.truth()).lost(given);
        Map<String, String> direct = direct(live);
        wrong.addAll(differences("swept", direct, swept(live, seed)));
        wrong.addAll(differences("read", judgeable(truth(live, seed)), judgeable(direct)));
        assertThat(wrong).as("repeat with -Daksguard.seed=%d -Daksguard.cases=1", seed).isEmpty();
      }
    }
    System.out.println("verdicts: " + counts);
  }

  private static List<JsonObject> resources(World world) {
    List<JsonObject> resources = new ArrayList<>();
    for (Object document : world.documents()) {
      JsonObject body = JsonReader.object(JsonWriter.text(document));
      if (body.raw("value") instanceof JsonArray list) {
        resources.addAll(list.objects());
      } else {
        resources.add(body);
      }
    }
    return resources;
  }

  /** A role of each of the cluster's identities above all subscriptions. */
  private static List<JsonObject> rolesAbove(List<JsonObject> given, boolean atTheRoot) {
    String scope = atTheRoot ? "/" : "/providers/Microsoft.Management/managementGroups/mg-root";
    List<JsonObject> roles = new ArrayList<>();
    for (String principal : Links.principals(given.get(0))) {
      String id =
          (atTheRoot ? "" : scope)
              + "/providers/Microsoft.Authorization/roleAssignments/above-"
              + principal;
      roles.add(
          JsonReader.object(
              JsonWriter.text(
                  Map.of(
                      "id",
                      id,
                      "properties",
                      Map.of(
                          "scope",
                          scope,
                          "principalId",
                          principal,
                          "roleDefinitionId",
                          "/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d")))));
    }
    return roles;
  }

  private Map<String, String> direct(Live live) {
    return live.verdicts(
        live.direct(live.arm()).cluster(live.seeding.clusters().get(0)).orElseThrow());
  }

  private Map<String, String> swept(Live live, long seed) throws Exception {
    FolderSnapshot files =
        new FolderSnapshot(Files.createDirectory(folder.resolve("world-" + seed)));
    Sweep sweep = live.sweep(live.arm());
    sweep.fill(files, files, sweep.sweep("run", live.seeding.clusters(), files, files));
    Map<String, String> swept = new TreeMap<>();
    Snapshot.shard(files, 0, evidence -> swept.putAll(live.verdicts(evidence)));
    return swept;
  }

  /** What is there, told by files that are complete. */
  private Map<String, String> truth(Live live, long seed) throws Exception {
    Path own = folder.resolve("truth-" + seed);
    live.tenant.truth().writeSnapshot(own);
    Map<String, String> truth = new TreeMap<>();
    Inputs.scan(List.of(own), true).clusters(evidence -> truth.putAll(live.verdicts(evidence)));
    return truth;
  }

  private static Map<String, String> judgeable(Map<String, String> verdicts) {
    Map<String, String> some = new TreeMap<>(verdicts);
    some.keySet().removeIf(key -> OWN.contains(key.substring(0, key.indexOf(' '))));
    return some;
  }

  private List<String> differences(
      String how, Map<String, String> before, Map<String, String> after) {
    List<String> wrong = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      String was = String.valueOf(before.get(key));
      String is = String.valueOf(after.get(key));
      counts.merge(how + " " + is, 1, Integer::sum);
      if (!was.equals(is)) {
        wrong.add("%s: %s before, %s %s".formatted(key, was, how, is));
      }
    }
    return wrong;
  }
}
