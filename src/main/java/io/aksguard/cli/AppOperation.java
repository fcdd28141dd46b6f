package io.aksguard.cli;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * Remediation as a whole, as the app tells of it.
 *
 * @param json {@code io.aksguard.activity.Operating#status}
 */
record AppOperation(JsonObject json) {
  static final String ROUTE = "operation";

  /** For people. */
  void show(PrintWriter out) {
    line(out, json.string("stopped").map(why -> "stopped: " + why).orElse("not stopped"));
    line(out, Amount.of(number(json, "clustersAtRisk"), "cluster") + " at risk");
    breakers().forEach(breaker -> line(out, text(breaker)));
  }

  private static String text(JsonObject breaker) {
    String state =
        openedAt(breaker)
            .map(at -> "open since " + at + ": " + breaker.string("because").orElse(""))
            .orElse("closed");
    return "%s %s  %s; %d verified, %d failed, %d unverified"
        .formatted(
            breaker.string("control").orElse(""),
            breaker.string("version").orElse(""),
            state,
            number(breaker, "verified"),
            number(breaker, "failed"),
            number(breaker, "unverified"));
  }

  /** Versions of a control of which a fix has failed since the last reset. */
  List<String> failed(String control) {
    return breakers().stream()
        .filter(breaker -> breaker.string("control").orElse("").equals(control))
        .filter(breaker -> openedAt(breaker).isPresent() || number(breaker, "failed") > 0)
        .flatMap(breaker -> breaker.string("version").stream())
        .toList();
  }

  private static Optional<String> openedAt(JsonObject breaker) {
    return breaker.string("openedAt");
  }

  private List<JsonObject> breakers() {
    return json.array("breakers").orElse(JsonArray.empty()).objects();
  }

  private static long number(JsonObject of, String name) {
    return of.raw(name) instanceof Number number ? number.longValue() : 0;
  }

  private static void line(PrintWriter out, String text) {
    out.println(Failures.oneLine(text));
  }
}
