package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Subscriptions and the management groups above them. */
final class Groups {
  static final String SUBSCRIPTIONS = "microsoft.resources/subscriptions";
  private static final String PREFIX = "/providers/Microsoft.Management/managementGroups/";

  private final State state;
  private final String tenantId;

  Groups(State state, String tenantId) {
    this.state = state;
    this.tenantId = tenantId;
  }

  /**
   * @param ancestors names of management groups, the nearest first
   */
  void add(String subscription, String name, List<String> ancestors) {
    ObjectNode row = Json.object();
    row.put("id", "/subscriptions/" + subscription)
        .put("name", name)
        .put("type", SUBSCRIPTIONS)
        .put("tenantId", tenantId)
        .put("subscriptionId", subscription);
    ObjectNode properties = row.putObject("properties").put("state", "Enabled");
    ArrayNode chain = properties.putArray("managementGroupAncestorsChain");
    for (String each : ancestors) {
      chain.addObject().put("name", each).put("displayName", each);
      ObjectNode group = Json.object();
      group.put("id", PREFIX + each).put("name", each).put("tenantId", tenantId);
      group.put("type", "Microsoft.Management/managementGroups");
      group.putObject("properties").put("displayName", each);
      state.put(PREFIX + each, group, Instant.EPOCH);
    }
    state.put("/subscriptions/" + subscription, row, Instant.EPOCH);
  }

  boolean exists(String subscription) {
    return state.get("/subscriptions/" + subscription).isPresent();
  }

  List<String> subscriptions() {
    return state.ofType(SUBSCRIPTIONS).stream()
        .map(row -> row.path("subscriptionId").asText())
        .toList();
  }

  /** The subscriptions below a management group. */
  List<String> below(String group) {
    return subscriptions().stream()
        .filter(each -> ancestors(each).contains(Target.key(PREFIX + group)))
        .toList();
  }

  /** A subscription as ARM answers it. */
  ObjectNode shown(ObjectNode row) {
    return Json.object()
        .put("id", row.path("id").asText())
        .put("subscriptionId", row.path("subscriptionId").asText())
        .put("tenantId", tenantId)
        .put("displayName", row.path("name").asText())
        .put("state", "Enabled");
  }

  /** The GUID of the subscription that an id lies in; empty where it lies in none. */
  static String subscription(String id) {
    String[] parts = Target.key(id).split("/");
    return parts.length > 2 && parts[1].equals("subscriptions") ? parts[2] : "";
  }

  /** The keys of management groups above a subscription. */
  List<String> ancestors(String subscription) {
    List<String> above = new ArrayList<>();
    state
        .get("/subscriptions/" + subscription)
        .ifPresent(
            row -> {
              for (JsonNode each : row.at("/properties/managementGroupAncestorsChain")) {
                above.add(Target.key(PREFIX + each.path("name").asText()));
              }
            });
    return above;
  }

  /** The keys of all scopes above a scope: groups, subscription, resource group, parents. */
  List<String> above(String scope) {
    String key = Target.key(scope);
    String[] parts = key.split("/");
    List<String> above = new ArrayList<>();
    if (parts.length > 2 && parts[1].equals("subscriptions")) {
      above.addAll(ancestors(parts[2]));
      if (parts.length > 3) {
        above.add("/subscriptions/" + parts[2]);
      }
      if (parts.length > 5 && parts[3].equals("resourcegroups")) {
        above.add("/subscriptions/" + parts[2] + "/resourcegroups/" + parts[4]);
      }
    }
    return above;
  }
}
