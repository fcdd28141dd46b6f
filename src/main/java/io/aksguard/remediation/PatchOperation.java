package io.aksguard.remediation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a JSON Patch (RFC 6902): operations hold one after the other.
 *
 * @param op add, replace or remove
 * @param path a JSON Pointer (RFC 6901)
 * @param before what was there; null where nothing was
 * @param value what is there afterwards; null of a removal
 */
public record PatchOperation(
    String op, String path, @Nullable Object before, @Nullable Object value) {

  /** As RFC 6902 writes it; {@code before} is not part of that. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("op", op);
    members.put("path", path);
    if (value != null) {
      members.put("value", value);
    }
    return members;
  }
}
