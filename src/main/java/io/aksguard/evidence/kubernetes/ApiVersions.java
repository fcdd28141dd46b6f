package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which versions of the API the objects are written in. Of an object that it has stored the API
 * server shows the version that it was asked for or prefers, not the one that somebody wrote.
 */
final class ApiVersions {
  /** Names that an element shows. */
  private static final int SHOWN = 5;

  private ApiVersions() {}

  private static final class Tally {
    private final ClusterObject first;
    private final List<String> names = new ArrayList<>();
    private long objects;
    private boolean isServed;

    private Tally(ClusterObject first) {
      this.first = first;
    }
  }

  /**
   * The section's {@code apiVersions}: {@code {apiVersion, kind, objects, names, served}}, where
   * {@code served} says that the API server has shown at least one of them.
   */
  static List<JsonObject> of(ClusterObjects objects) {
    Map<String, Tally> all = new TreeMap<>();
    objects.everything().forEach(object -> add(object, all));
    return all.values().stream().map(ApiVersions::body).toList();
  }

  private static void add(ClusterObject object, Map<String, Tally> all) {
    String version = object.body().string("apiVersion").orElse("");
    Tally tally = all.computeIfAbsent(version + " " + object.kind(), key -> new Tally(object));
    tally.objects++;
    tally.isServed |= !object.uid().isEmpty();
    if (tally.names.size() < SHOWN) {
      String namespace = object.namespace();
      tally.names.add(namespace.isEmpty() ? object.name() : namespace + "/" + object.name());
    }
  }

  private static JsonObject body(Tally tally) {
    JsonObject first = tally.first.body();
    return new JsonObject.Builder(first.line())
        .put("apiVersion", first.raw("apiVersion"))
        .put("kind", tally.first.kind())
        .put("objects", tally.objects)
        .put("names", JsonArray.of(tally.names))
        .put("served", tally.isServed)
        .build()
        .rootedAt(first.origin());
  }
}
