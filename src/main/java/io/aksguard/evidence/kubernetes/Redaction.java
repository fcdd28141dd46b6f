package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Copies a part of an object without what may be secret. It is a copy to the last leaf: a value
 * knows what it stands in, and would otherwise keep the whole object alive, secrets included.
 */
final class Redaction {
  /** Values that are secret or large, wherever they stand, and defaults that nobody asks about. */
  private static final Set<String> DROPPED =
      Set.of(
          "data",
          "stringdata",
          "binarydata",
          "managedfields",
          "cabundle",
          "terminationmessagepath",
          "terminationmessagepolicy",
          "schedulername",
          "preemptionpolicy",
          "priority",
          "enableservicelinks");

  private static final Set<String> WORDS = Set.of("command", "args");
  private static final String REDACTED = "(redacted)";
  private static final int LONGEST_POOLED = 64;

  private final Map<String, String> pool = new HashMap<>();

  /** The copy; {@code key} is the member that the value is of, which decides what is kept of it. */
  Object copy(String key, Object value) {
    if (value instanceof JsonObject object) {
      return switch (key) {
        case "annotations" -> annotations(object);
        case "labels", "matchLabels", "nodeSelector", "selector" -> labels(object);
        default -> object(object);
      };
    }
    if (value instanceof JsonArray array) {
      return array(key, array);
    }
    return value instanceof String text ? pooled(text) : value;
  }

  /** One instance of a text that repeats. */
  String pooled(String text) {
    return text.length() > LONGEST_POOLED ? text : pool.computeIfAbsent(text, same -> same);
  }

  private JsonObject object(JsonObject object) {
    JsonObject.Builder copy = new JsonObject.Builder(object.line());
    for (Map.Entry<String, Object> member : object.entries()) {
      String key = member.getKey();
      if (!DROPPED.contains(key.toLowerCase(Locale.ROOT))) {
        copy.put(pooled(key), member(key, member.getValue()));
      }
    }
    return copy.build();
  }

  /** Any name may be a label's, {@code env} and {@code data} as well. */
  private JsonObject labels(JsonObject labels) {
    JsonObject.Builder copy = new JsonObject.Builder(labels.line());
    for (Map.Entry<String, Object> label : labels.entries()) {
      Object value = label.getValue();
      copy.put(
          pooled(label.getKey()),
          value instanceof String text ? pooled(text) : member(label.getKey(), value));
    }
    return copy.build();
  }

  private Object member(String key, Object value) {
    if (!key.equalsIgnoreCase("env") && !key.equalsIgnoreCase("httpHeaders")) {
      return copy(key, value);
    }
    // What is no list here, as a map of names and values, may hold values all the same.
    return value instanceof JsonArray || value instanceof Gap
        ? copy(key, value)
        : new Gap(key + ": expected a list");
  }

  private JsonArray array(String key, JsonArray array) {
    List<Object> copies = new ArrayList<>(array.known().size());
    for (Object element : array.known()) {
      copies.add(element(key, element));
    }
    array.rest().ifPresent(copies::add);
    return JsonArray.of(array.line(), copies);
  }

  private Object element(String key, Object element) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "env" ->
          element instanceof JsonObject entry
              ? variable(entry)
              : new Gap("env: an element of the list is no object");
      case "httpheaders" ->
          element instanceof JsonObject header
              ? without(header, "value")
              : new Gap("httpHeaders: an element of the list is no object");
      default ->
          element instanceof String text && WORDS.contains(key) && SecretText.looksSecret(text)
              ? REDACTED
              : copy(key, element);
    };
  }

  /** A variable's value stays away; {@code looksSecret} says what was thought of it. */
  private JsonObject variable(JsonObject entry) {
    JsonObject named = without(entry, "value");
    Object value = entry.raw("value");
    return value == null
        ? named
        : named.with(
            "looksSecret",
            SecretText.looksSecret(entry.string("name").orElse(""), String.valueOf(value)));
  }

  private JsonObject without(JsonObject object, String dropped) {
    JsonObject.Builder copy = new JsonObject.Builder(object.line());
    for (Map.Entry<String, Object> member : object.entries()) {
      if (!member.getKey().equalsIgnoreCase(dropped)) {
        copy.put(pooled(member.getKey()), copy(member.getKey(), member.getValue()));
      }
    }
    return copy.build();
  }

  /** Without those that hold an object once more, as {@code kubectl apply} and others leave it. */
  JsonObject annotations(JsonObject annotations) {
    JsonObject.Builder copy = new JsonObject.Builder(annotations.line());
    for (Map.Entry<String, Object> member : annotations.entries()) {
      if (!isCopyOfObject(member.getKey(), member.getValue())) {
        copy.put(pooled(member.getKey()), copy("", member.getValue()));
      }
    }
    return copy.build();
  }

  private static boolean isCopyOfObject(String name, Object value) {
    return name.contains("last-applied")
        || name.equals("objectset.rio.cattle.io/applied")
        || name.startsWith("kapp.k14s.io/original")
        || (value instanceof String text
            && text.contains("\"apiVersion\"")
            && text.contains("\"kind\""));
  }

  /** The names of the members alone, each with an empty text. */
  JsonObject names(JsonObject object) {
    JsonObject.Builder copy = new JsonObject.Builder(object.line());
    object.entries().forEach(member -> copy.put(pooled(member.getKey()), ""));
    return copy.build();
  }
}
