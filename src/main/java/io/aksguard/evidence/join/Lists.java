package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lists of resources around one cluster. A list is complete only where the input says so: by being
 * the whole list of a parent, by its manifest, or by {@code --assume-complete}; otherwise its known
 * elements come with a gap for the rest.
 */
final class Lists {
  final Inventory inventory;
  final ArmId cluster;
  private final boolean assumeComplete;
  private final Set<String> complete;

  /**
   * @param complete the sections that the input's manifest declares as listed in full
   */
  Lists(Inventory inventory, ArmId cluster, boolean assumeComplete, Set<String> complete) {
    this.inventory = inventory;
    this.cluster = cluster;
    this.assumeComplete = assumeComplete;
    this.complete = Set.copyOf(complete);
  }

  /** Whether absence from the input means absence from Azure. */
  boolean isComplete(String section) {
    return assumeComplete || complete.contains(section);
  }

  /** The resources of a type below {@code parent}. */
  JsonArray children(String section, ArmId parent, String type, String plural) {
    List<JsonObject> bodies = bodies(inventory.children(parent, type));
    return isComplete(section) || inventory.isWholeList(type, parent)
        ? JsonArray.of(bodies)
        : partly(bodies, plural);
  }

  /** The resources of a type that are about {@code target}. */
  JsonArray about(String section, String type, String target, String plural) {
    return whole(section, bodies(inventory.about(target, type)), plural);
  }

  /** The resources of a type that are set on the cluster or on what contains it. */
  JsonArray covering(String section, String type, String plural) {
    return covering(section, type, cluster, plural);
  }

  /** The resources of a type that are set on {@code resource} or on what contains it. */
  JsonArray covering(String section, String type, ArmId resource, String plural) {
    return whole(section, bodies(covering(type, resource)), plural);
  }

  List<Resource> covering(String type, ArmId resource) {
    List<Resource> found = new ArrayList<>();
    for (Optional<ArmId> at = Optional.of(resource); at.isPresent(); at = at.get().parent()) {
      found.addAll(inventory.about(at.get().key(), type));
    }
    for (String group : managementGroups(resource)) {
      found.addAll(inventory.about(group, type));
    }
    found.addAll(inventory.about(Targets.EVERYTHING, type));
    return found;
  }

  /**
   * The management groups above a resource, where the inputs have the row of its subscription in
   * Resource Graph; else all of them, since any may be one.
   */
  private List<String> managementGroups(ArmId resource) {
    List<JsonObject> chain =
        resource
            .subscription()
            .flatMap(s -> inventory.find(new ArmId("/subscriptions/" + s)))
            .flatMap(row -> row.body().object("properties"))
            .flatMap(p -> p.array("managementGroupAncestorsChain"))
            .map(JsonArray::objects)
            .orElse(List.of());
    return chain.isEmpty()
        ? List.of(Targets.ANY_MANAGEMENT_GROUP)
        : chain.stream()
            .flatMap(group -> group.string("name").stream())
            .map(name -> Targets.ANY_MANAGEMENT_GROUP + "/managementgroups/" + name)
            .map(key -> key.toLowerCase(Locale.ROOT))
            .toList();
  }

  /**
   * The resources of a type that a role of one of these principals reaches, in any subscription.
   */
  Set<Resource> reached(Set<String> principals, String type) {
    Set<Resource> found = new LinkedHashSet<>();
    for (String principal : principals) {
      for (Resource assignment : inventory.about(principal, AccessSections.ASSIGNMENT)) {
        ArmId.parse(Targets.property(assignment, "scope"))
            .or(() -> assignment.id().parent())
            .ifPresent(scope -> found.addAll(below(scope, type)));
      }
    }
    return found;
  }

  private List<Resource> below(ArmId scope, String type) {
    String subscription = "/subscriptions/" + scope.subscription().orElse("");
    return inventory.about(subscription, type).stream()
        .filter(resource -> scope.covers(resource.id()))
        .toList();
  }

  /** The resources of a type in the cluster's subscription. */
  List<Resource> inSubscription(String type) {
    return inventory.about("/subscriptions/" + cluster.subscription().orElse(""), type);
  }

  /** These bodies, complete only where the section is. */
  JsonArray whole(String section, List<JsonObject> bodies, String plural) {
    return isComplete(section) ? JsonArray.of(bodies) : partly(bodies, plural);
  }

  /**
   * The body of a resource that another one refers to, or the gap where it was not in the input.
   */
  Object referred(String id, String what) {
    return ArmId.parse(id)
        .flatMap(inventory::find)
        .<Object>map(Resource::body)
        .orElseGet(() -> new Gap(what + " " + id + " was not in the input"));
  }

  static JsonArray partly(List<JsonObject> bodies, String plural) {
    return JsonArray.partly(
        bodies,
        new Gap(
            bodies.isEmpty()
                ? plural + " were not in the input"
                : "whether all " + plural + " were in the input is not known"));
  }

  static List<JsonObject> bodies(List<Resource> resources) {
    return resources.stream().map(Resource::body).toList();
  }
}
