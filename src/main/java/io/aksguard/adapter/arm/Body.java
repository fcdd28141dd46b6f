package io.aksguard.adapter.arm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A body that Azure answered.
 *
 * @param members all but its list
 * @param elements of its list; null where it has none
 */
record Body(JsonObject members, @Nullable List<JsonObject> elements) {
  private static final Set<String> LISTS = Set.of("value", "data", "responses");

  /** The codes of a 404 that say it of the resource; others say it of the request. */
  private static final Set<String> GONE =
      Set.of("ResourceNotFound", "ResourceGroupNotFound", "ParentResourceNotFound", "NotFound");

  /**
   * Reads a list element by element: a page of 1,000 clusters is larger than one resource may be.
   *
   * @throws IOException where it is not one whole JSON object
   */
  static Body parse(byte[] bytes) throws IOException {
    try (JsonParser parser = JsonReader.parser(new ByteArrayInputStream(bytes))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no JSON object");
      }
      JsonObject.Builder members = new JsonObject.Builder(1);
      List<JsonObject> elements = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        if (parser.nextToken() == JsonToken.START_ARRAY && LISTS.contains(key)) {
          elements = elements(parser);
        } else {
          members.put(key, JsonReader.read(parser));
        }
      }
      return new Body(members.build(), elements);
    }
  }

  private static List<JsonObject> elements(JsonParser parser) throws IOException {
    List<JsonObject> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!(JsonReader.read(parser) instanceof JsonObject element)) {
        throw new IOException("an element of its list is no object");
      }
      element.rootedAt(element.origin());
      elements.add(element);
    }
    return elements;
  }

  /**
   * A body that came inside another one.
   *
   * @throws IOException where its list holds something else than objects
   */
  static Body of(JsonObject body) throws IOException {
    Optional<JsonArray> list = body.array("value");
    if (list.isEmpty()) {
      return new Body(body, null);
    }
    if (list.get().objects().size() != list.get().known().size()) {
      throw new IOException("an element of its list is no object");
    }
    list.get().objects().forEach(element -> element.rootedAt(element.origin()));
    return new Body(body, list.get().objects());
  }

  /** Where the list goes on. */
  Optional<String> next() {
    return members
        .string("nextLink")
        .or(() -> members.string("@odata.nextLink"))
        .filter(link -> !link.isEmpty());
  }

  /** Azure's code for what went wrong; its message may name persons and is not kept. */
  Optional<String> code() {
    return members
        .object("error")
        .flatMap(error -> error.string("code"))
        .or(() -> members.string("code"))
        .filter(code -> code.matches("[A-Za-z0-9_.-]{1,80}"));
  }

  /** Whether a 404 says that what was asked for does not exist. */
  boolean saysGone() {
    return code().filter(GONE::contains).isPresent();
  }

  /** The code behind a status; empty where there is none. */
  String errorCode() {
    return code().map(code -> " (" + code + ")").orElse("");
  }
}
