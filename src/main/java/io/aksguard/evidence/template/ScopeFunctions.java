package io.aksguard.evidence.template;

import static java.util.Map.entry;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.util.Map;

/**
 * What a template may ask about where it is deployed. Ids and names are placeholders; what a
 * verdict could hang on (location, tenant, tags) is a gap.
 */
final class ScopeFunctions {
  private ScopeFunctions() {}

  static Map<String, Function> table() {
    return Map.ofEntries(
        entry("subscription", ScopeFunctions::subscription),
        entry("resourceGroup", ScopeFunctions::resourceGroup),
        entry("managementGroup", ScopeFunctions::managementGroup),
        entry("tenant", ScopeFunctions::tenant),
        entry("deployment", ScopeFunctions::deployment),
        entry("environment", args -> PublicCloud.environment()));
  }

  private static Object subscription(Arguments args) {
    DeploymentScope scope = scope(args);
    return new JsonObject.Builder(0)
        .put("id", scope.subscriptionId())
        .put("subscriptionId", scope.subscription())
        .put("tenantId", member(args, "tenantId"))
        .put("displayName", member(args, "displayName"))
        .build();
  }

  private static Object resourceGroup(Arguments args) {
    DeploymentScope scope = scope(args);
    if (scope.level() != DeploymentScope.Level.RESOURCE_GROUP) {
      throw args.fault("the template is not deployed to a resource group");
    }
    return new JsonObject.Builder(0)
        .put("id", scope.id())
        .put("name", scope.group())
        .put("type", "Microsoft.Resources/resourceGroups")
        .put("location", member(args, "location"))
        .put("tags", member(args, "tags"))
        .put("managedBy", member(args, "managedBy"))
        .put("properties", member(args, "properties"))
        .build();
  }

  private static Object managementGroup(Arguments args) {
    DeploymentScope scope = scope(args);
    return new JsonObject.Builder(0)
        .put("id", scope.inManagementGroup(scope.managementGroup()).id())
        .put("name", scope.managementGroup())
        .put("type", "Microsoft.Management/managementGroups")
        .put("properties", member(args, "properties"))
        .build();
  }

  private static Object tenant(Arguments args) {
    return new JsonObject.Builder(0)
        .put("tenantId", member(args, "tenantId"))
        .put("displayName", member(args, "displayName"))
        .put("country", member(args, "country"))
        .put("countryCode", member(args, "countryCode"))
        .build();
  }

  private static Object deployment(Arguments args) {
    return new JsonObject.Builder(0)
        .put("name", scope(args).deployment())
        .put("location", member(args, "location"))
        .put("properties", member(args, "properties"))
        .build();
  }

  private static DeploymentScope scope(Arguments args) {
    return args.frame().names().deployment();
  }

  /** Shows the member asked for, which the expression may hide behind a variable. */
  private static Gap member(Arguments args, String member) {
    return new Gap("[" + args.name() + "()." + member + "] is known only to a deployment");
  }
}
