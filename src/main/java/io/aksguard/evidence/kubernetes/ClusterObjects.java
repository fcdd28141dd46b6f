package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Source;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Kubernetes objects of one cluster, pruned as they come, so that a cluster of a hundred
 * thousand pods fits into memory.
 */
public final class ClusterObjects {
  private final Pruning pruning = new Pruning();
  private final PodImages images = new PodImages();
  private final Map<String, Map<String, ClusterObject>> byList = new HashMap<>();
  private final Map<String, PodRecord> pods = new LinkedHashMap<>();
  private final Map<String, ClusterObject> barePods = new LinkedHashMap<>();

  /** The first pod of each owner, until the owner itself comes. */
  private final Map<String, ClusterObject> firstPods = new LinkedHashMap<>();

  private boolean complete;
  private @Nullable Gap gap;
  private @Nullable Instant observedAt;
  private @Nullable Source source;
  private int unseen;

  /**
   * Of two readings of one object the later one counts. Manifests, which no API server has seen,
   * may bear one name in several files: all of them are judged.
   *
   * @param raw as kubectl shows it; secrets in it are not kept
   * @param at when it was observed
   */
  public void add(JsonObject raw, @Nullable Instant at, Source by) {
    note(at, by);
    ClusterObject object = pruning.prune(raw);
    String key = object.uid().isEmpty() ? unseen(object) : object.key();
    if (object.list().equals(Kind.PODS)) {
      addPod(key, object, raw);
    } else {
      list(object.list()).put(key, object);
      firstPods.remove(object.key());
    }
  }

  private String unseen(ClusterObject object) {
    return object.key() + " " + object.body().origin().file() + "#" + unseen++;
  }

  private void note(@Nullable Instant at, @Nullable Source by) {
    if (at != null && (observedAt == null || at.isBefore(observedAt))) {
      observedAt = at;
    }
    if (by != null) {
      source = source == null ? by : source.or(by);
    }
  }

  private Map<String, ClusterObject> list(String name) {
    return byList.computeIfAbsent(name, list -> new LinkedHashMap<>());
  }

  /** Adds the objects of other files that belong to the same cluster. */
  public void addAll(ClusterObjects others) {
    others.byList.forEach((list, objects) -> list(list).putAll(objects));
    pods.putAll(others.pods);
    barePods.putAll(others.barePods);
    others.firstPods.forEach(firstPods::putIfAbsent);
    complete |= others.complete;
    gap = gap == null ? others.gap : gap;
    note(others.observedAt, others.source);
  }

  private void addPod(String key, ClusterObject pod, JsonObject raw) {
    PodRecord read = PodRecord.of(pod, images.of(raw));
    pods.put(key, read);
    barePods.remove(key);
    Owner owner = read.owner();
    if (owner == null) {
      barePods.put(key, pod);
    } else if (find(owner.key(pod.namespace())).isEmpty()) {
      firstPods.putIfAbsent(owner.key(pod.namespace()), pod);
    }
  }

  private Optional<ClusterObject> find(String workload) {
    return Optional.ofNullable(byList.getOrDefault(Kind.WORKLOADS, Map.of()).get(workload));
  }

  /** Says that all objects of the cluster are among those that were added. */
  public void declareComplete() {
    complete = true;
  }

  /** Says why they could not all be read. */
  public void declareMissing(Gap reason) {
    gap = gap == null ? reason : gap;
  }

  public boolean isComplete() {
    return complete;
  }

  /** Why they could not all be read, where somebody said so. */
  public Optional<Gap> gap() {
    return Optional.ofNullable(gap);
  }

  /** The oldest instant that one of them was observed at; null where that is not known. */
  public @Nullable Instant observedAt() {
    return observedAt;
  }

  /** Of those that told them the one that may lag most. */
  public Source source() {
    return source == null ? Source.FILE : source;
  }

  /** The objects of a list, in the order that they came. */
  Collection<ClusterObject> all(String list) {
    return byList.getOrDefault(list, Map.of()).values();
  }

  /** All objects but pods that a controller made. */
  Stream<ClusterObject> everything() {
    return Stream.concat(
        byList.values().stream().flatMap(list -> list.values().stream()),
        barePods.values().stream());
  }

  List<JsonObject> bodies(String list) {
    return all(list).stream().map(ClusterObject::body).toList();
  }

  Collection<PodRecord> pods() {
    return pods.values();
  }

  Collection<ClusterObject> barePods() {
    return barePods.values();
  }

  /** A pod of an owner that was not among the objects; empty where it was. */
  Optional<ClusterObject> firstPod(String owner) {
    return Optional.ofNullable(firstPods.get(owner));
  }

  /** Section {@code kubernetes}. */
  public JsonObject section(Extent extent) {
    return new KubernetesSection(this, extent).body();
  }
}
