package io.aksguard.inbox;

import java.util.Optional;

/** What became of an event. */
public sealed interface Delivery {
  /** The orchestration that the caller has to start now, if any. */
  default Optional<String> start() {
    return Optional.empty();
  }

  /** It was seen before. */
  record Duplicate() implements Delivery {}

  /** It waits, and the orchestration that is under way will find it. */
  record Joined() implements Delivery {}

  /** It waits, and nobody works on its cluster yet. */
  record Started(String instance) implements Delivery {
    @Override
    public Optional<String> start() {
      return Optional.of(instance);
    }
  }
}
