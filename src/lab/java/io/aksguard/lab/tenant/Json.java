package io.aksguard.lab.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** JSON trees. A tree that is in the state is never changed, only replaced. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /**
   * @throws UncheckedIOException when it is no JSON
   */
  static JsonNode read(byte[] text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What was sent with a call.
   *
   * @throws RefusedException with 400 when it is no JSON
   */
  static JsonNode sent(Request request) {
    try {
      return MAPPER.readTree(request.body());
    } catch (IOException e) {
      throw new RefusedException(
          400, "InvalidRequestContent", "The request content was invalid: " + e.getMessage());
    }
  }

  /**
   * @throws UncheckedIOException when it is not one JSON object
   */
  static ObjectNode object(String text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new IOException("not a JSON object");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws UncheckedIOException when it is no JSON
   */
  static JsonNode value(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A member by its name in any casing; a missing node where there is none. */
  static JsonNode member(JsonNode node, String name) {
    JsonNode exact = node.get(name);
    if (exact != null) {
      return exact;
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String each = names.next();
      if (each.equalsIgnoreCase(name)) {
        return node.get(each);
      }
    }
    return MissingNode.getInstance();
  }

  /** The name under which the object has this member already, else the name itself. */
  static String nameIn(ObjectNode object, String name) {
    if (!object.has(name)) {
      for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
        String each = names.next();
        if (each.equalsIgnoreCase(name)) {
          return each;
        }
      }
    }
    return name;
  }

  /** The elements that are objects. */
  static List<ObjectNode> objects(JsonNode array) {
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode each : array) {
      if (each instanceof ObjectNode object) {
        objects.add(object);
      }
    }
    return objects;
  }

  /** The object under this name, made where there is none. */
  static ObjectNode under(ObjectNode object, String name) {
    return member(object, name) instanceof ObjectNode inner ? inner : object.putObject(name);
  }
}
