package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All resources of the inputs but the clusters, found by id, by parent and by subscription. */
public final class Inventory {
  private final Map<String, Resource> byId = new HashMap<>();
  private final Map<String, List<Resource>> byParent = new HashMap<>();
  private final Map<String, List<Resource>> bySubscription = new HashMap<>();
  private final Set<String> wholeLists = new HashSet<>();

  /** Resources whose id names them once; the later of two with one id wins. */
  public void add(Resource resource) {
    Resource before = byId.put(resource.id().key(), resource);
    if (before != null) {
      lists(before).forEach(list -> list.remove(before));
    }
    lists(resource).forEach(list -> list.add(resource));
  }

  private List<List<Resource>> lists(Resource resource) {
    ArmId id = resource.id();
    List<List<Resource>> lists = new ArrayList<>();
    id.parent()
        .ifPresent(p -> lists.add(byParent.computeIfAbsent(p.key(), k -> new ArrayList<>())));
    String where = id.subscription().orElse("") + " " + resource.type();
    lists.add(bySubscription.computeIfAbsent(where, k -> new ArrayList<>()));
    return lists;
  }

  /** Says that all resources of this type below {@code parent} were listed. */
  public void addWholeList(String type, ArmId parent) {
    wholeLists.add(type + " " + parent.key());
  }

  boolean isWholeList(String type, ArmId parent) {
    return wholeLists.contains(type + " " + parent.key());
  }

  Optional<Resource> find(ArmId id) {
    return Optional.ofNullable(byId.get(id.key()));
  }

  List<Resource> children(ArmId parent, String type) {
    return byParent.getOrDefault(parent.key(), List.of()).stream()
        .filter(resource -> resource.type().equals(type))
        .toList();
  }

  /** Resources of the type in the subscription, and those outside any subscription. */
  List<Resource> around(ArmId cluster, String type) {
    List<Resource> found = new ArrayList<>(inSubscription(cluster.subscription().orElse(""), type));
    if (cluster.subscription().isPresent()) {
      found.addAll(inSubscription("", type));
    }
    return found;
  }

  private List<Resource> inSubscription(String subscription, String type) {
    return bySubscription.getOrDefault(subscription + " " + type, List.of());
  }

  /** Ids of clusters that only their pools or settings were in the input of. */
  public Collection<ArmId> orphanedPools(Set<String> clusters) {
    Map<String, ArmId> orphans = new LinkedHashMap<>();
    for (Resource resource : byId.values()) {
      if (resource.type().equals(Resource.POOL)) {
        resource
            .id()
            .parent()
            .filter(parent -> !clusters.contains(parent.key()))
            .ifPresent(parent -> orphans.putIfAbsent(parent.key(), parent));
      }
    }
    return orphans.values();
  }
}
