package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.kubernetes.ClusterObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All resources of the inputs but the clusters, found by id, by parent and by what they are about.
 */
public final class Inventory {
  private static final String NETWORK = "microsoft.network/virtualnetworks";

  private final Map<String, Resource> byId = new HashMap<>();
  private final Map<String, List<Resource>> byParent = new HashMap<>();
  private final Map<String, List<Resource>> byTarget = new HashMap<>();
  private final Map<String, Set<String>> subscriptions = new HashMap<>();
  private final Set<String> wholeLists = new HashSet<>();
  private final Map<String, Listed> listed = new HashMap<>();
  private final Map<String, Gap> unread = new HashMap<>();
  private final Map<String, ClusterObjects> kubernetes = new HashMap<>();

  /** Of two resources with one id the later one counts. */
  public void add(Resource resource) {
    Resource before = byId.put(resource.id().key(), resource);
    // Without an id of its own a second one may be another resource of that name: both are judged.
    if (before != null && resource.body().raw("id") != null) {
      lists(before).forEach(list -> list.remove(before));
    }
    lists(resource).forEach(list -> list.add(resource));
    resource
        .id()
        .subscription()
        .map(subscription -> "/subscriptions/" + subscription)
        .ifPresent(
            key -> subscriptions.computeIfAbsent(resource.type(), k -> new TreeSet<>()).add(key));
    if (resource.type().equals(NETWORK)) {
      addSubnets(resource);
    }
  }

  /** Resource Graph and most exports show subnets only inside their network. */
  private void addSubnets(Resource network) {
    List<JsonObject> subnets =
        network
            .body()
            .object("properties")
            .flatMap(p -> p.array("subnets"))
            .map(JsonArray::objects)
            .orElse(List.of());
    for (JsonObject subnet : subnets) {
      subnet
          .string("id")
          .or(() -> subnet.string("name").map(name -> network.id() + "/subnets/" + name))
          .flatMap(ArmId::parse)
          .filter(id -> !byId.containsKey(id.key()))
          .ifPresent(
              id ->
                  add(
                      new Resource(
                          id,
                          NETWORK + "/subnets",
                          subnet.with("id", id.value()),
                          network.observedAt(),
                          network.source())));
    }
  }

  private List<List<Resource>> lists(Resource resource) {
    List<List<Resource>> lists = new ArrayList<>();
    resource
        .id()
        .parent()
        .map(parent -> key(resource.type(), parent.key()))
        .ifPresent(key -> lists.add(byParent.computeIfAbsent(key, k -> new ArrayList<>())));
    for (String target : Targets.of(resource)) {
      String key = key(resource.type(), target);
      lists.add(byTarget.computeIfAbsent(key, k -> new ArrayList<>()));
    }
    return lists;
  }

  /** Adds the Kubernetes objects of a cluster. */
  public void add(ArmId cluster, ClusterObjects objects) {
    kubernetes.put(cluster.key(), objects);
  }

  /** The Kubernetes objects of a cluster, where the inputs have any. */
  Optional<ClusterObjects> kubernetes(ArmId cluster) {
    return Optional.ofNullable(kubernetes.get(cluster.key()));
  }

  /** Says that all resources of this type below {@code parent} were listed. */
  public void addWholeList(String type, ArmId parent) {
    wholeLists.add(key(type, parent.key()));
  }

  boolean isWholeList(String type, ArmId parent) {
    return wholeLists.contains(key(type, parent.key()));
  }

  /**
   * Notes how the reading of a list ended. Of two readings of one list a failed one counts, since
   * what it missed may be missing still.
   */
  public void add(Listed reading) {
    listed.merge(
        key(reading.what(), reading.of()),
        reading,
        (before, now) -> before.gap() == null ? now : before);
  }

  /** Notes that a resource, which may be there, could not be read. */
  public void addUnread(ArmId id, Gap gap) {
    unread.putIfAbsent(id.key(), gap);
  }

  /**
   * What is said of a list: of the list around {@code of} itself, else of what contains it, up to
   * the whole tenant.
   *
   * @param what a type, or the name of a section
   */
  Optional<Listed> listed(String what, ArmId of) {
    if (listed.isEmpty()) {
      return Optional.empty();
    }
    for (Optional<ArmId> at = Optional.of(of); at.isPresent(); at = at.get().parent()) {
      Listed found = listed.get(key(what, at.get().key()));
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.ofNullable(listed.get(key(what, Targets.EVERYTHING)));
  }

  /** What is said of the list of what a principal holds, or of everything. */
  Optional<Listed> listed(String what, String principal) {
    Listed found = listed.get(key(what, principal));
    return Optional.ofNullable(found == null ? listed.get(key(what, Targets.EVERYTHING)) : found);
  }

  Optional<Gap> unread(ArmId id) {
    return Optional.ofNullable(unread.get(id.key()));
  }

  Optional<Resource> find(ArmId id) {
    return Optional.ofNullable(byId.get(id.key()));
  }

  List<Resource> children(ArmId parent, String type) {
    return byParent.getOrDefault(key(type, parent.key()), List.of());
  }

  /** The resources of a type that are about {@code target}, one of the keys of {@link Targets}. */
  List<Resource> about(String target, String type) {
    return byTarget.getOrDefault(key(type, target), List.of());
  }

  /** The keys of the subscriptions that have resources of the type. */
  Set<String> subscriptions(String type) {
    return subscriptions.getOrDefault(type, Set.of());
  }

  /**
   * The scopes of the management groups above a subscription, where the inputs have its row in
   * Resource Graph; else none.
   */
  List<String> groupsAbove(String subscription) {
    return find(new ArmId(subscription)).map(row -> Scopes.above(row.body())).orElse(List.of());
  }

  private static String key(String type, String of) {
    return type + " " + of;
  }

  /** Clusters of which the inputs have pools, but which are not among {@code clusters}. */
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
