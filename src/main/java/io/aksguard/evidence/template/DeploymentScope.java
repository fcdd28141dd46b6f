package io.aksguard.evidence.template;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonObject;
import java.util.Locale;

/**
 * Where a template is deployed to. Subscription, group and names are placeholders unless the
 * template says otherwise: invented, but the same everywhere, so that ids join.
 *
 * @param subscription its id, or a gap
 * @param group the resource group's name, or a gap
 * @param managementGroup the management group's name, or a gap
 * @param deployment the deployment's name, or a gap
 */
record DeploymentScope(
    Level level, Object subscription, Object group, Object managementGroup, Object deployment) {
  private static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";
  private static final String NAME = "template";

  enum Level {
    TENANT,
    MANAGEMENT_GROUP,
    SUBSCRIPTION,
    RESOURCE_GROUP
  }

  /** The scope of a template as its schema names it; a resource group when it names none. */
  static DeploymentScope of(JsonObject template) {
    return new DeploymentScope(level(template), SUBSCRIPTION, NAME, NAME, NAME);
  }

  private static Level level(JsonObject template) {
    String schema = template.string("$schema").orElse("").toLowerCase(Locale.ROOT);
    if (schema.contains("/subscriptiondeploymenttemplate")) {
      return Level.SUBSCRIPTION;
    }
    if (schema.contains("/managementgroupdeploymenttemplate")) {
      return Level.MANAGEMENT_GROUP;
    }
    return schema.contains("/tenantdeploymenttemplate") ? Level.TENANT : Level.RESOURCE_GROUP;
  }

  DeploymentScope named(Object deploymentName) {
    return new DeploymentScope(level, subscription, group, managementGroup, deploymentName);
  }

  DeploymentScope inSubscription(Object id) {
    return new DeploymentScope(Level.SUBSCRIPTION, id, group, managementGroup, deployment);
  }

  DeploymentScope inGroup(Object name) {
    return new DeploymentScope(
        Level.RESOURCE_GROUP, subscription, name, managementGroup, deployment);
  }

  DeploymentScope inManagementGroup(Object name) {
    return new DeploymentScope(Level.MANAGEMENT_GROUP, subscription, group, name, deployment);
  }

  DeploymentScope inTenant() {
    return new DeploymentScope(Level.TENANT, subscription, group, managementGroup, deployment);
  }

  /**
   * The id that resources' ids begin with; empty for the tenant.
   *
   * @throws GapException where a part of it is not known
   */
  String id() {
    return switch (level) {
      case TENANT -> "";
      case MANAGEMENT_GROUP ->
          "/providers/Microsoft.Management/managementGroups/" + sure(managementGroup);
      case SUBSCRIPTION -> subscriptionId();
      case RESOURCE_GROUP -> subscriptionId() + "/resourceGroups/" + sure(group);
    };
  }

  /**
   * The subscription's resource id.
   *
   * @throws GapException where it is not known
   */
  String subscriptionId() {
    return "/subscriptions/" + sure(subscription);
  }

  private static Object sure(Object value) {
    if (value instanceof Gap gap) {
      throw new GapException(gap);
    }
    return value;
  }
}
