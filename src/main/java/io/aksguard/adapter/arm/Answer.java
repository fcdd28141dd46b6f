package io.aksguard.adapter.arm;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a request. Never an exception: the outside failing is data. */
public sealed interface Answer {
  /** Just before it was first sent, so that nothing is dated later than it is. */
  Instant askedAt();

  /** Why something is missing, or empty where all of it came. */
  Optional<Gap> missing();

  /** The resources that came: one, those of a list, or none. */
  List<JsonObject> resources();

  /**
   * It came.
   *
   * @param resources one, or the elements of the list
   * @param rest why a list may have more elements; null where it was read to its end
   */
  record Ok(List<JsonObject> resources, @Nullable Gap rest, Instant askedAt) implements Answer {
    public Ok {
      resources = List.copyOf(resources);
    }

    @Override
    public Optional<Gap> missing() {
      return Optional.ofNullable(rest);
    }
  }

  /** 404 with a code that says it: what was asked for does not exist. */
  record Absent(Instant askedAt) implements Answer {
    @Override
    public Optional<Gap> missing() {
      return Optional.of(new Gap("not found (404)"));
    }

    @Override
    public List<JsonObject> resources() {
      return List.of();
    }
  }

  /** Refused or not understood, after what retries there are. */
  record Refused(Gap gap, Instant askedAt) implements Answer {
    @Override
    public Optional<Gap> missing() {
      return Optional.of(gap);
    }

    @Override
    public List<JsonObject> resources() {
      return List.of();
    }
  }
}
