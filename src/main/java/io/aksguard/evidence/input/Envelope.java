package io.aksguard.evidence.input;

import io.aksguard.evidence.JsonObject;
import java.util.Locale;
import java.util.Map;
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

  private Envelope() {}

  /** {@code az} writes the members of {@code properties} beside the name; here they go back. */
  static JsonObject unflatten(JsonObject resource) {
    if (resource.raw("properties") != null) {
      return resource;
    }
    JsonObject.Builder envelope = new JsonObject.Builder(resource.line());
    JsonObject.Builder properties = new JsonObject.Builder(resource.line());
    boolean flat = false;
    for (Map.Entry<String, Object> member : resource.entries()) {
      if (MEMBERS.contains(member.getKey().toLowerCase(Locale.ROOT))) {
        envelope.put(member.getKey(), member.getValue());
      } else {
        properties.put(member.getKey(), member.getValue());
        flat = true;
      }
    }
    return flat
        ? envelope.put("properties", properties.build()).build().rootedAt(resource.origin())
        : resource;
  }
}
