package io.aksguard.property;

import io.aksguard.yaml.Problem;
import io.aksguard.yaml.YamlFile;
import io.aksguard.yaml.YamlNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Resources in the shape of real exports: those of the controls' cases, so that it grows with the
 * catalogue. All are of one cluster, as plain maps and lists.
 */
public final class Library {
  static final String SUB = "/subscriptions/00000000-0000-0000-0000-000000000000";
  static final String RG = SUB + "/resourceGroups/rg";
  static final String CLUSTER = RG + "/providers/Microsoft.ContainerService/managedClusters/aks";

  private static final Path CONTROLS =
      Path.of(System.getProperty("aksguard.basedir", "."), "src", "controls");

  private final List<Map<String, Object>> clusters = new ArrayList<>();
  private final List<List<Map<String, Object>>> resources = new ArrayList<>();
  private final List<List<Map<String, Object>>> objects = new ArrayList<>();

  private Library() {}

  public static Library read() {
    Library library = new Library();
    try (Stream<Path> files = Files.walk(CONTROLS)) {
      for (Path file :
          files
              .filter(f -> f.toString().contains("cases") && f.toString().endsWith(".yaml"))
              .sorted()
              .toList()) {
        library.add(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return library;
  }

  private void add(Path file) throws IOException {
    String text =
        Files.readString(file).replace("$SUB", SUB).replace("$RG", RG).replace("$CLUSTER", CLUSTER);
    List<Problem> problems = new ArrayList<>();
    Map<String, YamlNode> given =
        YamlFile.parse(file.toString(), text, problems)
            .orElseThrow(() -> new AssertionError(problems.toString()))
            .member("given")
            .members();
    if (given.containsKey("cluster")) {
      clusters.add(Json.object(given.get("cluster").value()));
    }
    if (given.containsKey("resources")) {
      resources.add(bodies(given.get("resources")));
    }
    if (given.containsKey("kubernetes")) {
      objects.add(bodies(given.get("kubernetes")));
    }
  }

  private static List<Map<String, Object>> bodies(YamlNode list) {
    List<Map<String, Object>> bodies = new ArrayList<>();
    list.items().forEach(item -> bodies.add(Json.object(item.value())));
    return bodies;
  }

  int size() {
    return clusters.size() + resources.size() + objects.size();
  }

  /** The Kubernetes objects of some cases, without those of the same kind and name; often none. */
  List<Map<String, Object>> objects(Random random) {
    Map<String, Map<String, Object>> byName = new LinkedHashMap<>();
    for (int i = objects.isEmpty() ? 0 : random.nextInt(5); i > 0; i--) {
      for (Map<String, Object> object : objects.get(random.nextInt(objects.size()))) {
        if (object.get("metadata") instanceof Map<?, ?> metadata) {
          byName.put(
              object.get("kind") + " " + metadata.get("namespace") + "/" + metadata.get("name"),
              Json.copy(object));
        }
      }
    }
    return new ArrayList<>(byName.values());
  }

  /** A cluster put together from the bodies of some cases. */
  Map<String, Object> cluster(Random random) {
    Map<String, Object> cluster = new LinkedHashMap<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      Map<String, Object> body = Json.copy(clusters.get(random.nextInt(clusters.size())));
      if (body.get("properties") instanceof Map<?, ?> own) {
        Json.object(own).forEach((key, value) -> Json.put(properties, key, value));
      }
      cluster.putAll(body);
    }
    cluster.put("id", CLUSTER);
    cluster.put("name", "aks");
    cluster.put("type", "Microsoft.ContainerService/managedClusters");
    cluster.putIfAbsent("location", "westeurope");
    cluster.put("properties", properties);
    return cluster;
  }

  /** The resources of some cases, without those of the same id. */
  List<Map<String, Object>> around(Random random) {
    Map<String, Map<String, Object>> byId = new LinkedHashMap<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      for (Map<String, Object> resource : resources.get(random.nextInt(resources.size()))) {
        String id = String.valueOf(resource.get("id"));
        if (id.startsWith("/")) {
          byId.put(id.toLowerCase(Locale.ROOT), Json.copy(resource));
        }
      }
    }
    byId.values().forEach(Library::complete);
    return new ArrayList<>(byId.values());
  }

  /** As the runner of cases does: what ARM always answers. */
  private static void complete(Map<String, Object> resource) {
    String id = String.valueOf(resource.get("id"));
    resource.putIfAbsent("name", id.substring(id.lastIndexOf('/') + 1));
  }
}
