package io.aksguard.evidence.image;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The workloads that images run in, as findings name them, with the labels that tell an owner. */
final class Uses {
  private final Map<String, JsonObject> workloads = new HashMap<>();
  private final Map<String, JsonObject> namespaces = new HashMap<>();

  Uses(JsonObject kubernetes) {
    objects(kubernetes, "workloads").forEach(each -> workloads.put(subject(each), each));
    objects(kubernetes, "namespaces")
        .forEach(each -> namespaces.put(each.string("name").orElse(""), each));
  }

  private static List<JsonObject> objects(JsonObject section, String list) {
    return section.array(list).map(JsonArray::objects).orElse(List.of());
  }

  /** A workload as findings name it: {@code Deployment shop/web}. */
  static String subject(JsonObject workload) {
    return workload.string("kind").orElse("")
        + " "
        + workload.string("namespace").orElse("")
        + "/"
        + workload.string("name").orElse("");
  }

  /** What a pod is of: {@code Deployment shop/web}. */
  static String key(JsonObject pod) {
    String workload = pod.string("workload").orElse("Pod/" + pod.string("name").orElse(""));
    int slash = workload.indexOf('/');
    return workload.substring(0, slash)
        + " "
        + pod.string("namespace").orElse("")
        + workload.substring(slash);
  }

  /**
   * A workload as an image's element.
   *
   * @return {@code {workload, system, labels}}: labels of the namespace, the pod template and the
   *     workload itself, of which the last counts
   */
  JsonObject of(String key) {
    JsonObject workload = workloads.getOrDefault(key, JsonObject.of(Map.of()));
    String namespace = workload.string("namespace").orElse("");
    Map<String, Object> labels = new LinkedHashMap<>();
    Stream.of(
            Optional.ofNullable(namespaces.get(namespace)),
            workload.object("template").flatMap(template -> template.object("metadata")),
            Optional.of(workload))
        .flatMap(Optional::stream)
        .flatMap(each -> each.object("labels").stream())
        .flatMap(each -> each.entries().stream())
        .forEach(label -> labels.put(label.getKey(), label.getValue()));
    return new JsonObject.Builder(0)
        .put("workload", key)
        .put("system", workload.raw("system"))
        .put("labels", JsonObject.of(labels))
        .build();
  }
}
