package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The images that a pod runs: as its spec names them, and the digests that its status tells. */
final class PodImages {
  private static final Map<String, String> STATUSES =
      Map.of(
          "initContainers", "initContainerStatuses",
          "containers", "containerStatuses",
          "ephemeralContainers", "ephemeralContainerStatuses");

  /** Replicas run the same: their lists are one instance. */
  private final Map<List<Object>, JsonArray> pool = new HashMap<>();

  /**
   * @param body a pod's, with {@code spec} and {@code status}
   * @return a list of {@code {container, list, image, imageID}}
   */
  JsonArray of(JsonObject body) {
    JsonObject none = JsonObject.of(Map.of());
    JsonObject spec = body.object("spec").orElse(none);
    JsonObject status = body.object("status").orElse(none);
    List<Object> said = new ArrayList<>();
    List<JsonObject> images = new ArrayList<>();
    for (String list : Containers.LISTS) {
      Map<String, Object> ids = ids(status, STATUSES.getOrDefault(list, ""));
      for (JsonObject container : spec.array(list).map(JsonArray::objects).orElse(List.of())) {
        String name = container.string("name").orElse("");
        Object image = container.raw("image");
        Object id = ids.get(name);
        images.add(
            new JsonObject.Builder(0)
                .put("container", name)
                .put("list", list)
                .put("image", image)
                .put("imageID", id)
                .build());
        said.add(List.of(list, name, String.valueOf(image), String.valueOf(id)));
      }
    }
    return pool.computeIfAbsent(said, same -> JsonArray.of(images));
  }

  private static Map<String, Object> ids(JsonObject status, String member) {
    Map<String, Object> ids = new HashMap<>();
    for (JsonObject each : status.array(member).map(JsonArray::objects).orElse(List.of())) {
      Object id = each.raw("imageID");
      if (id instanceof String text && !text.isEmpty()) {
        ids.put(each.string("name").orElse(""), id);
      }
    }
    return ids;
  }
}
