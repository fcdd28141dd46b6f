package io.aksguard.lab.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aksguard.cluster.ArmId;
import java.time.OffsetDateTime;
import java.util.List;

/** What the owner of the clusters does to them through ARM. */
final class Clusters {
  private static final String AKS = "?api-version=2026-08-01";
  private static final String NETWORK = "?api-version=2024-05-01";

  private final Stage stage;
  private final ArmId model;

  /**
   * @param model the cluster that new ones are copied from
   */
  Clusters(Stage stage, ArmId model) {
    this.stage = stage;
    this.model = model;
  }

  /** The id of a cluster beside the model that is not there yet. */
  ArmId fresh(List<String> taken) {
    for (int i = 1; ; i++) {
      String name = "aks-promo" + (i == 1 ? "" : "-" + i);
      String id = model.value().replaceFirst("[^/]+$", name);
      if (taken.stream().noneMatch(id::equalsIgnoreCase)) {
        return new ArmId(id);
      }
    }
  }

  /** Makes a cluster like the model, but with local accounts, and open to the internet. */
  void createBadly(ArmId id) {
    ObjectNode body = stage.arm("GET", model.value() + AKS, "").deepCopy();
    body.remove(List.of("id", "name", "eTag", "systemData"));
    properties(body).remove(List.of("fqdn", "dnsPrefix", "nodeResourceGroup", "powerState"));
    properties(body).put("disableLocalAccounts", false);
    ObjectNode access = properties(body).putObject("apiServerAccessProfile");
    access.put("enablePrivateCluster", false).putArray("authorizedIPRanges").add("0.0.0.0/0");
    stage.arm("PUT", id.value() + AKS, body.toString());
  }

  /** Puts both right. */
  void repair(ArmId id) {
    ObjectNode body = stage.arm("GET", id.value() + AKS, "").deepCopy();
    properties(body).put("disableLocalAccounts", true);
    properties(body)
        .withObject("/apiServerAccessProfile")
        .putArray("authorizedIPRanges")
        .add("198.51.100.0/24");
    stage.arm("PUT", id.value() + AKS, body.toString());
  }

  /** Where ARM has a cluster. */
  static String url(ArmId id) {
    return id.value() + AKS;
  }

  void imageCleaner(ArmId id, boolean isOn) {
    ObjectNode body = stage.arm("GET", url(id), "").deepCopy();
    properties(body).withObject("/securityProfile").putObject("imageCleaner").put("enabled", isOn);
    stage.arm("PUT", url(id), body.toString());
  }

  /** Lets AKS, and so AKS Guard, replace nodes for some hours each day. */
  void window(ArmId id, OffsetDateTime opens) {
    ObjectNode body = Stage.JSON.createObjectNode();
    ObjectNode window = body.putObject("properties").putObject("maintenanceWindow");
    window
        .put("durationHours", 8)
        .put("utcOffset", "+00:00")
        .put("startDate", opens.toLocalDate().toString())
        .put("startTime", opens.toLocalTime().toString());
    window.putObject("schedule").putObject("daily").put("intervalDays", 1);
    String name = "/maintenanceConfigurations/aksManagedAutoUpgradeSchedule";
    stage.arm("PUT", id.value() + name + AKS, body.toString());
  }

  /** Lets the whole internet in to SSH, in the security group of the model's nodes. */
  void openSsh() {
    ObjectNode body = Stage.JSON.createObjectNode();
    body.putObject("properties")
        .put("access", "Allow")
        .put("direction", "Inbound")
        .put("priority", 300)
        .put("protocol", "Tcp")
        .put("sourceAddressPrefix", "*")
        .put("sourcePortRange", "*")
        .put("destinationAddressPrefix", "*")
        .put("destinationPortRange", "22");
    stage.arm("PUT", rule() + NETWORK, body.toString());
  }

  void closeSsh() {
    stage.arm("DELETE", rule() + NETWORK, "");
  }

  private String rule() {
    String group = model.value().replaceFirst("(?i)/providers/.*", "");
    return group
        + "/providers/Microsoft.Network/networkSecurityGroups/nsg-"
        + model.name()
        + "/securityRules/for-a-minute";
  }

  private static ObjectNode properties(JsonNode body) {
    return (ObjectNode) body.path("properties");
  }
}
