package io.aksguard.evidence.input;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings a resource into ARM's own shape. */
final class Envelope {
  /** Members of a resource outside {@code properties}. */
  private static final Set<String> MEMBERS =
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
          "resources");

  /** What {@code az} calls a member {@code type} of {@code properties}: the other one is there. */
  private static final String MOVED_TYPE = "typePropertiesType";

  private Envelope() {}

  /**
   * {@code az} writes the members of {@code properties} beside the name; here they go back, also in
   * what is listed inside a resource and has an id of its own, as the rules of a security group.
   */
  static JsonObject unflatten(JsonObject resource) {
    if (resource.raw("properties") != null) {
      return resource;
    }
    Optional<ArmId> id = resource.string("id").flatMap(ArmId::parse);
    JsonObject.Builder envelope = new JsonObject.Builder(resource.line());
    JsonObject.Builder properties = new JsonObject.Builder(resource.line());
    boolean flat = false;
    for (Map.Entry<String, Object> member : resource.entries()) {
      if (MEMBERS.contains(member.getKey().toLowerCase(Locale.ROOT))) {
        envelope.put(member.getKey(), member.getValue());
      } else {
        boolean moved = member.getKey().equals(MOVED_TYPE);
        properties.put(moved ? "type" : member.getKey(), inside(member.getValue(), id));
        flat = true;
      }
    }
    return flat
        ? envelope.put("properties", properties.build()).build().rootedAt(resource.origin())
        : resource;
  }

  private static Object inside(Object value, Optional<ArmId> parent) {
    if (parent.isEmpty() || !(value instanceof JsonArray array) || array.rest().isPresent()) {
      return value;
    }
    List<Object> elements = new ArrayList<>();
    boolean changed = false;
    for (Object element : array.known()) {
      Object restored =
          element instanceof JsonObject object && isBelow(object, parent.get())
              ? unflatten(object)
              : element;
      changed |= restored != element;
      elements.add(restored);
    }
    return changed ? JsonArray.of(array.line(), elements) : array;
  }

  private static boolean isBelow(JsonObject element, ArmId parent) {
    return element.string("id").flatMap(ArmId::parse).filter(parent::covers).isPresent();
  }
}
