package io.aksguard.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A value in a Bicep file. */
sealed interface Value {
  /** A string without quotes; {@code ${...}} is left in it. */
  record Text(String text) implements Value {}

  /** Anything that is none of the others, as it was written. */
  record Expression(String source) implements Value {}

  record Members(Map<String, Value> values) implements Value {}

  record Items(List<Value> values) implements Value {}

  /** {@code [for head: body]}; the condition is empty where there is none. */
  record Loop(String head, String condition, Value body) implements Value {}

  /** The value at this path of member names; the body of a loop counts as the value. */
  default Optional<Value> at(String... path) {
    Optional<Value> at = Optional.of(this);
    for (String step : path) {
      at =
          at.map(v -> v instanceof Loop loop ? loop.body() : v)
              .map(v -> v instanceof Members members ? members.values().get(step) : null);
    }
    return at;
  }

  /** The text at this path, or an empty one; an expression gives its source. */
  default String text(String... path) {
    return at(path)
        .map(
            v -> v instanceof Text text ? text.text() : v instanceof Expression e ? e.source() : "")
        .orElse("");
  }

  /** The texts of the list at this path. */
  default List<String> texts(String... path) {
    return at(path)
        .map(v -> v instanceof Items items ? items.values() : List.<Value>of())
        .orElse(List.of())
        .stream()
        .map(Value::text)
        .toList();
  }

  /** This value and all inside it. */
  default Stream<Value> all() {
    List<Value> inner = new ArrayList<>();
    if (this instanceof Members members) {
      inner.addAll(members.values().values());
    } else if (this instanceof Items items) {
      inner.addAll(items.values());
    } else if (this instanceof Loop loop) {
      inner.add(new Expression(loop.condition()));
      inner.add(new Expression(loop.head().substring(loop.head().indexOf(" in ") + 4)));
      inner.add(loop.body());
    }
    return Stream.concat(Stream.of(this), inner.stream().flatMap(Value::all));
  }
}
