package io.aksguard.evidence.join;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
    Set<Resource> found = new LinkedHashSet<>(lists.covering(ASSIGNMENT, lists.cluster));
    identities.keySet().forEach(id -> found.addAll(lists.about(id, ASSIGNMENT)));
    List<JsonObject> assignments = new ArrayList<>();
    for (Resource assignment : found) {
      String holder =
          identities.get(Targets.property(assignment, "principalId").toLowerCase(Locale.ROOT));
      JsonObject joined = assignment.body().with("role", role(assignment));
      assignments.add(holder == null ? joined : joined.with("holder", holder));
    }
    List<Object> holders = new ArrayList<>();
    identities.forEach(
        (id, kind) -> holders.add(JsonValue.of(Map.of("principalId", id, "kind", kind))));
    JsonObject.Builder access = new JsonObject.Builder(0);
    access.put(
        "assignments", lists.assignments(identities.keySet(), assignments, "role assignments"));
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
    return lists.covering("locks", "microsoft.authorization/locks", "locks");
  }

  private static String role(Resource assignment) {
    String definition = Targets.property(assignment, "roleDefinitionId");
    return definition.substring(definition.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }
}
