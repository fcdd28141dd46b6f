package io.aksguard.remediation;

import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gaps;
import io.aksguard.evidence.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tags of a cluster, as selectors of guard.yaml ask for them. */
public final class Tags {
  private Tags() {}

  /** Empty where not all of them could be read. */
  public static Optional<Map<String, String>> of(Evidence evidence) {
    if (!(evidence.value("cluster") instanceof JsonObject cluster)) {
      return Optional.empty();
    }
    Object all = cluster.raw("tags");
    if (all == null) {
      return Optional.of(Map.of());
    }
    if (!(all instanceof JsonObject known) || Gaps.first(known).isPresent()) {
      return Optional.empty();
    }
    Map<String, String> tags = new LinkedHashMap<>();
    known.entries().forEach(tag -> tags.put(tag.getKey(), String.valueOf(tag.getValue())));
    return Optional.of(tags);
  }
}
