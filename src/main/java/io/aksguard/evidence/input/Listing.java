package io.aksguard.evidence.input;

import org.jspecify.annotations.Nullable;

/**
 * The list that a resource was read from. Whether it is whole is known only at its end, where a
 * link to the next page may stand.
 */
final class Listing {
  private boolean ended;
  private @Nullable String shortBy;

  /** The list has come to its end. */
  void end() {
    ended = true;
  }

  /** The list is known to have more elements than were read. */
  void cut(String reason) {
    shortBy = shortBy == null ? reason : shortBy;
  }

  boolean whole() {
    return ended && shortBy == null;
  }
}
