package io.aksguard.property;

import io.aksguard.evidence.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ways of writing the same resources, as people and tools do. */
final class Variants {
  /** Members that stand beside {@code properties}; az does not mix them up either. */
  private static final Set<String> ENVELOPE =
      Set.of(
          "id",
          "name",
          "type",
          "location",
          "tags",
          "identity",
          "sku",
          "kind",
          "zones",
          "plan",
          "etag",
          "systemdata",
          "extendedlocation",
          "managedby",
          "resourcegroup",
          "subscriptionid",
          "tenantid",
          "apiversion",
          "resources",
          "properties");

  private final Random random;

  Variants(Random random) {
    this.random = random;
  }

  /** Elements of lists in another order. */
  Object shuffled(Object document) {
    return changed(
        document,
        value -> {
          if (value instanceof List<?> list) {
            List<@Nullable Object> other = new ArrayList<>(list);
            Collections.shuffle(other, random);
            return other;
          }
          return value;
        });
  }

  /** Resource ids in another case. */
  Object idsRecased(Object document) {
    return changed(
        document,
        value ->
            value instanceof String text
                    && text.toLowerCase(Locale.ROOT).startsWith("/subscriptions/")
                ? recased(text)
                : value);
  }

  /** Names of members in another case. */
  Object membersRecased(Object document) {
    return changed(
        document,
        value -> {
          if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> other = new LinkedHashMap<>();
            map.forEach((key, member) -> other.put(recased(String.valueOf(key)), member));
            return other;
          }
          return value;
        });
  }

  /** Members that are null instead of absent. */
  Object withNulls(Object document) {
    return changed(
        document,
        value -> {
          if (value instanceof Map<?, ?> map && random.nextInt(3) == 0) {
            Map<String, @Nullable Object> other = new LinkedHashMap<>(Json.object(map));
            other.put("unheardOf", null);
            for (String known :
                List.of("enabled", "tags", "config", "logs", "expiresOn", "state")) {
              if (map.keySet().stream().noneMatch(k -> known.equalsIgnoreCase(String.valueOf(k)))) {
                other.put(known, null);
              }
            }
            return other;
          }
          return value;
        });
  }

  /** As {@code az} writes it: what is in {@code properties} stands beside the name. */
  Object flattened(Object document) {
    Map<String, Object> resource = Json.object(document);
    Map<String, Object> properties = Json.object(resource.get("properties"));
    boolean possible =
        properties.values().stream().anyMatch(value -> value != null)
            && properties.keySet().stream()
                .noneMatch(key -> ENVELOPE.contains(key.toLowerCase(Locale.ROOT)));
    if (!possible) {
      return document;
    }
    Map<String, Object> flat = new LinkedHashMap<>(resource);
    flat.remove("properties");
    flat.putAll(properties);
    return flat;
  }

  private Object changed(Object document, Function<Object, @Nullable Object> change) {
    Object result = Json.rebuild(document, change);
    return result == null ? document : result;
  }

  private String recased(String text) {
    StringBuilder other = new StringBuilder();
    for (char c : text.toCharArray()) {
      other.append(random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c));
    }
    return other.toString();
  }

  /** One file with a body after the other. */
  static void lines(Path folder, List<?> documents) throws IOException {
    StringBuilder text = new StringBuilder();
    documents.forEach(document -> text.append(JsonWriter.text(document)).append('\n'));
    Files.writeString(folder.resolve("export.ndjson"), text);
  }

  /** A file for each body, in folders. */
  void files(Path folder, List<?> documents) throws IOException {
    int number = 0;
    for (Object document : documents) {
      Path inner = Files.createDirectories(folder.resolve("f" + random.nextInt(3)));
      String name = random.nextInt(1000) + "-" + number++ + ".json";
      Files.writeString(inner.resolve(name), JsonWriter.text(document));
    }
  }

  /** One page, as ARM lists and as Resource Graph answers, or a bare list. */
  void page(Path folder, List<?> documents) throws IOException {
    String list = JsonWriter.text(documents);
    String text =
        switch (random.nextInt(3)) {
          case 0 -> "{\"value\":" + list + "}";
          case 1 ->
              "{\"totalRecords\":%d,\"count\":%d,\"data\":%s,\"facets\":[]}"
                  .formatted(documents.size(), documents.size(), list);
          default -> list;
        };
    Files.writeString(folder.resolve("page.json"), text);
  }

  /**
   * Kubernetes objects as kubectl and people write them, in any order.
   *
   * @return what the way is called
   */
  String objects(Path folder, List<Map<String, Object>> objects) throws IOException {
    List<Map<String, Object>> other = new ArrayList<>(objects);
    Collections.shuffle(other, random);
    if (other.isEmpty()) {
      return "no objects";
    }
    switch (random.nextInt(3)) {
      case 0 -> {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("apiVersion", "v1");
        list.put("items", other);
        list.put("kind", "List");
        Files.writeString(folder.resolve("objects.json"), JsonWriter.text(list));
        return "list of objects";
      }
      case 1 -> {
        StringBuilder text = new StringBuilder();
        other.forEach(object -> text.append("---\n").append(JsonWriter.text(object)).append("\n"));
        Files.writeString(folder.resolve("objects.yaml"), text.append("---\n"));
        return "stream of YAML";
      }
      default -> {
        files(folder, other);
        return "files of objects";
      }
    }
  }

  /** Removes a folder that a case has written. */
  static void delete(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
