package io.aksguard.evidence;

import java.util.Map;
import java.util.Optional;

/** Looks for what could not be read in a piece of evidence. */
public final class Gaps {
  /** A section's lists and their elements' joined members; what lies deeper is a body of ARM. */
  private static final int DEEP_ENOUGH = 4;

  private Gaps() {}

  /** The first gap in the value, itself included. */
  public static Optional<Gap> first(Object value) {
    return first(value, DEEP_ENOUGH);
  }

  private static Optional<Gap> first(Object value, int depth) {
    if (value instanceof Gap gap) {
      return Optional.of(gap);
    }
    Optional<Gap> found = Optional.empty();
    if (value instanceof JsonArray array) {
      found = array.rest();
      for (Object element : array.known()) {
        if (found.isEmpty() && depth > 0) {
          found = first(element, depth - 1);
        }
      }
    } else if (value instanceof JsonObject object) {
      for (Map.Entry<String, Object> member : object.entries()) {
        if (found.isEmpty() && depth > 0) {
          found = first(member.getValue(), depth - 1);
        }
      }
    }
    return found;
  }
}
