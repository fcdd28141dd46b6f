package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Resource Graph's tables over the state as it was. */
final class Tables {
  private static final Set<String> NAMES =
      Set.of(
          "resources",
          "resourcecontainers",
          "policyresources",
          "securityresources",
          "authorizationresources",
          "kubernetesconfigurationresources",
          "recoveryservicesresources",
          "resourcechanges",
          "maintenanceresources",
          "insightsresources",
          "alertsmanagementresources");

  private static final String CHANGE = "microsoft.resources/changes";

  private final State state;
  private final Changes changes;
  private final String tenantId;

  Tables(State state, Changes changes, String tenantId) {
    this.state = state;
    this.changes = changes;
    this.tenantId = tenantId;
  }

  /**
   * The rows of a table, in the order of type and id.
   *
   * @throws RefusedException where there is no such table
   */
  List<ObjectNode> rows(String table, Instant at) {
    if (!NAMES.contains(table)) {
      throw Query.failure("there is no table '" + table + "'");
    }
    List<ObjectNode> rows = new ArrayList<>();
    if (table.equals("resourcechanges")) {
      changes.rows(at).forEach(each -> rows.add(row(each, CHANGE)));
      // And those that a test has put there itself.
      state.ofTypeAsOf(CHANGE, at).forEach(each -> rows.add(row(each, CHANGE)));
      return rows;
    }
    for (String type : state.types()) {
      if (table(type).equals(Optional.of(table))) {
        state.ofTypeAsOf(type, at).forEach(body -> rows.add(row(body, type)));
      }
    }
    return rows;
  }

  /** The table that shows a type; empty for what Resource Graph does not hold. */
  static Optional<String> table(String type) {
    String namespace = type.substring(0, Math.max(0, type.indexOf('/')));
    return switch (namespace) {
      case "microsoft.security" -> Optional.of("securityresources");
      case "microsoft.policyinsights" -> Optional.of("policyresources");
      case "microsoft.kubernetesconfiguration" -> Optional.of("kubernetesconfigurationresources");
      case "microsoft.management" -> Optional.of("resourcecontainers");
      case "microsoft.maintenance" -> Optional.of("maintenanceresources");
      case "microsoft.resources" ->
          type.startsWith("microsoft.resources/subscriptions")
              ? Optional.of("resourcecontainers")
              : Optional.empty();
      case "microsoft.authorization" -> authorization(type);
      case "microsoft.insights" ->
          switch (type) {
            case "microsoft.insights/diagnosticsettings" -> Optional.empty();
            case "microsoft.insights/datacollectionruleassociations" ->
                Optional.of("insightsresources");
            default -> Optional.of("resources");
          };
      case "microsoft.alertsmanagement" ->
          type.equals("microsoft.alertsmanagement/alerts")
              ? Optional.of("alertsmanagementresources")
              : Optional.of("resources");
      case "microsoft.dataprotection" ->
          type.chars().filter(c -> c == '/').count() > 1
              ? Optional.of("recoveryservicesresources")
              : Optional.of("resources");
      default -> resources(type);
    };
  }

  private static Optional<String> authorization(String type) {
    return switch (type) {
      case "microsoft.authorization/roleassignments", "microsoft.authorization/roledefinitions" ->
          Optional.of("authorizationresources");
      case "microsoft.authorization/locks" -> Optional.empty();
      default -> Optional.of("policyresources");
    };
  }

  /** Children are not there, but for some that are tracked, as flow logs are. */
  private static Optional<String> resources(String type) {
    boolean child = type.chars().filter(c -> c == '/').count() > 1;
    boolean tracked =
        type.equals("microsoft.network/networkwatchers/flowlogs")
            || (!child && !type.equals("microsoft.containerservice/deploymentsafeguards"));
    return tracked ? Optional.of("resources") : Optional.empty();
  }

  private ObjectNode row(ObjectNode body, String type) {
    String id = body.path("id").asText();
    String[] parts = id.split("/");
    boolean inSubscription = parts.length > 2 && parts[1].equalsIgnoreCase("subscriptions");
    boolean inGroup =
        inSubscription && parts.length > 4 && parts[3].equalsIgnoreCase("resourceGroups");
    ObjectNode row = Json.object();
    row.put("id", id)
        .put("name", body.path("name").asText())
        .put("type", type)
        .put("tenantId", tenantId)
        .put("kind", body.path("kind").asText(""))
        .put("location", body.path("location").asText(""))
        .put("resourceGroup", inGroup ? parts[4].toLowerCase(Locale.ROOT) : "")
        .put("subscriptionId", inSubscription ? parts[2] : "")
        .put("managedBy", body.path("managedBy").asText(""));
    for (String member :
        List.of("sku", "plan", "properties", "tags", "identity", "zones", "extendedLocation")) {
      JsonNode value = body.path(member);
      if (value.isMissingNode()) {
        row.putNull(member);
      } else {
        row.set(member, value);
      }
    }
    return row;
  }
}
