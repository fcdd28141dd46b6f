package io.aksguard.evidence.input;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot folder says of itself in {@code snapshot.json}, for all files below it: {@code
 * {"schema":"aks-guard/snapshot/v1","observedAt":…,"complete":[sections],"gaps":[{"section",
 * "reason"}],"cluster":id}}.
 *
 * @param observedAt null where it is not said: then files were observed when they were written
 * @param complete sections that were listed in full, so that absence is absence
 * @param gaps sections that could not be read, with the reason
 * @param cluster the cluster that Kubernetes objects were read from; null where it is not said
 */
record Manifest(
    @Nullable Instant observedAt,
    Set<String> complete,
    Map<String, Gap> gaps,
    @Nullable ArmId cluster) {
  static final String FILE = "snapshot.json";
  static final String SCHEMA = "aks-guard/snapshot/v1";
  static final Manifest NONE = new Manifest(null, Set.of(), Map.of(), null);

  Manifest {
    complete = Set.copyOf(complete);
    gaps = Map.copyOf(gaps);
  }

  /**
   * @throws IllegalArgumentException naming the member that is wrong
   */
  static Manifest of(JsonObject document) {
    String schema = document.string("schema").orElse("");
    if (!schema.equals(SCHEMA)) {
      throw new IllegalArgumentException("'schema' must be \"" + SCHEMA + "\"");
    }
    Set<String> complete = new LinkedHashSet<>();
    for (Object section : document.array("complete").orElse(JsonArray.empty()).known()) {
      complete.add(known(String.valueOf(section)));
    }
    Map<String, Gap> gaps = new LinkedHashMap<>();
    for (JsonObject gap : document.array("gaps").orElse(JsonArray.empty()).objects()) {
      gaps.put(
          known(
              gap.string("section")
                  .orElseThrow(() -> new IllegalArgumentException("a gap has no section"))),
          new Gap(gap.string("reason").orElse("could not be read")));
    }
    return new Manifest(instant(document), complete, gaps, cluster(document));
  }

  /** A slip of the pen here would leave a whole section unread without a word. */
  private static String known(String section) {
    if (!Evidence.SECTIONS.contains(section)) {
      throw new IllegalArgumentException("there is no section '" + section + "'");
    }
    return section;
  }

  private static @Nullable ArmId cluster(JsonObject document) {
    String text = document.string("cluster").orElse("");
    Optional<ArmId> id = ArmId.parse(text).filter(Manifest::isCluster);
    if (!text.isEmpty() && id.isEmpty()) {
      throw new IllegalArgumentException("'cluster' is not the ARM id of a managed cluster");
    }
    return id.orElse(null);
  }

  private static boolean isCluster(ArmId id) {
    return id.type().filter(Resource.CLUSTER::equals).isPresent();
  }

  private static @Nullable Instant instant(JsonObject document) {
    String text = document.string("observedAt").orElse("");
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'observedAt' is no instant such as 2026-03-03T08:00:00Z", e);
    }
  }
}
