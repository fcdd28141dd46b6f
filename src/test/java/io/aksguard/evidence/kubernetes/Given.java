package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A section from objects in YAML. */
final class Given {
  private Given() {}

  /** The whole section of a cluster with these objects and no others. */
  static JsonObject section(String yaml) {
    return objects(yaml).section(Extent.WHOLE);
  }

  static ClusterObjects objects(String yaml) {
    ClusterObjects objects = new ClusterObjects();
    for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
      if (document != null) {
        objects.add((JsonObject) JsonValue.of(document), null, Source.FILE);
      }
    }
    return objects;
  }

  static List<JsonObject> list(JsonObject section, String name) {
    return section.array(name).map(JsonArray::objects).orElseThrow();
  }

  /** The value as JSON, for comparing; absence is null. */
  static String json(@Nullable Object value) {
    return value == null ? "null" : JsonWriter.text(value);
  }
}
