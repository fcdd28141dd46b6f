package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.Section;
import io.aksguard.evidence.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lists of resources around one cluster. A list is complete only where the input says so: by its
 * own word, by being the whole list of a parent, by its manifest, or by {@code --assume-complete};
 * otherwise its known elements come with a gap for the rest.
 */
final class Lists {
  final ArmId cluster;
  private final Inventory inventory;
  private final Resource body;
  private final Declared declared;
  private @Nullable Instant oldest;
  private @Nullable Source source;

  Lists(Inventory inventory, Resource cluster, Declared declared) {
    this.inventory = inventory;
    this.cluster = cluster.id();
    this.body = cluster;
    this.declared = declared;
  }

  /** A section that is made from lists only; dated like the oldest of them. */
  Section section(Supplier<Object> made) {
    oldest = null;
    source = null;
    Object value = made.get();
    Source known = source;
    return known == null
        ? new Section(value, body.observedAt(), body.source())
        : new Section(value, oldest, known);
  }

  /** A section that the cluster's body has a part in. */
  Section sectionWithBody(Supplier<Object> made) {
    return section(
        () -> {
          note(body.observedAt(), body.source());
          return made.get();
        });
  }

  private void note(@Nullable Instant at, Source by) {
    if (at != null && (oldest == null || at.isBefore(oldest))) {
      oldest = at;
    }
    source = source == null ? by : source.or(by);
  }

  private List<Resource> noted(List<Resource> resources) {
    resources.forEach(resource -> note(resource.observedAt(), resource.source()));
    return resources;
  }

  /** Whether absence from the input means absence from Azure. */
  boolean isComplete(String section) {
    return missing(section, section, cluster).isEmpty();
  }

  /** Whether all resources of the type were read, of the cluster or of what contains it. */
  boolean isComplete(String section, String type) {
    return missing(section, type, cluster).isEmpty();
  }

  /** What the input itself says of a list, be it for its section only. */
  private Optional<Listed> word(String section, String type, ArmId of) {
    Optional<Listed> word = inventory.listed(type, of);
    return word.isPresent() ? word : inventory.listed(section, cluster);
  }

  /** Why a list may be short, where it may; a gap without a reason where nothing is known of it. */
  private Optional<Gap> missing(String section, String type, ArmId of) {
    Optional<Listed> word = word(section, type, of);
    if (word.isEmpty()) {
      return declared.missing(section);
    }
    note(word.get().observedAt(), word.get().source());
    return Optional.ofNullable(word.get().gap());
  }

  private JsonArray list(List<JsonObject> bodies, Optional<Gap> missing, String plural) {
    if (missing.isEmpty()) {
      return JsonArray.of(bodies);
    }
    return missing.get().reason().isEmpty()
        ? partly(bodies, plural)
        : JsonArray.partly(bodies, missing.get());
  }

  /** Section {@code kubernetes}, where the input has objects of the cluster. */
  Optional<Section> kubernetes() {
    return inventory
        .kubernetes(cluster)
        .map(objects -> KubernetesObjects.section(objects, declared, body.body()));
  }

  /** The resources of a type below {@code parent}. */
  JsonArray children(String section, ArmId parent, String type, String plural) {
    List<JsonObject> bodies = bodies(childResources(parent, type));
    // What is whole by itself needs no declaration, and stays whole whatever other files have lost.
    return inventory.isWholeList(type, parent) && word(section, type, parent).isEmpty()
        ? JsonArray.of(bodies)
        : list(bodies, missing(section, type, parent), plural);
  }

  private List<Resource> childResources(ArmId parent, String type) {
    return noted(inventory.children(parent, type));
  }

  /** The resources of a type that are about {@code target}. */
  JsonArray about(String section, String type, ArmId target, String plural) {
    return list(bodies(about(target.key(), type)), missing(section, type, target), plural);
  }

  /** The resources of a type that are about {@code target}, one of the keys of {@link Targets}. */
  List<Resource> about(String target, String type) {
    return noted(inventory.about(target, type));
  }

  /** The resources of a type that are set on the cluster or on what contains it. */
  JsonArray covering(String section, String type, String plural) {
    return covering(section, type, cluster, plural);
  }

  /** The resources of a type that are set on {@code resource} or on what contains it. */
  JsonArray covering(String section, String type, ArmId resource, String plural) {
    return list(bodies(covering(type, resource)), missing(section, type, resource), plural);
  }

  List<Resource> covering(String type, ArmId resource) {
    List<Resource> found = new ArrayList<>();
    for (Optional<ArmId> at = Optional.of(resource); at.isPresent(); at = at.get().parent()) {
      found.addAll(about(at.get().key(), type));
    }
    for (String group : managementGroups(resource)) {
      found.addAll(about(group, type));
    }
    found.addAll(about(Targets.EVERYTHING, type));
    return found;
  }

  /**
   * The management groups above a resource, where the inputs have the row of its subscription in
   * Resource Graph; else all of them, since any may be one.
   */
  private List<String> managementGroups(ArmId resource) {
    List<String> above =
        resource
            .subscription()
            .map(subscription -> inventory.groupsAbove("/subscriptions/" + subscription))
            .orElse(List.of());
    return above.isEmpty() ? List.of(Targets.ANY_MANAGEMENT_GROUP) : above;
  }

  /** The resources of a type that a role of one of these principals reaches. */
  Reach reach(Set<String> principals, String type) {
    return new Reach(inventory, this, principals, type);
  }

  /** The resources of a type in a scope of a subscription. */
  List<Resource> below(ArmId scope, String type) {
    String subscription = "/subscriptions/" + scope.subscription().orElse("");
    return noted(
        inventory.about(subscription, type).stream()
            .filter(resource -> scope.covers(resource.id()))
            .toList());
  }

  /** The resources of a type in the cluster's subscription. */
  List<Resource> inSubscription(String type) {
    return about("/subscriptions/" + cluster.subscription().orElse(""), type);
  }

  /** These bodies around the cluster, complete only where the list of their type is. */
  JsonArray whole(String section, String type, List<JsonObject> bodies, String plural) {
    return list(bodies, missing(section, type, cluster), plural);
  }

  /**
   * All that the cluster is linked with of a section.
   *
   * @param doubt why there may be others, though the list is whole
   */
  JsonArray linked(String section, List<JsonObject> bodies, String plural, Optional<Gap> doubt) {
    Optional<Gap> missing = missing(section, section, cluster);
    boolean said = missing.isPresent() && !missing.get().reason().isEmpty();
    return list(bodies, said || doubt.isEmpty() ? missing : doubt, plural);
  }

  /**
   * The role assignments of the cluster and of these principals: complete where those that reach
   * the cluster are, and those of each principal.
   */
  JsonArray assignments(Set<String> principals, List<JsonObject> bodies, String plural) {
    String type = AccessSections.ASSIGNMENT;
    Optional<Gap> missing = missing("access", type, cluster);
    boolean byWord = inventory.listed(type, cluster).isPresent();
    for (String principal : principals) {
      Optional<Listed> held = inventory.listed(type, principal);
      held.ifPresent(word -> note(word.observedAt(), word.source()));
      if (missing.isEmpty() && held.isPresent()) {
        missing = Optional.ofNullable(held.get().gap());
      } else if (missing.isEmpty() && byWord) {
        missing = Optional.of(new Gap("what the principal " + principal + " may do was not read"));
      }
    }
    return list(bodies, missing, plural);
  }

  /** The list, complete only where the lists of the type at each of these resources are as well. */
  JsonArray beside(JsonArray resources, String type, JsonArray list) {
    if (list.rest().isPresent() || inventory.listed(type, cluster).isEmpty()) {
      return list;
    }
    Optional<Gap> missing = resources.rest();
    for (JsonObject resource : resources.objects()) {
      if (missing.isEmpty()) {
        missing =
            resource
                .string("id")
                .flatMap(ArmId::parse)
                .flatMap(id -> inventory.listed(type, id))
                .flatMap(word -> Optional.ofNullable(word.gap()));
      }
    }
    return missing.isPresent() ? JsonArray.partly(list.known(), missing.get()) : list;
  }

  /**
   * The body of a resource that another one refers to, or the gap where it was not in the input.
   */
  Object referred(String id, String what) {
    Optional<ArmId> parsed = ArmId.parse(id);
    Optional<Resource> found = parsed.flatMap(inventory::find);
    found.ifPresent(resource -> note(resource.observedAt(), resource.source()));
    return found
        .<Object>map(Resource::body)
        .or(() -> parsed.flatMap(inventory::unread))
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
