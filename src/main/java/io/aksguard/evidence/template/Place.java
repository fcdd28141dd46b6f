package io.aksguard.evidence.template;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonValue;

/**
 * A place in the template, for notes.
 *
 * @param container the object or array that holds the value
 * @param step the member's name or the element's index; empty for the container itself
 */
record Place(JsonValue container, Object step) {
  /** For values that only another expression asked for: their gaps are noted where it stands. */
  static final Place NOWHERE = new Place(JsonArray.empty(), "");

  static Place of(JsonValue container) {
    return new Place(container, "");
  }

  /** The JSON path, and the line where the container begins. */
  String shown() {
    String path = container.path();
    if (step instanceof Integer) {
      path += "[" + step + "]";
    } else if (!step.equals("")) {
      path += (path.isEmpty() ? "" : ".") + step;
    }
    String where = path.isEmpty() ? "the template" : path;
    return container.line() > 0 ? where + " (line " + container.line() + ")" : where;
  }
}
