package io.aksguard.evidence.input;

import io.aksguard.evidence.Source;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list that a resource was read from. Whether it is whole is known only at its end, where a
 * link to the next page may stand.
 */
final class Listing {
  private final @Nullable Page head;
  private boolean ended;
  private @Nullable String shortBy;

  Listing() {
    this.head = null;
  }

  /** The list of a page that tells of itself when it was read; it claims nothing by its end. */
  Listing(Page head) {
    this.head = head;
    this.shortBy = "a page says itself what is whole";
  }

  /** When it was read, where the list says so; else null. */
  @Nullable Instant observedAt() {
    return head == null ? null : head.observedAt();
  }

  Source source() {
    return head == null ? Source.FILE : head.source();
  }

  /** The list has come to its end. */
  void end() {
    ended = true;
  }

  /** The list is known to have more elements than were read. */
  void cut(String reason) {
    shortBy = shortBy == null ? reason : shortBy;
  }

  /** Why the list is known to be short, where it is. */
  Optional<String> shortBy() {
    return Optional.ofNullable(shortBy);
  }

  boolean whole() {
    return ended && shortBy == null;
  }
}
