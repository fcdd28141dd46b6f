package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All containers of a pod template in one list. */
final class Containers {
  /** The lists of a pod's spec that hold containers, in the order that they run. */
  static final List<String> LISTS = List.of("initContainers", "containers", "ephemeralContainers");

  private Containers() {}

  /**
   * Each container with {@code list}, the member that it is an element of; what is no container
   * becomes a gap.
   *
   * @param spec a template's, or what stands in its place
   */
  static Object of(@Nullable Object spec) {
    if (!(spec instanceof JsonObject object)) {
      return spec instanceof Gap gap ? gap : new Gap("the pod template has no spec");
    }
    List<Object> all = new ArrayList<>();
    for (String list : LISTS) {
      Object value = object.raw(list);
      if (value instanceof JsonArray array) {
        array.known().forEach(element -> all.add(listed(list, element)));
        array.rest().ifPresent(all::add);
      } else if (value != null) {
        all.add(value instanceof Gap gap ? gap : new Gap(list + ": expected a list"));
      }
    }
    // No pod is without: what has none is no pod template, and no control may pass it.
    return all.isEmpty()
        ? new Gap("the pod template has no containers")
        : JsonArray.of(object.line(), all);
  }

  private static Object listed(String list, Object element) {
    return element instanceof JsonObject container
        ? container.with("list", list)
        : new Gap(list + ": an element of the list is no object");
  }
}
