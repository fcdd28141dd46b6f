package io.aksguard.evidence.join;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.Map;
import java.util.Optional;

/** Section {@code self}: what AKS Guard itself has recorded of the cluster. */
final class SelfSection {
  private static final String TYPE = "aksguard/self";

  private SelfSection() {}

  /** The record; empty where the input says that there is none, else a gap. */
  static Object of(Lists lists) {
    JsonArray known = lists.children("self", lists.cluster, TYPE, "records of AKS Guard itself");
    if (!known.objects().isEmpty()) {
      JsonObject record = known.objects().get(0);
      return record.object("properties").orElse(JsonObject.of(Map.of()));
    }
    Optional<Gap> rest = known.rest();
    return rest.isPresent() ? rest.get() : JsonObject.of(Map.of());
  }
}
