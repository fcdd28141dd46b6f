package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fields of Kubernetes objects. What has another type than the API's, or could not be read, throws
 * a {@link GapException}: such an object is not judged by guesses.
 */
final class Field {
  private Field() {}

  static GapException unclear(String reason) {
    return new GapException(new Gap(reason));
  }

  private static Object known(@Nullable Object value, String what) {
    if (value instanceof Gap gap) {
      throw new GapException(gap);
    }
    if (value == null) {
      throw unclear(what + " is absent");
    }
    return value;
  }

  static JsonObject object(@Nullable Object value, String what) {
    if (known(value, what) instanceof JsonObject object) {
      return object;
    }
    throw unclear(what + " is no object");
  }

  /** The member where it is there; null and absent are the same to the API. */
  static Optional<JsonObject> object(JsonObject parent, String member) {
    Object value = parent.raw(member);
    return value == null ? Optional.empty() : Optional.of(object(value, member));
  }

  /** A scalar's text: manifests hold numbers where the API wants texts. */
  static String text(@Nullable Object value, String what) {
    Object known = known(value, what);
    if (known instanceof JsonObject || known instanceof JsonArray) {
      throw unclear(what + " is no text");
    }
    return String.valueOf(known);
  }

  /** The member's elements; absent is empty, as in the API. */
  static List<Object> list(JsonObject parent, String member) {
    Object value = parent.raw(member);
    if (value == null) {
      return List.of();
    }
    if (!(known(value, member) instanceof JsonArray array)) {
      throw unclear(member + " is no list");
    }
    if (array.rest().isPresent()) {
      throw new GapException(array.rest().get());
    }
    return array.known();
  }

  /** The member's elements, each an object. */
  static List<JsonObject> objects(JsonObject parent, String member) {
    return list(parent, member).stream().map(each -> object(each, "in " + member)).toList();
  }

  /** A map of texts such as labels, with keys as they are written; absent is empty. */
  static Map<String, String> texts(JsonObject parent, String member) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(parent, member)
        .ifPresent(
            map ->
                map.entries().forEach(e -> texts.put(e.getKey(), text(e.getValue(), e.getKey()))));
    return texts;
  }
}
