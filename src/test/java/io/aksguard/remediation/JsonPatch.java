package io.aksguard.remediation;

import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.Plain;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Applies JSON Patch operations (RFC 6902) by their pointers alone. */
public final class JsonPatch {
  private JsonPatch() {}

  /**
   * The document after the operations; the given one stays.
   *
   * @param document evidence, or plain maps, lists and scalars
   * @throws IllegalArgumentException where what an operation names is not there
   */
  public static Object applied(Object document, List<PatchOperation> operations) {
    Object root = Objects.requireNonNull(Plain.of(document));
    for (PatchOperation operation : operations) {
      apply(root, operation);
    }
    return JsonValue.of(root);
  }

  @SuppressWarnings("unchecked")
  private static void apply(Object root, PatchOperation operation) {
    String[] tokens = operation.path().split("/", -1);
    Object at = root;
    for (int i = 1; i < tokens.length - 1; i++) {
      at = step(at, token(tokens[i]));
    }
    String last = token(tokens[tokens.length - 1]);
    Object value = Plain.of(operation.value());
    if (at instanceof List<?>) {
      List<Object> list = (List<Object>) at;
      int index = Integer.parseInt(last);
      switch (operation.op()) {
        case "add" -> list.add(index, value);
        case "remove" -> list.remove(index);
        default -> list.set(index, value);
      }
      return;
    }
    Map<String, Object> map = (Map<String, Object>) at;
    if (!operation.op().equals("add") && !map.containsKey(last)) {
      throw new IllegalArgumentException(operation.path() + " is not there");
    }
    if (operation.op().equals("remove")) {
      map.remove(last);
    } else {
      map.put(last, value);
    }
  }

  private static Object step(Object at, String token) {
    Object next =
        at instanceof List<?> list
            ? list.get(Integer.parseInt(token))
            : ((Map<?, ?>) at).get(token);
    if (next == null) {
      throw new IllegalArgumentException("'" + token + "' is not there");
    }
    return next;
  }

  private static String token(String text) {
    return text.replace("~1", "/").replace("~0", "~");
  }
}
