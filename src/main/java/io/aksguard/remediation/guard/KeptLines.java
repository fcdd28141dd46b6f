package io.aksguard.remediation.guard;

import io.aksguard.intent.KeptLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What to write where the infrastructure is described, so that it keeps a fix: azurerm's arguments
 * where they are known, else ARM's own members by azapi.
 */
public final class KeptLines {
  private static final String AZAPI = "azapi_update_resource";

  /**
   * An argument of azurerm.
   *
   * @param block that it stands in; empty where it stands in the resource itself
   * @param isInverse whether it is true where ARM's member is false
   */
  private record Argument(String block, String name, boolean isInverse) {}

  /**
   * As registry.terraform.io/providers/hashicorp/azurerm 4 documents azurerm_kubernetes_cluster.
   */
  private static final Map<String, Argument> CLUSTER =
      Map.ofEntries(
          plain("sku.tier", "sku_tier"),
          plain("properties.kubernetesversion", "kubernetes_version"),
          plain("properties.supportplan", "support_plan"),
          plain("properties.disablelocalaccounts", "local_account_disabled"),
          plain("properties.addonprofiles.azurepolicy.enabled", "azure_policy_enabled"),
          plain(
              "properties.addonprofiles.httpapplicationrouting.enabled",
              "http_application_routing_enabled"),
          plain("properties.addonprofiles.openservicemesh.enabled", "open_service_mesh_enabled"),
          plain("properties.oidcissuerprofile.enabled", "oidc_issuer_enabled"),
          plain("properties.securityprofile.workloadidentity.enabled", "workload_identity_enabled"),
          plain("properties.securityprofile.imagecleaner.enabled", "image_cleaner_enabled"),
          plain(
              "properties.securityprofile.imagecleaner.intervalhours",
              "image_cleaner_interval_hours"),
          plain("properties.autoupgradeprofile.upgradechannel", "automatic_upgrade_channel"),
          plain("properties.autoupgradeprofile.nodeosupgradechannel", "node_os_upgrade_channel"),
          plain(
              "properties.apiserveraccessprofile.enableprivateclusterpublicfqdn",
              "private_cluster_public_fqdn_enabled"),
          Map.entry(
              "properties.apiserveraccessprofile.disableruncommand",
              new Argument("", "run_command_enabled", true)),
          inBlock(
              "properties.apiserveraccessprofile.authorizedipranges",
              "api_server_access_profile",
              "authorized_ip_ranges"),
          inBlock(
              "properties.aadprofile.enableazurerbac",
              "azure_active_directory_role_based_access_control",
              "azure_rbac_enabled"),
          inBlock(
              "properties.aadprofile.admingroupobjectids",
              "azure_active_directory_role_based_access_control",
              "admin_group_object_ids"),
          inBlock(
              "properties.addonprofiles.azurekeyvaultsecretsprovider.config.enablesecretrotation",
              "key_vault_secrets_provider",
              "secret_rotation_enabled"));

  /** The same of azurerm_kubernetes_cluster_node_pool. */
  private static final Map<String, Argument> POOL =
      Map.ofEntries(
          plain("properties.enableencryptionathost", "host_encryption_enabled"),
          plain("properties.enablenodepublicip", "node_public_ip_enabled"),
          plain("properties.enablefips", "fips_enabled"),
          plain("properties.enableautoscaling", "auto_scaling_enabled"),
          plain("properties.mincount", "min_count"),
          plain("properties.maxcount", "max_count"),
          plain("properties.maxpods", "max_pods"),
          plain("properties.osdisktype", "os_disk_type"),
          plain("properties.orchestratorversion", "orchestrator_version"),
          inBlock("properties.upgradesettings.maxsurge", "upgrade_settings", "max_surge"));

  private KeptLines() {}

  private static Map.Entry<String, Argument> plain(String path, String name) {
    return Map.entry(path, new Argument("", name, false));
  }

  private static Map.Entry<String, Argument> inBlock(String path, String block, String name) {
    return Map.entry(path, new Argument(block, name, false));
  }

  /** The lines that keep what a fix has set; where none can be given, they say so. */
  public static KeptLine of(Owned owned) {
    String type = type(owned);
    Object value = owned.value();
    if (owned.isInList() || value == null) {
      String rest = (owned.isInList() ? "keep in its list: " : "leave out: ") + owned.text();
      return new KeptLine(AZAPI, rest, type, rest);
    }
    String bicep = nested(owned, Literal.BICEP);
    return azurerm(owned, value)
        .map(line -> new KeptLine(resource(owned), line, type, bicep))
        .orElseGet(
            () ->
                new KeptLine(AZAPI, "body = { " + nested(owned, Literal.HCL) + " }", type, bicep));
  }

  private static String resource(Owned owned) {
    return owned.isOfPool()
        ? "azurerm_kubernetes_cluster_node_pool, or its default_node_pool"
        : "azurerm_kubernetes_cluster";
  }

  private static Optional<String> azurerm(Owned owned, Object value) {
    String type = owned.resource().type().orElse("");
    Map<String, Argument> known =
        type.equals(Owned.CLUSTER) ? CLUSTER : owned.isOfPool() ? POOL : Map.of();
    return Optional.ofNullable(known.get(owned.key())).flatMap(argument -> line(argument, value));
  }

  private static Optional<String> line(Argument argument, Object value) {
    Object plain = value;
    if (argument.name().endsWith("_enabled") || argument.name().endsWith("_disabled")) {
      // Configurations of add-ons hold texts.
      String flag = String.valueOf(value).toLowerCase(Locale.ROOT);
      if (!flag.equals("true") && !flag.equals("false")) {
        return Optional.empty();
      }
      plain = flag.equals("true") != argument.isInverse();
    }
    String line = argument.name() + " = " + Literal.HCL.of(plain);
    return Optional.of(argument.block().isEmpty() ? line : argument.block() + " { " + line + " }");
  }

  /** The member inside the members that lead to it. */
  private static String nested(Owned owned, Literal literal) {
    String text = literal.of(owned.value());
    for (int i = owned.path().size() - 1; i >= 0; i--) {
      text = literal.member(owned.path().get(i), text);
      text = i > 0 ? "{ " + text + " }" : text;
    }
    return text;
  }

  /** {@code Microsoft.ContainerService/managedClusters}, as the id writes it. */
  private static String type(Owned owned) {
    String id = owned.resource().value();
    int at = id.toLowerCase(Locale.ROOT).lastIndexOf("/providers/");
    if (at < 0) {
      return "";
    }
    String[] parts = id.substring(at + "/providers/".length()).split("/");
    List<String> type = new ArrayList<>(List.of(parts[0]));
    for (int i = 1; i < parts.length; i += 2) {
      type.add(parts[i]);
    }
    return String.join("/", type);
  }
}
