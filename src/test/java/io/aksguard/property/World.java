package io.aksguard.property;

import io.aksguard.evidence.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An export: documents, each a resource or a page of a list, and the sections that its manifest
 * declares complete.
 */
public record World(List<Object> documents, List<String> complete) {
  /** What is listed below a parent, so that a page of it is a whole list. */
  private static final List<String> LISTED =
      List.of(
          "/agentpools/",
          "/maintenanceconfigurations/",
          "/diagnosticsettings/",
          "/tables/",
          "/trustedaccessrolebindings/",
          "/replications/",
          "/tokens/",
          "/keys/",
          "/secrets/",
          "/extensions/",
          "/fluxconfigurations/");

  private static final List<String> SECTIONS =
      List.of(
          "access",
          "alerts",
          "backup",
          "changes",
          "defender",
          "diagnostics",
          "extensions",
          "fleet",
          "kubernetes",
          "locks",
          "maintenance",
          "network",
          "policy",
          "registries",
          "vaults",
          "versions");

  public World {
    documents = List.copyOf(documents);
    complete = List.copyOf(complete);
  }

  /** Some of what can be listed stands in pages, everything else by itself. */
  public static World random(Library library, Random random) {
    int odd = random.nextInt(2);
    Map<String, List<Map<String, Object>>> pages = new TreeMap<>();
    List<Object> documents = new ArrayList<>();
    Map<String, Object> cluster = library.cluster(random);
    documents.add(cluster);
    List<Map<String, Object>> around = library.around(random);
    Ties.tie(cluster, around, random);
    for (Map<String, Object> resource : around) {
      listPool(resource, cluster);
      String list = list(resource);
      if (list != null && Math.floorMod(list.hashCode() + odd, 2) == 0) {
        pages.computeIfAbsent(list, key -> new ArrayList<>()).add(resource);
      } else {
        documents.add(resource);
      }
    }
    pages.values().forEach(page -> documents.add(page(page)));
    documents.addAll(library.objects(random));
    List<String> complete = new ArrayList<>();
    for (String section : SECTIONS) {
      if (random.nextInt(3) == 0) {
        complete.add(section);
      }
    }
    return new World(documents, random.nextBoolean() ? complete : List.of());
  }

  /** A cluster's body lists all its pools, so one of its own must not contradict the list. */
  private static void listPool(Map<String, Object> resource, Map<String, Object> cluster) {
    String id = String.valueOf(resource.get("id")).toLowerCase(Locale.ROOT);
    Map<String, Object> properties = Json.object(cluster.get("properties"));
    if (id.matches(".*/managedclusters/aks/agentpools/[^/]+")
        && properties.get("agentPoolProfiles") instanceof List<?> listed) {
      Map<String, Object> profile = Json.copy(Json.object(resource.get("properties")));
      profile.put("name", id.substring(id.lastIndexOf('/') + 1));
      List<Object> profiles = new ArrayList<>(listed);
      profiles.removeIf(
          each -> profile.get("name").equals(String.valueOf(Json.object(each).get("name"))));
      profiles.add(profile);
      properties.put("agentPoolProfiles", profiles);
    }
  }

  private static @Nullable String list(Map<String, Object> resource) {
    String id = String.valueOf(resource.get("id")).toLowerCase(Locale.ROOT);
    return LISTED.stream()
        .filter(kind -> id.contains(kind) && id.indexOf('/', id.indexOf(kind) + kind.length()) < 0)
        .findFirst()
        .map(kind -> id.substring(0, id.indexOf(kind) + kind.length()))
        .orElse(null);
  }

  private static Map<String, Object> page(List<Map<String, Object>> elements) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("value", new ArrayList<>(elements));
    return page;
  }

  World without(int document) {
    List<Object> fewer = new ArrayList<>(documents);
    fewer.remove(document);
    return new World(fewer, complete);
  }

  World incomplete(int section) {
    List<String> fewer = new ArrayList<>(complete);
    fewer.remove(section);
    return new World(documents, fewer);
  }

  /** With the page at {@code document} cut short: some of its elements wait on a next one. */
  World cut(int document, Random random) {
    List<Object> changed = new ArrayList<>(documents);
    Map<String, Object> page = new LinkedHashMap<>(Json.object(documents.get(document)));
    List<Object> elements = new ArrayList<>((List<?>) page.getOrDefault("value", List.of()));
    elements.removeIf(element -> random.nextBoolean());
    page.put("value", elements);
    page.put("nextLink", "https://management.azure.com/next");
    changed.set(document, page);
    return new World(changed, complete);
  }

  boolean isPage(int document) {
    return Json.object(documents.get(document)).containsKey("value");
  }

  /** The documents one after the other in one file, and the manifest beside it. */
  public Path write(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    documents.forEach(document -> text.append(JsonWriter.text(document)).append('\n'));
    Files.writeString(folder.resolve("export.json"), text);
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("schema", "aks-guard/snapshot/v1");
    manifest.put("observedAt", "2026-11-22T00:00:00Z");
    manifest.put("complete", complete);
    Files.writeString(folder.resolve("snapshot.json"), JsonWriter.text(manifest));
    return folder;
  }
}
