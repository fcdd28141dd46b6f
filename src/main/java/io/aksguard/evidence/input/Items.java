package io.aksguard.evidence.input;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.Optional;

/** Lists of Kubernetes objects: {@code List} as kubectl writes it, {@code PodList} as the API. */
final class Items {
  private static final String LIST = "List";

  private Items() {}

  /** Whether {@code items} after these members are Kubernetes objects; the kind may come later. */
  static boolean follow(JsonObject before) {
    return before.string("apiVersion").isPresent()
        && before.string("kind").map(kind -> kind.endsWith(LIST)).orElse(true);
  }

  /** The items of a document that is such a list; empty for any other. */
  static Optional<JsonArray> of(JsonObject document) {
    boolean isList =
        document.string("apiVersion").isPresent()
            && document.string("kind").filter(kind -> kind.endsWith(LIST)).isPresent();
    return isList ? document.array("items") : Optional.empty();
  }

  /** An item; in a list of one kind the API leaves out what all of them share. */
  static JsonObject whole(JsonObject item, JsonObject list) {
    String kind = list.string("kind").orElse(LIST);
    String apiVersion = list.string("apiVersion").orElse("");
    if (item.raw("kind") != null || kind.equals(LIST) || apiVersion.isEmpty()) {
      return item;
    }
    return item.with("apiVersion", apiVersion)
        .with("kind", kind.substring(0, kind.length() - LIST.length()));
  }

  /** What is to be said of a list that goes on elsewhere. */
  static Optional<String> successor(JsonObject list) {
    return list.object("metadata")
        .flatMap(metadata -> metadata.string("continue"))
        .filter(token -> !token.isEmpty())
        .map(token -> "the list goes on after this page; the next ones were not in the input");
  }
}
