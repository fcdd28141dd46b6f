package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** Children that are members of their parent's body: rules of a security group, subnets. */
final class Inner {
  private static final Map<String, String> LISTS =
      Map.of(
          "microsoft.network/networksecuritygroups/securityrules", "securityRules",
          "microsoft.network/virtualnetworks/subnets", "subnets");

  private final State state;
  private final Writer writer;

  Inner(State state, Writer writer) {
    this.state = state;
    this.writer = writer;
  }

  static boolean is(String type) {
    return LISTS.containsKey(type);
  }

  Optional<ObjectNode> get(Target target) {
    return state
        .get(parent(target))
        .map(body -> list(target, body.deepCopy()))
        .flatMap(list -> find(list, target.name()));
  }

  Optional<ArrayNode> list(Target target) {
    return state.get(parent(target)).map(body -> list(target, body.deepCopy()));
  }

  ObjectNode put(Target target, ObjectNode given, Write write) {
    ObjectNode parent = existing(target);
    ArrayNode list = list(target, parent);
    ObjectNode child = find(list, target.name()).orElseGet(list::addObject);
    child.removeAll();
    child.put("id", target.id()).put("name", target.name()).put("type", target.typeName());
    given.properties().stream()
        .filter(each -> !child.has(each.getKey()) && !each.getValue().isNull())
        .toList()
        .forEach(each -> child.set(each.getKey(), each.getValue().deepCopy()));
    Json.under(child, "properties").put("provisioningState", "Succeeded");
    writer.put(parent(target), parent, target.id(), write);
    return child;
  }

  /** Whether there was one. */
  boolean delete(Target target, Write write) {
    ObjectNode parent = existing(target);
    ArrayNode list = list(target, parent);
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path("name").asText().equalsIgnoreCase(target.name())) {
        list.remove(i);
        writer.put(parent(target), parent, target.id(), write);
        return true;
      }
    }
    return false;
  }

  private ObjectNode existing(Target target) {
    return state
        .get(parent(target))
        .orElseThrow(
            () ->
                new RefusedException(
                    404, "ParentResourceNotFound", "The parent of the resource was not found."))
        .deepCopy();
  }

  private static ArrayNode list(Target target, ObjectNode parent) {
    String name = LISTS.getOrDefault(target.type(), "");
    return parent.path("properties").path(name) instanceof ArrayNode list
        ? list
        : Json.under(parent, "properties").withArray(name);
  }

  private static Optional<ObjectNode> find(ArrayNode list, String name) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof ObjectNode each
          && each.path("name").asText().equalsIgnoreCase(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static String parent(Target target) {
    return target.parent().orElseThrow().id();
  }
}
