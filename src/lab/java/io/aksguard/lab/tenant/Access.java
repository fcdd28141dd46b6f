package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Who may do what. A principal that was given actions may do these alone; every other may do
 * everything, but for the subscriptions that were taken from it.
 */
final class Access {
  private final Groups groups;
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private final Map<String, List<Grant>> grants = new ConcurrentHashMap<>();

  Access(Groups groups) {
    this.groups = groups;
  }

  void deny(Principal principal, String subscription) {
    denied.add(key(principal, subscription));
  }

  void deny(String key) {
    denied.add(key);
  }

  /** As they can be denied again. */
  Set<String> denied() {
    return Set.copyOf(denied);
  }

  void allow(Principal principal, String subscription) {
    denied.remove(key(principal, subscription));
  }

  void permit(String clientId, Grant grant) {
    grants.computeIfAbsent(Target.key(clientId), id -> new CopyOnWriteArrayList<>()).add(grant);
  }

  /** By the client's id in lower case. */
  Map<String, List<Grant>> grants() {
    return Map.copyOf(grants);
  }

  /** Whether it may do only what it was given. */
  boolean isLimited(Principal principal) {
    return grants.containsKey(Target.key(principal.clientId()));
  }

  /** Whether it sees anything of a subscription. */
  boolean may(Principal principal, String subscription) {
    List<Grant> given = grants.get(Target.key(principal.clientId()));
    String id = "/subscriptions/" + subscription;
    return !denied.contains(key(principal, subscription))
        && (given == null || given.stream().anyMatch(each -> covers(each, id) || each.isBelow(id)));
  }

  /**
   * @param action such as {@code Microsoft.ContainerService/managedClusters/read}
   * @param scope the id of a resource, or of what is around it; empty for the tenant
   */
  boolean may(Principal principal, String action, String scope) {
    List<Grant> given = grants.get(Target.key(principal.clientId()));
    String subscription = Groups.subscription(scope);
    boolean isDenied = !subscription.isEmpty() && denied.contains(key(principal, subscription));
    return !isDenied
        && (given == null
            || given.stream().anyMatch(each -> each.allows(action) && covers(each, scope)));
  }

  private boolean covers(Grant grant, String scope) {
    return grant.isAtOrAbove(scope)
        || groups.ancestors(Groups.subscription(scope)).contains(Target.key(grant.scope()));
  }

  /**
   * @throws RefusedException with 403
   */
  void check(Principal principal, String action, String scope) {
    if (!may(principal, action, scope)) {
      throw new RefusedException(
          403,
          "AuthorizationFailed",
          client(principal)
              + " does not have authorization to perform action '"
              + action
              + "' over scope '"
              + scope
              + "' or the scope is invalid. If access was recently granted, please refresh your"
              + " credentials.");
    }
  }

  /**
   * What a write needs on the resources that its body names, once its own action is allowed.
   *
   * @throws RefusedException with 403
   */
  void checkLinked(Write write, String scope, List<LinkedScopes.Need> needs) {
    List<LinkedScopes.Need> missing =
        needs.stream()
            .filter(need -> !may(write.principal(), need.action(), need.scope()))
            .toList();
    if (!missing.isEmpty()) {
      throw new RefusedException(
          403,
          "LinkedAuthorizationFailed",
          client(write.principal())
              + " has permission to perform action '"
              + write.operationName()
              + "' on scope '"
              + scope
              + "'; however, it does not have permission to perform action(s) '"
              + missing.stream().map(LinkedScopes.Need::action).collect(Collectors.joining(","))
              + "' on the linked scope(s) '"
              + missing.stream().map(LinkedScopes.Need::scope).collect(Collectors.joining(","))
              + "' (respectively) or the linked scope(s) are invalid.");
    }
  }

  /** The caller's permissions at a scope, as {@code Microsoft.Authorization/permissions} does. */
  ObjectNode shown(Principal principal, String scope) {
    List<List<String>> given = new ArrayList<>();
    List<Grant> mine = grants.get(Target.key(principal.clientId()));
    if (mine == null) {
      given.add(List.of("*"));
    } else {
      mine.stream().filter(each -> covers(each, scope)).forEach(each -> given.add(each.actions()));
    }
    ObjectNode page = Json.object();
    ArrayNode value = page.putArray("value");
    for (List<String> actions : given) {
      ObjectNode each = value.addObject();
      actions.forEach(each.putArray("actions")::add);
      for (String none : List.of("notActions", "dataActions", "notDataActions")) {
        each.putArray(none);
      }
    }
    return page;
  }

  private static String client(Principal principal) {
    return "The client '"
        + principal.clientId()
        + "' with object id '"
        + principal.objectId()
        + "'";
  }

  private static String key(Principal principal, String subscription) {
    return Target.key(principal.clientId() + "/" + subscription);
  }
}
