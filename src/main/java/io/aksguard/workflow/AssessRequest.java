package io.aksguard.workflow;

import io.aksguard.evidence.JsonReader;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What the activity {@link Activities#ASSESS} is asked. An object, since an activity gets a bare
 * text with its JSON quotes and escapes.
 *
 * @param cluster the cluster's ARM id
 */
public record AssessRequest(String cluster) {

  /** The cluster of a request as the worker hands it over; empty where it is no request. */
  public static Optional<String> read(String json) {
    try {
      return JsonReader.object(json).string("cluster");
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
