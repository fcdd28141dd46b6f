package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Source;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Kubernetes objects of one cluster, pruned as they come, so that a cluster of a hundred
 * thousand pods fits into memory.
 */
public final class ClusterObjects {
  private static final Set<String> FOLDED = Set.of("ReplicaSet", "Job");

  private final Pruning pruning = new Pruning();
  private final PodImages images = new PodImages();
  private final Map<String, Map<String, ClusterObject>> byList = new HashMap<>();
  private final Map<String, PodRecord> pods = new LinkedHashMap<>();
  private final Map<String, ClusterObject> barePods = new LinkedHashMap<>();

  /** The keys of the workloads that came themselves. */
  private final Set<String> controllers = new HashSet<>();

  /** What is folded into something else, by its key. */
  private final Map<String, Revision> revisions = new LinkedHashMap<>();

  /** One with a template for each owner, until the owner itself comes. */
  private final Map<String, ClusterObject> newest = new LinkedHashMap<>();

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
    switch (object.list()) {
      case Kind.PODS -> addPod(key, object, raw);
      case Kind.WORKLOADS -> addWorkload(key, object);
      default -> list(object.list()).put(key, object);
    }
  }

  private void addWorkload(String key, ClusterObject object) {
    Optional<Owner> owner =
        FOLDED.contains(object.kind()) ? Owner.of(object.body()) : Optional.empty();
    if (owner.isEmpty()) {
      list(Kind.WORKLOADS).put(key, object);
      controllers.add(object.key());
      newest.remove(object.key());
    } else {
      Revision revision = new Revision(object.namespace(), owner.get());
      revisions.put(object.key(), revision);
      if (!controllers.contains(revision.ownerKey())) {
        newest.merge(revision.ownerKey(), object, ClusterObjects::running);
      }
    }
    firstPods.remove(object.key());
  }

  /** Of the revisions of a Deployment that is not in the input the one that is run. */
  private static ClusterObject running(ClusterObject before, ClusterObject now) {
    return Workload.of(before).isScaledToNothing() ? now : before;
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
    controllers.addAll(others.controllers);
    revisions.putAll(others.revisions);
    others.newest.forEach((owner, object) -> newest.merge(owner, object, ClusterObjects::running));
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
    } else if (!isKnown(owner.key(pod.namespace())) && !isKnown(read.top().key(pod.namespace()))) {
      firstPods.putIfAbsent(read.top().key(pod.namespace()), pod);
    }
  }

  private boolean isKnown(String workload) {
    return controllers.contains(workload) || revisions.containsKey(workload);
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

  /** ReplicaSets and Jobs that something has made, by their keys. */
  Map<String, Revision> revisions() {
    return revisions;
  }

  /** One of them, of an owner that was not among the objects. */
  Optional<ClusterObject> newest(String owner) {
    return Optional.ofNullable(newest.get(owner));
  }

  /** A pod of an owner that was not among the objects; empty where it was. */
  Optional<ClusterObject> firstPod(String owner) {
    return Optional.ofNullable(firstPods.get(owner));
  }

  /** Section {@code kubernetes} of a cluster whose API server's version is not known. */
  public JsonObject section(Extent extent) {
    return section(extent, "");
  }

  /** Section {@code kubernetes}. */
  public JsonObject section(Extent extent, String apiServer) {
    return new KubernetesSection(this, extent, apiServer).body();
  }
}
