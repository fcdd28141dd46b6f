package io.aksguard.control;

import io.aksguard.evidence.JsonArray;
import java.util.List;
import java.util.Optional;

/**
 * Something the customer decides, with the value it has where the customer decides nothing.
 *
 * @param type one of {@link Type}
 * @param fallback Long, Boolean, String or JsonArray of String
 */
public record Parameter(String name, Type type, Object fallback, String description) {

  /** The kinds of value; {@code list} is a list of texts. */
  public enum Type {
    INTEGER,
    BOOLEAN,
    STRING,
    LIST
  }

  /** The value where it fits the type, else empty. {@code value} is as YAML or JSON reads it. */
  public Optional<Object> accept(Object value) {
    return switch (type) {
      case INTEGER -> Optional.of(value).filter(Long.class::isInstance);
      case BOOLEAN -> Optional.of(value).filter(Boolean.class::isInstance);
      case STRING -> Optional.of(value).filter(String.class::isInstance);
      case LIST ->
          value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
              ? Optional.of(JsonArray.of(list))
              : Optional.empty();
    };
  }

  /** The value a command line's text stands for; lists are separated by commas. */
  public Optional<Object> parse(String text) {
    return switch (type) {
      case INTEGER ->
          text.matches("-?[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
      case BOOLEAN ->
          text.equals("true") || text.equals("false")
              ? Optional.of(Boolean.valueOf(text))
              : Optional.empty();
      case STRING -> Optional.of(text);
      case LIST ->
          Optional.of(
              text.isEmpty() ? JsonArray.empty() : JsonArray.of(List.of(text.split(",", -1))));
    };
  }
}
