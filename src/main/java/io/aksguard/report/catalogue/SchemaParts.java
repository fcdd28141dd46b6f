package io.aksguard.report.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts that a JSON schema is put together of. */
final class SchemaParts {
  private SchemaParts() {}

  /** An object that has no other members than these. */
  static Map<String, Object> object(
      String description, List<String> required, Map<String, Object> members) {
    Map<String, Object> object = described("object", description);
    object.put("additionalProperties", false);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    object.put("properties", members);
    return object;
  }

  /** A text that is not blank. */
  static Map<String, Object> text(String description) {
    return text(description, "\\S");
  }

  /**
   * @param pattern a regular expression that it has
   */
  static Map<String, Object> text(String description, String pattern) {
    Map<String, Object> schema = described("string", description);
    schema.put("pattern", pattern);
    return schema;
  }

  static Map<String, Object> list(String description, Object items) {
    Map<String, Object> list = described("array", description);
    list.put("items", items);
    return list;
  }

  /** To be added to. */
  static Map<String, Object> described(String type, String description) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", description);
    schema.put("type", type);
    return schema;
  }
}
