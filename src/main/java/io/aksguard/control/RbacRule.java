package io.aksguard.control;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rule of a Kubernetes Role, matched as the RBAC authorizer does. */
final class RbacRule {
  private RbacRule() {}

  /**
   * Whether the rule grants the verb on the resource. {@code resource} may name a subresource,
   * {@code pods/exec}; a rule's {@code *}{@code /exec} grants it on every resource.
   */
  static boolean allows(Object rule, String verb, String group, String resource) {
    if (!(rule instanceof Map<?, ?> members)) {
      throw Values.not("an RBAC rule", rule);
    }
    return has(members.get("verbs"), verb)
        && has(members.get("apiGroups"), group)
        && hasResource(members.get("resources"), resource);
  }

  private static boolean has(@Nullable Object list, String wanted) {
    return list instanceof List<?> items && (items.contains("*") || items.contains(wanted));
  }

  private static boolean hasResource(@Nullable Object list, String resource) {
    if (has(list, resource)) {
      return true;
    }
    int slash = resource.indexOf('/');
    return slash > 0
        && list instanceof List<?> items
        && items.contains("*" + resource.substring(slash));
  }
}
