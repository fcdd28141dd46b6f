package io.aksguard.control;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists as text for messages: what a finding is about, one after the other. */
final class Listing {
  /** A message is read by people, and a pod can have any number of containers. */
  private static final int MOST = 10;

  private Listing() {}

  /** Texts as they are. */
  static String texts(Object list) {
    return joined(list, element -> element instanceof String text ? text : Shown.of(element));
  }

  /**
   * The name of each element and what it has at a dotted path, or at several: {@code web:
   * securityContext.privileged is true}.
   */
  static String members(Object list, Object paths) {
    List<?> all = paths instanceof List<?> several ? several : List.of(Values.text(paths));
    return joined(list, element -> member(element, all));
  }

  private static String member(Object element, List<?> paths) {
    List<String> seen = new ArrayList<>();
    for (Object path : paths) {
      seen.add(path + " is " + Shown.of(at(element, Values.text(path))));
    }
    String name = at(element, "name") instanceof String text ? text : "unnamed";
    return name + ": " + String.join(", ", seen);
  }

  private static @Nullable Object at(@Nullable Object element, String path) {
    Object at = element;
    for (String step : path.split("\\.", -1)) {
      if (at instanceof JsonObject object) {
        at = object.raw(step);
      } else if (!(at instanceof Gap)) {
        at = at instanceof Map<?, ?> map ? map.get(step) : null;
      }
    }
    return at;
  }

  private static String joined(Object list, Function<Object, String> shown) {
    if (!(list instanceof List<?> any)) {
      throw Values.not("a list", list);
    }
    List<?> known = list instanceof JsonArray array ? array.known() : any;
    List<String> parts = new ArrayList<>();
    known.stream().limit(MOST).forEach(element -> parts.add(shown.apply(element)));
    if (known.size() > MOST) {
      parts.add("and " + (known.size() - MOST) + " more");
    }
    if (list instanceof JsonArray array) {
      array.rest().ifPresent(gap -> parts.add("and what is not known (" + gap.reason() + ")"));
    }
    return String.join("; ", parts);
  }
}
