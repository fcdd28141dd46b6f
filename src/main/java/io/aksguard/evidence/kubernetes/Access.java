package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What roles and bindings grant to whom: one grant for each subject of each binding, as the RBAC
 * authorizer puts them together.
 */
final class Access {
  private static final JsonObject NOTHING = JsonObject.of(Map.of());

  private final List<JsonObject> roles;
  private final List<JsonObject> grants = new ArrayList<>();
  private final Map<String, List<JsonObject>> byPrincipal = new HashMap<>();
  private final Map<String, JsonArray> ofAccounts = new HashMap<>();
  private final Set<Subject> bound = new LinkedHashSet<>();
  private final Roles resolved;
  private final Shipped shipped;
  private final Extent extent;

  /**
   * @param roles Roles and ClusterRoles: {@code rules}, {@code aggregationRule}
   * @param bindings RoleBindings and ClusterRoleBindings: {@code subjects}, {@code roleRef}
   */
  Access(List<JsonObject> roles, List<JsonObject> bindings, Extent extent) {
    boolean whole = extent.missing().isEmpty();
    this.resolved = new Roles(roles, whole, BuiltTables.rows("builtInRoles").objects());
    this.shipped = new Shipped(BuiltTables.rows("shippedSubjects").objects());
    this.extent = extent;
    this.roles =
        roles.stream()
            .map(
                role ->
                    role.with("aggregated", Roles.isAggregated(role))
                        .with("shipped", shipped.role(role)))
            .toList();
    Set<String> used = new HashSet<>();
    bindings.forEach(binding -> bind(binding, used));
    if (!whole) {
      roles.stream().filter(role -> !used.contains(Named.text(role))).forEach(this::unbound);
    }
  }

  /** The section's {@code grants}. */
  List<JsonObject> grants() {
    return grants;
  }

  /** The section's {@code roles}: each with {@code aggregated} and {@code shipped}. */
  List<JsonObject> roles() {
    return roles;
  }

  /** The workload with {@code grants}, those of its service account and of the groups it is in. */
  JsonObject workload(JsonObject workload) {
    return workload.with(
        "grants", of(Named.namespace(workload), KubernetesSection.serviceAccountName(workload)));
  }

  /** The paths of what a service account is granted by its own name. */
  JsonArray own(String namespace, String account) {
    String user = Subject.principals(namespace, account).get(0);
    return extent.list(
        byPrincipal.getOrDefault(user, List.of()).stream()
            .flatMap(grant -> grant.string("path").stream())
            .toList(),
        "role bindings");
  }

  /** The service accounts that bindings name. */
  List<Subject> bound() {
    return bound.stream().filter(Subject::isAccount).toList();
  }

  private JsonArray of(String namespace, String account) {
    return ofAccounts.computeIfAbsent(
        namespace + "/" + account,
        key -> {
          List<JsonObject> all = new ArrayList<>();
          Subject.principals(namespace, account)
              .forEach(who -> all.addAll(byPrincipal.getOrDefault(who, List.of())));
          return extent.list(all, "role bindings");
        });
  }

  private void bind(JsonObject binding, Set<String> used) {
    JsonObject ref = binding.object("roleRef").orElse(NOTHING);
    String scope = Named.namespace(binding);
    boolean namespaced = Named.kind(ref).equals("Role");
    String role = Named.text(Named.kind(ref), namespaced ? scope : "", Named.name(ref));
    used.add(role);
    boolean ownRole = resolved.named(role).stream().anyMatch(each -> shipped.role(each).isEmpty());
    Set<Subject> subjects = new HashSet<>();
    for (JsonObject each : binding.array("subjects").map(JsonArray::objects).orElse(List.of())) {
      Subject subject = Subject.of(each, scope);
      if (subjects.add(subject)) {
        Map<String, Object> grant = new LinkedHashMap<>();
        grant.put("holder", subject.toString());
        grant.put("path", subject + " by " + Named.text(binding) + " of " + role);
        grant.put("subject", each);
        grant.put("binding", named(binding));
        grant.put("role", ref);
        grant.put("rules", resolved.rules(role));
        grant.put("scope", scope);
        grant.put(
            "shipped",
            ownRole ? Shipped.BY_NOBODY : shipped.binding(binding, Named.name(ref), subject));
        JsonObject made = JsonObject.of(grant);
        grants.add(made);
        bound.add(subject);
        byPrincipal.computeIfAbsent(subject.principal(), key -> new ArrayList<>()).add(made);
      }
    }
  }

  /**
   * A role that no binding in the input binds, where there may be others: what those will have who
   * get it, whoever they are.
   */
  private void unbound(JsonObject role) {
    Map<String, Object> grant = new LinkedHashMap<>();
    grant.put("holder", Named.text(role));
    grant.put("path", Named.text(role) + " (bound by nothing in the input)");
    grant.put("role", role);
    grant.put("rules", resolved.rules(Named.text(role)));
    grant.put("scope", Named.namespace(role));
    grant.put("shipped", shipped.role(role));
    grants.add(JsonObject.of(grant));
  }

  private static JsonObject named(JsonObject binding) {
    Map<String, Object> name = new LinkedHashMap<>();
    name.put("kind", Named.kind(binding));
    if (!Named.namespace(binding).isEmpty()) {
      name.put("namespace", Named.namespace(binding));
    }
    name.put("name", Named.name(binding));
    return JsonObject.of(name);
  }
}
