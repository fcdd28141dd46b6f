package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Writes of every type that has no semantics of its own here: done at once. */
final class Generic {
  private final State state;
  private final Writer writer;

  Generic(State state, Writer writer) {
    this.state = state;
    this.writer = writer;
  }

  /** Replaces the resource; answers what it is now. */
  ObjectNode put(Target target, ObjectNode given, Write write) {
    ObjectNode body = Json.object();
    String id = state.get(target.id()).map(old -> old.path("id").asText()).orElse(target.id());
    body.put("id", id).put("name", target.name()).put("type", shownType(target));
    for (Map.Entry<String, JsonNode> each : given.properties()) {
      if (!body.has(each.getKey()) && !each.getValue().isNull()) {
        body.set(each.getKey(), each.getValue().deepCopy());
      }
    }
    if (target.type().startsWith("microsoft.authorization/")) {
      Json.under(body, "properties").put("scope", target.scope());
    } else if (body.has("location")) {
      Json.under(body, "properties").put("provisioningState", "Succeeded");
    }
    writer.put(id, body, write);
    return body;
  }

  private static String shownType(Target target) {
    return target.isContainer() ? "Microsoft.Resources/resourceGroups" : target.typeName();
  }

  /** Lays tags and properties over what is there. */
  ObjectNode patch(String id, ObjectNode given, Write write) {
    ObjectNode body =
        state
            .get(id)
            .orElseThrow(
                () -> new RefusedException(404, "ResourceNotFound", "The resource was not found."))
            .deepCopy();
    Merge.into(body, given);
    writer.put(id, body, write);
    return body;
  }

  /** Whether there was one. */
  boolean delete(String id, Write write) {
    boolean there = state.get(id).isPresent();
    writer.remove(id, write);
    return there;
  }
}
