package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Sections {@code diagnostics} and {@code alerts}. */
final class DiagnosticSections {
  private DiagnosticSections() {}

  /** The diagnostic settings of any resource, each with the workspace that it sends to. */
  static JsonArray settings(String section, ArmId of, Lists lists) {
    JsonArray settings =
        lists.children(section, of, "microsoft.insights/diagnosticsettings", "diagnostic settings");
    List<JsonObject> joined = new ArrayList<>();
    for (JsonObject setting : settings.objects()) {
      String workspace =
          setting.object("properties").flatMap(p -> p.string("workspaceId")).orElse("");
      joined.add(
          workspace.isEmpty()
              ? setting
              : setting
                  .with("workspace", lists.referred(workspace, "workspace"))
                  .with("tables", tables(workspace, lists)));
    }
    return settings.rest().isPresent()
        ? JsonArray.partly(joined, settings.rest().get())
        : JsonArray.of(joined);
  }

  private static JsonArray tables(String workspace, Lists lists) {
    return ArmId.parse(workspace)
        .map(
            id ->
                lists.children(
                    "diagnostics",
                    id,
                    "microsoft.operationalinsights/workspaces/tables",
                    "tables of the workspace"))
        .orElse(JsonArray.empty());
  }

  static JsonObject alerts(Lists lists) {
    JsonObject.Builder alerts = new JsonObject.Builder(0);
    alerts.put("metricAlerts", scoped("microsoft.insights/metricalerts", "metric alerts", lists));
    alerts.put(
        "prometheusRuleGroups",
        scoped("microsoft.alertsmanagement/prometheusrulegroups", "Prometheus rule groups", lists));
    return alerts.build();
  }

  /** Alert rules whose scopes name the cluster or what contains it. */
  private static JsonArray scoped(String type, String plural, Lists lists) {
    return lists.covering("alerts", type, plural);
  }
}
