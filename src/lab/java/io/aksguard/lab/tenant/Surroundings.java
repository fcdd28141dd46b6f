package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** What lies around one generated cluster: network, settings, roles, locks, backup, alerts. */
final class Surroundings {
  private static final String ACR_PULL = "7f951dda-4ed3-4680-a7ca-43fe172d538d";
  private static final String NETWORK_CONTRIBUTOR = "4d97b98b-1d4f-4787-a291-c67834d212e7";
  private static final String CLUSTER_ADMIN = "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b";
  private static final String CRYPTO_USER = "12338af0-0e69-4776-bea7-57ae8d297424";

  private final Places places;
  private final Traits traits;
  private final Instant now;
  private final Consumer<ObjectNode> sink;

  Surroundings(Places places, Traits traits, Instant now, Consumer<ObjectNode> sink) {
    this.places = places;
    this.traits = traits;
    this.now = now;
    this.sink = sink;
  }

  void make(String controlPlane, String kubelet) {
    tracked(places.group(), "Microsoft.Resources/resourceGroups");
    network();
    if (traits.right()) {
      sink.accept(diagnostics(places));
    }
    if (traits.right()) {
      sink.accept(maintenance(places, "aksManagedAutoUpgradeSchedule"));
      sink.accept(maintenance(places, "aksManagedNodeOSUpgradeSchedule"));
    }
    if (traits.right()) {
      sink.accept(lock(places));
    }
    role(places.registry(), ACR_PULL, kubelet, "ServicePrincipal");
    role(places.network(), NETWORK_CONTRIBUTOR, controlPlane, "ServicePrincipal");
    role(places.vault(), CRYPTO_USER, controlPlane, "ServicePrincipal");
    for (int i = traits.below(traits.right() ? 2 : 6); i > 0; i--) {
      role(places.cluster(), CLUSTER_ADMIN, traits.guid(), traits.one("User", "Group"));
    }
    if (traits.right()) {
      backup();
    }
    if (traits.right()) {
      alert();
    }
    policyState();
    assessment();
  }

  private ObjectNode named(String id, String type) {
    ObjectNode body = Json.object();
    body.put("id", id).put("name", id.substring(id.lastIndexOf('/') + 1)).put("type", type);
    return body;
  }

  private ObjectNode tracked(String id, String type) {
    ObjectNode body = named(id, type).put("location", places.location());
    body.putObject("properties").put("provisioningState", "Succeeded");
    sink.accept(body);
    return body;
  }

  private void network() {
    ObjectNode rules = tracked(places.rules(), "Microsoft.Network/networkSecurityGroups");
    var list = Json.under(rules, "properties").putArray("securityRules");
    list.add(rule(places, "allow-https", 200, "Internet", "443"));
    if (!traits.right()) {
      list.add(rule(places, "allow-ssh", 210, traits.one("*", "Internet", "0.0.0.0/0"), "22"));
    }
    ObjectNode network = tracked(places.network(), "Microsoft.Network/virtualNetworks");
    ObjectNode properties = Json.under(network, "properties");
    properties.putObject("addressSpace").putArray("addressPrefixes").add("10.40.0.0/16");
    ObjectNode subnet =
        named(
            places.network() + "/subnets/snet-nodes", "Microsoft.Network/virtualNetworks/subnets");
    ObjectNode inner = subnet.putObject("properties").put("addressPrefix", "10.40.0.0/22");
    if (traits.right()) {
      inner.putObject("networkSecurityGroup").put("id", places.rules());
    }
    properties.putArray("subnets").add(subnet);
    if (traits.right()) {
      String watcher =
          "/subscriptions/"
              + places.subscription()
              + "/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_"
              + places.location();
      ObjectNode log =
          tracked(
              watcher + "/flowLogs/fl-" + places.name(),
              "Microsoft.Network/networkWatchers/flowLogs");
      Json.under(log, "properties").put("targetResourceId", places.network()).put("enabled", true);
    }
  }

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

  private void role(String scope, String role, String principal, String kind) {
    ObjectNode body =
        named(
            scope + "/providers/Microsoft.Authorization/roleAssignments/" + traits.guid(),
            "Microsoft.Authorization/roleAssignments");
    body.putObject("properties")
        .put("scope", scope)
        .put("roleDefinitionId", places.role(role))
        .put("principalId", principal)
        .put("principalType", kind);
    sink.accept(body);
  }

  private void backup() {
    String type = "Microsoft.DataProtection/backupVaults/backupInstances";
    ObjectNode body = named(places.backupVault() + "/backupInstances/" + places.name(), type);
    ObjectNode properties =
        body.putObject("properties").put("currentProtectionState", "ProtectionConfigured");
    properties.putObject("protectionStatus").put("status", "ProtectionConfigured");
    properties
        .putObject("dataSourceInfo")
        .put("resourceID", places.cluster())
        .put("datasourceType", "Microsoft.ContainerService/managedClusters");
    sink.accept(body);
    Instant end = now.minus(traits.right() ? Duration.ofHours(6) : Duration.ofDays(9));
    ObjectNode job =
        named(
            places.backupVault() + "/backupJobs/" + traits.guid(),
            "Microsoft.DataProtection/backupVaults/backupJobs");
    job.putObject("properties")
        .put("operationCategory", "Backup")
        .put("status", traits.right() ? "Completed" : "Failed")
        .put("startTime", end.minusSeconds(1200).toString())
        .put("endTime", end.toString())
        .put("dataSourceId", places.cluster());
    sink.accept(job);
    ObjectNode extension =
        named(
            places.cluster()
                + "/providers/Microsoft.KubernetesConfiguration/extensions/azure-aks-backup",
            "Microsoft.KubernetesConfiguration/extensions");
    extension
        .putObject("properties")
        .put("extensionType", "microsoft.dataprotection.kubernetes")
        .put("provisioningState", "Succeeded");
    sink.accept(extension);
  }

  private void alert() {
    ObjectNode body =
        tracked(
            places.group() + "/providers/Microsoft.Insights/metricAlerts/cpu-" + places.name(),
            "Microsoft.Insights/metricAlerts");
    ObjectNode properties = Json.under(body, "properties").put("enabled", true);
    properties.putArray("scopes").add(places.cluster());
    properties
        .putArray("actions")
        .addObject()
        .put("actionGroupId", places.shared() + "/providers/Microsoft.Insights/actionGroups/ag");
  }

  private void policyState() {
    ObjectNode body =
        named(
            places.cluster() + "/providers/Microsoft.PolicyInsights/policyStates/" + traits.guid(),
            PolicyStates.TYPE);
    body.putObject("properties")
        .put("resourceId", places.cluster())
        .put("resourceType", "Microsoft.ContainerService/managedClusters")
        .put(
            "policyAssignmentId",
            "/subscriptions/"
                + places.subscription()
                + "/providers/Microsoft.Authorization/policyAssignments/mcsb")
        .put("policyAssignmentName", "mcsb")
        .put(
            "policyDefinitionId",
            "/providers/microsoft.authorization/policydefinitions/ac4a19c2-fa67-49b4-8ae5-0b2e78c49457")
        .put("policyDefinitionReferenceId", "useRbacRulesMonitoring")
        .put("policySetDefinitionName", "1f3afdf9-d0c9-4c3d-847f-89da613e70a8")
        .put("policySetDefinitionCategory", "regulatory compliance")
        .put("complianceState", traits.right() ? "Compliant" : "NonCompliant")
        .put("timestamp", "2026-11-01T03:00:00Z");
    sink.accept(body);
  }

  private void assessment() {
    ObjectNode body =
        named(
            places.cluster() + "/providers/Microsoft.Security/assessments/" + traits.guid(),
            "Microsoft.Security/assessments");
    ObjectNode properties =
        body.putObject("properties")
            .put("displayName", "Diagnostic logs in Kubernetes services should be enabled");
    properties.putObject("resourceDetails").put("Source", "Azure").put("Id", places.cluster());
    properties
        .putObject("status")
        .put("code", traits.right() ? "Healthy" : "Unhealthy")
        .put("firstEvaluationDate", "2026-03-02T05:00:00Z")
        .put("statusChangeDate", "2026-10-02T05:00:00Z");
    sink.accept(body);
    sink.accept(image(places.cluster(), traits));
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
