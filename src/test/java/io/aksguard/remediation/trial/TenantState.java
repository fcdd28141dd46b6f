package io.aksguard.remediation.trial;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonReader;
import io.aksguard.lab.tenant.Truth;
import io.aksguard.remediation.Owned;
import io.aksguard.remediation.Preimage;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a tenant holds, leaf by leaf, past every endpoint. Pools, subnets and rules of security
 * groups are members of what contains them.
 *
 * @param bodies leaves by the resource's id, in lower case
 */
record TenantState(Map<String, Map<String, Object>> bodies) {
  /** What the service itself writes, wherever it stands; of a resource its type, too. */
  private static final Set<String> SERVICE = Set.of("etag", "provisioningstate");

  /** What a new resource has without being told. */
  private static final Set<String> ENVELOPE = Set.of("id", "name", "type", "properties.scope");

  static TenantState of(Truth truth) {
    Map<String, Map<String, Object>> bodies = new TreeMap<>();
    for (String id : truth.ids()) {
      truth.body(id).ifPresent(body -> bodies.put(lower(id), Leaves.of(JsonReader.object(body))));
    }
    return new TenantState(bodies);
  }

  /** Where something else is now: the resource and the way to the leaf, with a blank between. */
  Set<String> differing(TenantState before) {
    Set<String> differ = new TreeSet<>();
    Set<String> ids = new TreeSet<>(bodies.keySet());
    ids.addAll(before.bodies.keySet());
    for (String id : ids) {
      Leaves.differing(before.leaves(id), leaves(id)).stream()
          .filter(leaf -> !leaf.equals("type") && !leaf.endsWith("].type"))
          .filter(leaf -> !SERVICE.contains(leaf.substring(leaf.lastIndexOf('.') + 1)))
          .forEach(leaf -> differ.add(id + " " + leaf));
    }
    return differ;
  }

  /** How many leaves there are. */
  int size() {
    return bodies.values().stream().mapToInt(Map::size).sum();
  }

  private Map<String, Object> leaves(String id) {
    return bodies.getOrDefault(id, Map.of());
  }

  /** Whether a resource is there, be it within another. */
  boolean has(ArmId resource) {
    Place place = Place.of(resource);
    return leaves(place.holder()).keySet().stream().anyMatch(leaf -> leaf.startsWith(place.way()));
  }

  /** The leaves of a member of a resource, by their ways within it. */
  Map<String, Object> below(Preimage preimage, Owned owned) {
    Place place = Place.of(preimage.resource());
    Map<String, Object> within = new TreeMap<>();
    Leaves.below(place.way(Leaves.way(owned)), leaves(place.holder()))
        .forEach(
            (leaf, value) ->
                within.put(
                    Leaves.way(owned) + leaf.substring(place.way(Leaves.way(owned)).length()),
                    value));
    return within;
  }

  /** Whether a write may change what {@link #differing} names. */
  static boolean isOf(Preimage preimage, String difference) {
    Place place = Place.of(preimage.resource());
    String leaf = difference.substring(difference.indexOf(' ') + 1);
    if (!difference.startsWith(place.holder() + " ") || !leaf.startsWith(place.way())) {
      return false;
    }
    return (preimage.isNew() && ENVELOPE.contains(leaf.substring(place.inside())))
        || preimage.owned().stream()
            .anyMatch(owned -> Leaves.isOf(place.way(Leaves.way(owned)), leaf));
  }

  /**
   * Where a resource stands.
   *
   * @param holder the id of the body that holds it, in lower case
   * @param way to it within that body; empty where it is all of it
   */
  private record Place(String holder, String way) {
    /** Where the members of such a list are resources of their own. */
    private static final Map<String, String> LISTS =
        Map.of(
            "agentpools", "properties.agentpoolprofiles",
            "securityrules", "properties.securityrules",
            "subnets", "properties.subnets");

    static Place of(ArmId resource) {
      String type = resource.type().orElse("");
      String list = LISTS.getOrDefault(type.substring(type.lastIndexOf('/') + 1), "");
      return list.isEmpty()
          ? new Place(lower(resource.value()), "")
          : new Place(
              lower(resource.parent().orElseThrow().value()),
              list + "[name='" + lower(resource.name()) + "']");
    }

    /** Where the way to a member of the resource itself begins. */
    int inside() {
      return way.isEmpty() ? 0 : way.length() + 1;
    }

    /** In a cluster's body a pool stands flat. */
    String way(String member) {
      if (way.isEmpty()) {
        return member;
      }
      boolean isPool = way.contains("agentpoolprofiles");
      return way + "." + (isPool ? member.substring("properties.".length()) : member);
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
