package io.aksguard.storage;

import java.util.List;
import java.util.Optional;

/**
 * Port: one container of bodies that never change once written. Names are segments of {@code
 * [A-Za-z0-9._-]} divided by slashes. Every method throws {@link UnavailableException} when the
 * store does not answer.
 */
public interface Blobs {
  /**
   * Writes the body unless there is one of that name.
   *
   * @return whether it was written now
   */
  boolean putIfAbsent(String name, byte[] body);

  /** The body, or empty where there is none. */
  Optional<byte[]> get(String name);

  /** The names that begin with this text, in ascending order. */
  List<String> list(String prefix);
}
