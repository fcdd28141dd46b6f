package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Bodies that a fleet is made with and that its drift takes away and brings back. */
final class Shapes {
  private Shapes() {}

  static ObjectNode rule(Places places, String name, int priority, String source, String port) {
    ObjectNode rule = Json.object();
    rule.put("id", places.rules() + "/securityRules/" + name)
        .put("name", name)
        .put("type", "Microsoft.Network/networkSecurityGroups/securityRules");
    rule.putObject("properties")
        .put("access", "Allow")
        .put("direction", "Inbound")
        .put("priority", priority)
        .put("protocol", "Tcp")
        .put("sourceAddressPrefix", source)
        .put("sourcePortRange", "*")
        .put("destinationAddressPrefix", "*")
        .put("destinationPortRange", port)
        .put("provisioningState", "Succeeded");
    return rule;
  }

  static ObjectNode diagnostics(Places places) {
    ObjectNode body = Json.object();
    body.put("id", places.cluster() + "/providers/Microsoft.Insights/diagnosticSettings/audit")
        .put("name", "audit")
        .put("type", "Microsoft.Insights/diagnosticSettings");
    ObjectNode properties = body.putObject("properties");
    properties
        .put("workspaceId", places.workspace())
        .put("logAnalyticsDestinationType", "Dedicated");
    var logs = properties.putArray("logs");
    for (String category : new String[] {"kube-audit-admin", "kube-audit", "guard"}) {
      logs.addObject().put("category", category).put("enabled", true);
    }
    properties.putArray("metrics").addObject().put("category", "AllMetrics").put("enabled", true);
    return body;
  }

  static ObjectNode maintenance(Places places, String name) {
    ObjectNode body = Json.object();
    body.put("id", places.cluster() + "/maintenanceConfigurations/" + name)
        .put("name", name)
        .put("type", "Microsoft.ContainerService/managedClusters/maintenanceConfigurations");
    ObjectNode window = body.putObject("properties").putObject("maintenanceWindow");
    window
        .put("durationHours", 6)
        .put("utcOffset", "+00:00")
        .put("startDate", "2026-01-05")
        .put("startTime", "01:00");
    window
        .putObject("schedule")
        .putObject("weekly")
        .put("intervalWeeks", 1)
        .put("dayOfWeek", "Saturday");
    return body;
  }

  static ObjectNode lock(Places places) {
    ObjectNode body = Json.object();
    body.put("id", places.cluster() + "/providers/Microsoft.Authorization/locks/no-delete")
        .put("name", "no-delete")
        .put("type", "Microsoft.Authorization/locks");
    body.putObject("properties").put("level", "CanNotDelete").put("notes", "production");
    return body;
  }

  /** What Defender says of one package of an image. */
  static ObjectNode image(String of, Traits traits) {
    String guid = traits.guid();
    ObjectNode body = Json.object();
    body.put("id", of + "/providers/Microsoft.Security/assessments/" + guid)
        .put("name", guid)
        .put("type", "Microsoft.Security/assessments");
    ObjectNode properties = body.putObject("properties").put("displayName", "Update openssl");
    properties
        .putObject("resourceDetails")
        .put("Source", "Azure")
        .put("Id", of)
        .put("ResourceType", ".containerimage");
    properties
        .putObject("status")
        .put("code", traits.right() ? "Healthy" : "Unhealthy")
        .put("firstEvaluationDate", "2026-03-02T05:00:00Z")
        .put("statusChangeDate", "2026-10-02T05:00:00Z");
    properties
        .putObject("metadata")
        .put("severity", traits.one("High", "Medium", "Low"))
        .put("recommendationCategory", "SoftwareUpdate");
    properties
        .putObject("additionalData")
        .put(
            "CvesDetails",
            "[{\"CveId\":\"CVE-2026-21001\",\"Severity\":\"High\",\"FixStatus\":\"FixAvailable\"}]");
    return body;
  }
}
