package io.aksguard.evidence.input;

import io.aksguard.evidence.JsonObject;
import java.util.List;
import java.util.Map;

/** The kinds of value that ARM has at the paths that controls read (shapes.txt). */
final class Shapes {
  private static final Map<String, Shape> BY_TYPE = Shape.read("shapes.txt");

  /** The newest api-version of Microsoft.ContainerService in facts of 2026-11 (stable spec). */
  private static final String NEWEST_API = "2026-08-01";

  private Shapes() {}

  /**
   * The body with mismatches replaced.
   *
   * @param notes a sentence for each value that was read as something else
   * @param refused a sentence for each value that could not be read
   */
  record Checked(JsonObject body, List<String> notes, List<String> refused) {}

  static Checked check(JsonObject body, String type) {
    ShapeCheck check = new ShapeCheck("");
    checkApiVersion(body, type, check.notes());
    Shape shape = BY_TYPE.get(type);
    JsonObject checked = shape == null ? body : check.check(body, shape);
    return new Checked(checked, check.notes(), check.refused());
  }

  private static void checkApiVersion(JsonObject body, String type, List<String> notes) {
    String api = body.string("apiVersion").orElse("");
    if (api.isEmpty() || !type.startsWith("microsoft.containerservice/")) {
      return;
    }
    String at = "line " + body.line() + ": api-version " + api;
    if (!api.matches("20[0-9]{2}-[01][0-9]-[0-3][0-9](-preview)?")) {
      notes.add(at + " is none");
    } else if (api.substring(0, 10).compareTo(NEWEST_API) > 0) {
      notes.add(at + " is newer than " + NEWEST_API + ", the newest this version knows");
    }
  }
}
