package io.aksguard.evidence.template;

import dev.cel.common.values.NullValue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds inside the template of a {@code Microsoft.Resources/deployments} resource. */
final class NestedDeployment {
  private static final Pattern SUBSCRIPTION =
      Pattern.compile("(?i)/subscriptions/([^/]+)(?:/resourceGroups/([^/]+))?/?");
  private static final Pattern MANAGEMENT_GROUP =
      Pattern.compile("(?i)(?:/providers/)?Microsoft\\.Management/managementGroups/([^/]+)");

  private NestedDeployment() {}

  /** With scope inner the template sees its own names only, with outer those around it. */
  static Context inside(
      JsonObject node, JsonObject properties, Identity identity, Context around, Tree quiet) {
    DeploymentScope target =
        target(node, around.frame(), around.target(), quiet).named(identity.name());
    if (!isInner(properties)) {
      return new Context(around.names(), target, around.loops(), around.doubt());
    }
    JsonObject template = properties.object("template").orElseThrow();
    TemplateScope names =
        new TemplateScope(
            template,
            Parameters.passed(properties.raw("parameters"), template, around.frame(), quiet),
            target,
            quiet);
    return new Context(names, target, Loops.NONE, around.doubt());
  }

  private static boolean isInner(JsonObject properties) {
    return properties
        .object("expressionEvaluationOptions")
        .flatMap(options -> options.string("scope"))
        .map(scope -> scope.toLowerCase(Locale.ROOT).equals("inner"))
        .orElse(false);
  }

  private static DeploymentScope target(
      JsonObject node, Frame frame, DeploymentScope around, Tree quiet) {
    DeploymentScope target = around;
    Object scope = member(node, "scope", frame, quiet);
    if (scope instanceof Gap) {
      target = target.inSubscription(scope).inGroup(scope);
    } else if (scope instanceof String text) {
      target = scoped(target, text);
    }
    Object subscription = member(node, "subscriptionId", frame, quiet);
    if (!(subscription instanceof NullValue)) {
      target = target.inSubscription(subscription);
    }
    Object group = member(node, "resourceGroup", frame, quiet);
    return group instanceof NullValue ? target : target.inGroup(group);
  }

  private static DeploymentScope scoped(DeploymentScope target, String scope) {
    Matcher subscription = SUBSCRIPTION.matcher(scope);
    if (subscription.matches()) {
      DeploymentScope inside = target.inSubscription(subscription.group(1));
      return subscription.group(2) == null ? inside : inside.inGroup(subscription.group(2));
    }
    Matcher group = MANAGEMENT_GROUP.matcher(scope);
    if (group.matches()) {
      return target.inManagementGroup(group.group(1));
    }
    if (scope.equals("/")) {
      return target.inTenant();
    }
    Gap unknown = new Gap("the deployment's scope '" + scope + "' is not understood");
    return target.inSubscription(unknown).inGroup(unknown);
  }

  private static Object member(JsonObject node, String key, Frame frame, Tree quiet) {
    Object raw = node.raw(key);
    return raw == null ? NullValue.NULL_VALUE : quiet.resolve(raw, frame, Place.NOWHERE);
  }
}
