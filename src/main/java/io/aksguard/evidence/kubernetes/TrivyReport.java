package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is kept of a report of Trivy Operator, whose vulnerabilities fill hundreds of kilobytes. */
final class TrivyReport {
  private static final Set<String> KEPT =
      Set.of("summary", "artifact", "registry", "scanner", "updateTimestamp", "os");

  private static final List<String> SEVERITIES =
      List.of("critical", "high", "medium", "low", "unknown");

  private TrivyReport() {}

  /**
   * The report's heads, and {@code fixable}: how many of its vulnerabilities a later version of the
   * package mends, by severity in small letters. Without the list of vulnerabilities it is absent.
   */
  static JsonObject cut(JsonObject report) {
    JsonObject.Builder cut = new JsonObject.Builder(report.line());
    report.entries().stream()
        .filter(member -> KEPT.contains(member.getKey()))
        .forEach(member -> cut.put(member.getKey(), member.getValue()));
    report.array("vulnerabilities").ifPresent(all -> cut.put("fixable", fixable(all)));
    return cut.build();
  }

  /** Each package counts by itself, as in the summary. */
  private static JsonObject fixable(JsonArray vulnerabilities) {
    Map<String, Long> counts = new LinkedHashMap<>();
    SEVERITIES.forEach(name -> counts.put(name, 0L));
    for (JsonObject each : vulnerabilities.objects()) {
      if (each.string("fixedVersion").filter(version -> !version.isBlank()).isPresent()) {
        String severity = each.string("severity").orElse("unknown").toLowerCase(Locale.ROOT);
        counts.merge(severity, 1L, Long::sum);
      }
    }
    return JsonObject.of(counts);
  }
}
