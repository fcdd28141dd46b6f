package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sections {@code access} and {@code locks}. */
final class AccessSections {
  static final String ASSIGNMENT = "microsoft.authorization/roleassignments";

  private AccessSections() {}

  /**
   * Role assignments that reach the cluster or are held by one of its identities, each with {@code
   * role} (the role definition's GUID in lower case) and, of an identity of the cluster, {@code
   * holder}; the cluster's trusted access bindings; its identities.
   */
  static JsonObject access(JsonObject cluster, Lists lists) {
    Map<String, String> identities = Identities.of(cluster);
    List<JsonObject> assignments = new ArrayList<>();
    for (Resource assignment : lists.inventory.around(lists.cluster, ASSIGNMENT)) {
      String principal = property(assignment, "principalId").toLowerCase(Locale.ROOT);
      boolean reaches = scope(assignment).map(s -> s.covers(lists.cluster)).orElse(false);
      if (reaches || identities.containsKey(principal)) {
        JsonObject joined = assignment.body().with("role", role(assignment));
        assignments.add(
            identities.containsKey(principal)
                ? joined.with("holder", identities.get(principal))
                : joined);
      }
    }
    List<Object> holders = new ArrayList<>();
    identities.forEach(
        (id, kind) -> holders.add(JsonValue.of(Map.of("principalId", id, "kind", kind))));
    JsonObject.Builder access = new JsonObject.Builder(0);
    access.put("assignments", lists.whole("access", assignments, "role assignments"));
    access.put("identities", JsonArray.of(holders));
    access.put(
        "trustedAccess",
        lists.children(
            "access",
            lists.cluster,
            Resource.CLUSTER + "/trustedaccessrolebindings",
            "trusted access role bindings"));
    return access.build();
  }

  /** Locks on the cluster, its resource group or its subscription. */
  static JsonArray locks(Lists lists) {
    return lists.around(
        "locks",
        "microsoft.authorization/locks",
        lock -> lock.id().parent().map(scope -> scope.covers(lists.cluster)).orElse(false),
        "locks");
  }

  /** The principals that hold any role at exactly this resource. */
  static List<String> principalsAt(ArmId resource, Lists lists) {
    return lists.inventory.around(lists.cluster, ASSIGNMENT).stream()
        .filter(a -> scope(a).map(resource::equals).orElse(false))
        .map(a -> property(a, "principalId").toLowerCase(Locale.ROOT))
        .toList();
  }

  static Optional<ArmId> scope(Resource assignment) {
    String scope = property(assignment, "scope");
    return scope.isEmpty() ? assignment.id().parent() : ArmId.parse(scope);
  }

  private static String role(Resource assignment) {
    String definition = property(assignment, "roleDefinitionId");
    return definition.substring(definition.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  static String property(Resource resource, String name) {
    return resource.body().object("properties").flatMap(p -> p.string(name)).orElse("");
  }
}
