package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The few values of ConfigMaps that controls read; all others may be anybody's secrets. */
final class ConfigMaps {
  private static final String SNIPPETS = "allow-snippet-annotations";

  private ConfigMaps() {}

  /** The names of the entries whose values look like secrets; the values themselves stay away. */
  static JsonArray secretKeys(JsonObject raw) {
    List<String> keys = new ArrayList<>();
    if (raw.raw("data") instanceof JsonObject data) {
      for (Map.Entry<String, Object> entry : data.entries()) {
        if (entry.getValue() instanceof String text
            && SecretText.looksSecret(entry.getKey(), text)) {
          keys.add(entry.getKey());
        }
      }
    }
    return JsonArray.of(keys);
  }

  /** The values that are kept, or null where there are none. */
  static @Nullable JsonObject data(JsonObject flat, JsonObject raw) {
    if (!(raw.raw("data") instanceof JsonObject data)) {
      return null;
    }
    boolean coredns =
        flat.string("namespace").orElse("").equals("kube-system")
            && flat.string("name").orElse("").equals("coredns-custom");
    JsonObject.Builder kept = new JsonObject.Builder(data.line());
    for (Map.Entry<String, Object> entry : data.entries()) {
      if (entry.getValue() instanceof String text && (coredns || entry.getKey().equals(SNIPPETS))) {
        kept.put(entry.getKey(), text);
      }
    }
    JsonObject values = kept.build();
    return values.isEmpty() ? null : values;
  }
}
