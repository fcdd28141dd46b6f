package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** One resource with what it was before, as far back as Resource Graph may look. */
final class Stored {
  private record Version(Instant since, @Nullable ObjectNode body) {}

  private final String key;
  private final String type;
  private final Deque<Version> versions = new ArrayDeque<>();

  Stored(String key, String type) {
    this.key = key;
    this.type = type;
  }

  String key() {
    return key;
  }

  String type() {
    return type;
  }

  /** The body now; null where the resource is deleted. */
  @Nullable ObjectNode body() {
    return versions.isEmpty() ? null : versions.getLast().body();
  }

  @Nullable ObjectNode asOf(Instant at) {
    for (Iterator<Version> newest = versions.descendingIterator(); newest.hasNext(); ) {
      Version version = newest.next();
      if (!version.since().isAfter(at)) {
        return version.body();
      }
    }
    return null;
  }

  /**
   * @param horizon nobody asks for anything before it
   */
  void set(@Nullable ObjectNode body, Instant at, Instant horizon) {
    versions.addLast(new Version(at, body));
    while (versions.size() > 1) {
      Version oldest = versions.removeFirst();
      if (versions.getFirst().since().isAfter(horizon)) {
        versions.addFirst(oldest);
        return;
      }
    }
  }
}
