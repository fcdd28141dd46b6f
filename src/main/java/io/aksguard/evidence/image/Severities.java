package io.aksguard.evidence.image;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How many vulnerabilities of each severity, as one scanner has found them.
 *
 * @param counts by the names of {@link #NAMES}; a severity without an entry has none
 * @param rest why there may be more than these; empty where all were read
 */
record Severities(Map<String, Long> counts, Optional<Gap> rest) {
  static final List<String> NAMES = List.of("critical", "high", "medium", "low", "unknown");

  Severities {
    counts = Map.copyOf(counts);
  }

  /** The name of a severity as scanners write it; what is none of the four known is unknown. */
  static String name(String severity) {
    String lower = severity.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower) ? lower : "unknown";
  }

  /** What both scanners know: the greater count, and all of it where one of them knows all. */
  Severities or(Severities other) {
    Map<String, Long> most = new LinkedHashMap<>(counts);
    other.counts.forEach((name, count) -> most.merge(name, count, Math::max));
    return new Severities(
        most, rest.isPresent() && other.rest.isPresent() ? rest : Optional.empty());
  }

  /** One member for each severity; where more may be than is known, none becomes a gap. */
  JsonObject json() {
    JsonObject.Builder body = new JsonObject.Builder(0);
    for (String name : NAMES) {
      long count = counts.getOrDefault(name, 0L);
      body.put(name, count == 0 && rest.isPresent() ? rest.get() : count);
    }
    return body.build();
  }
}
