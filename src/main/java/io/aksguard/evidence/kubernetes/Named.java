package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** How an object is named in findings. */
final class Named {
  private Named() {}

  /** {@code RoleBinding shop/web}; {@code ClusterRole edit} where there is no namespace. */
  static String text(String kind, String namespace, String name) {
    return namespace.isEmpty() ? kind + " " + name : kind + " " + namespace + "/" + name;
  }

  static String text(JsonObject object) {
    return text(kind(object), namespace(object), name(object));
  }

  static String kind(JsonObject object) {
    return object.string("kind").orElse("");
  }

  /** A manifest may give one to a ClusterRole or its binding; it means nothing there. */
  static String namespace(JsonObject object) {
    return kind(object).startsWith("Cluster") ? "" : object.string("namespace").orElse("");
  }

  static String name(JsonObject object) {
    return object.string("name").orElse("");
  }

  /** The labels by their exact keys. */
  static Map<String, String> labels(JsonObject object) {
    Map<String, String> labels = new LinkedHashMap<>();
    object
        .object("labels")
        .ifPresent(
            all ->
                all.entries()
                    .forEach(
                        entry -> {
                          if (entry.getValue() instanceof String value) {
                            labels.put(entry.getKey(), value);
                          }
                        }));
    return labels;
  }
}
