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
    private final List<String> names = new ArrayList<>();
    private long objects;
    private boolean isServed;
    private JsonObject first = JsonObject.of(Map.of());
  }

  /**
   * The section's {@code apiVersions}: {@code {apiVersion, kind, objects, names, served}}, where
   * {@code served} says that the API server has shown at least one of them.
   */
  static List<JsonObject> of(ClusterObjects objects) {
    Map<List<String>, Tally> all = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    objects
        .everything()
        .forEach(
            object -> {
              String version = object.body().string("apiVersion").orElse("");
              Tally tally =
                  all.computeIfAbsent(List.of(version, object.kind()), each -> new Tally());
              tally.first = tally.objects++ == 0 ? object.body() : tally.first;
              tally.isServed |= !object.uid().isEmpty();
              if (tally.names.size() < SHOWN) {
                tally.names.add(name(object));
              }
            });
    List<JsonObject> bodies = new ArrayList<>();
    all.forEach(
        (version, tally) ->
            bodies.add(
                new JsonObject.Builder(tally.first.line())
                    .put("apiVersion", version.get(0))
                    .put("kind", version.get(1))
                    .put("objects", tally.objects)
                    .put("names", JsonArray.of(tally.names))
                    .put("served", tally.isServed)
                    .build()
                    .rootedAt(tally.first.origin())));
    return bodies;
  }

  private static String name(ClusterObject object) {
    return object.namespace().isEmpty() ? object.name() : object.namespace() + "/" + object.name();
  }
}
