package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One write as {@code resourcechanges} shows it.
 *
 * @param row the row of Resource Graph
 */
record Change(Instant at, ObjectNode row) {
  /** What moves with every operation and says nothing. */
  private static final Set<String> NOISE =
      Set.of("eTag", "etag", "provisioningState", "systemData");

  /**
   * @param before null where it was created
   * @param after null where it was deleted
   */
  static Change of(
      Instant at,
      String guid,
      String id,
      @Nullable ObjectNode before,
      @Nullable ObjectNode after,
      Write write) {
    ObjectNode row = Json.object();
    row.put("id", id + "/providers/Microsoft.Resources/changes/" + guid);
    row.put("name", guid);
    row.put("type", "microsoft.resources/changes");
    ObjectNode properties = row.putObject("properties");
    String kind = before == null ? "Create" : after == null ? "Delete" : "Update";
    properties.put("changeType", kind);
    properties.put("targetResourceId", id);
    properties.put(
        "targetResourceType",
        Target.parse(id).map(Target::type).orElse("microsoft.resources/unknown"));
    ObjectNode attributes = properties.putObject("changeAttributes");
    attributes.put("timestamp", at.toString());
    attributes.put("correlationId", write.correlationId());
    String address = write.principal().address();
    boolean isApp = address.isEmpty();
    attributes.put("changedBy", isApp ? write.principal().clientId() : address);
    attributes.put("changedByType", isApp ? "Application" : "User");
    attributes.put("clientType", write.clientType());
    attributes.put("operation", write.operationName());
    attributes.put("previousResourceSnapshotId", guid + "_before");
    attributes.put("newResourceSnapshotId", guid + "_after");
    ObjectNode changes = properties.putObject("changes");
    if (before != null && after != null) {
      changes.setAll(between(before, after));
    }
    attributes.put("changesCount", changes.size());
    return new Change(at, row);
  }

  /** Each leaf that moved, {@code properties.agentPoolProfiles[0].count}, as texts. */
  static ObjectNode between(JsonNode before, JsonNode after) {
    Map<String, String> old = new TreeMap<>();
    Map<String, String> now = new TreeMap<>();
    flatten("", before, old);
    flatten("", after, now);
    Set<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(now.keySet());
    ObjectNode changes = Json.object();
    for (String path : paths) {
      String previous = old.get(path);
      String next = now.get(path);
      if (previous == null || !previous.equals(next)) {
        String kind = previous == null ? "Insert" : next == null ? "Remove" : "Update";
        changes
            .putObject(path)
            .put("previousValue", previous)
            .put("newValue", next)
            .put("changeCategory", "User")
            .put("propertyChangeType", kind);
      }
    }
    return changes;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> each : node.properties()) {
        if (!NOISE.contains(each.getKey())) {
          flatten(
              path.isEmpty() ? each.getKey() : path + "." + each.getKey(), each.getValue(), into);
        }
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "[" + i + "]", node.get(i), into);
      }
    } else if (!node.isNull()) {
      into.put(path, node.asText());
    }
  }
}
