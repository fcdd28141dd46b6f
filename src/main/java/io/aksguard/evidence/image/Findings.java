package io.aksguard.evidence.image;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What scanners say about one image.
 *
 * @param all vulnerabilities by severity
 * @param fixable those of them that a later version of the package mends
 * @param sources who has looked, {@code Defender}, {@code Trivy}
 */
record Findings(Severities all, Severities fixable, Set<String> sources) {
  Findings {
    sources = Set.copyOf(sources);
  }

  /** A Trivy VulnerabilityReport's; {@code fixable} is counted where the report is pruned. */
  static Findings ofTrivy(JsonObject report) {
    JsonObject summary = report.object("summary").orElse(JsonObject.of(Map.of()));
    Optional<Gap> none =
        summary.isEmpty() ? Optional.of(new Gap("the report has no summary")) : Optional.empty();
    Optional<JsonObject> fixable = report.object("fixable");
    Optional<Gap> unsaid =
        fixable.isPresent()
            ? Optional.empty()
            : Optional.of(new Gap("the report does not tell its vulnerabilities one by one"));
    return new Findings(
        new Severities(counts(summary, "Count"), none),
        new Severities(fixable.map(each -> counts(each, "")).orElse(Map.of()), unsaid),
        Set.of("Trivy"));
  }

  private static Map<String, Long> counts(JsonObject summary, String suffix) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String name : Severities.NAMES) {
      if (summary.raw(name + suffix) instanceof Long count) {
        counts.put(name, count);
      }
    }
    return counts;
  }

  Findings or(Findings other) {
    Set<String> both = new TreeSet<>(sources);
    both.addAll(other.sources);
    return new Findings(all.or(other.all), fixable.or(other.fixable), both);
  }
}
