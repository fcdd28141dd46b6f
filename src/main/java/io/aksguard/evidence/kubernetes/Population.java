package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All workloads by namespace and by label, so that a selector finds its pods without looking at
 * all: it looks at those that share one of its labels.
 */
final class Population {
  private final List<Pods> all = new ArrayList<>();
  private final Map<String, Quarter> quarters = new HashMap<>();
  private final Map<String, Namespace> namespaces = new LinkedHashMap<>();

  /** The workloads of one namespace. */
  private static final class Quarter {
    private final List<Pods> all = new ArrayList<>();
    private final List<Pods> unlabelled = new ArrayList<>();
    private final Map<String, List<Pods>> byLabel = new HashMap<>();
  }

  /** What a selector finds: certainly these, and perhaps those whose labels are not known. */
  record Found(List<Pods> certain, List<Pods> possible) {
    static final Found NONE = new Found(List.of(), List.of());
  }

  Population(JsonArray namespaces, JsonArray workloads) {
    for (JsonObject each : namespaces.objects()) {
      Namespace namespace = Namespace.of(each);
      this.namespaces.put(namespace.name(), namespace);
    }
    for (JsonObject workload : workloads.objects()) {
      add(Pods.of(all.size(), workload));
    }
  }

  private void add(Pods pods) {
    all.add(pods);
    Quarter quarter = quarters.computeIfAbsent(pods.namespace(), n -> new Quarter());
    quarter.all.add(pods);
    if (pods.gap().isPresent()) {
      quarter.unlabelled.add(pods);
    }
    pods.labels()
        .forEach(
            (key, value) ->
                quarter
                    .byLabel
                    .computeIfAbsent(key + '=' + value, k -> new ArrayList<>())
                    .add(pods));
  }

  /** Each workload, in the order of the section's list. */
  List<Pods> all() {
    return all;
  }

  /** The namespaces that are known, in the order of the section's list. */
  Iterable<Namespace> namespaces() {
    return namespaces.values();
  }

  /** The workloads of the namespace. */
  List<Pods> in(String namespace) {
    Quarter quarter = quarters.get(namespace);
    return quarter == null ? List.of() : quarter.all;
  }

  /** The workloads of the namespace that the selector selects. */
  Found find(String namespace, Selector selector) {
    Quarter quarter = quarters.get(namespace);
    if (quarter == null || selector.selectsNone()) {
      return Found.NONE;
    }
    if (selector.selectsAll()) {
      return new Found(quarter.all, List.of());
    }
    Optional<String> label = selector.pair();
    List<Pods> candidates =
        label.isPresent() ? quarter.byLabel.getOrDefault(label.get(), List.of()) : quarter.all;
    List<Pods> certain = new ArrayList<>();
    for (Pods pods : candidates) {
      if (pods.gap().isEmpty() && selector.selects(pods.labels())) {
        certain.add(pods);
      }
    }
    return new Found(certain, quarter.unlabelled);
  }
}
