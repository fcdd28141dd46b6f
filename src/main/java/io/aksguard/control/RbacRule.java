package io.aksguard.control;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a Kubernetes Role, matched as the RBAC authorizer does: names are compared with
 * regard to case, {@code *} stands for all, and a rule that names single objects ({@code
 * resourceNames}) grants nothing on the others.
 *
 * @see <a
 *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/v1/evaluation_helpers.go">the
 *     authorizer's own matching</a>
 */
final class RbacRule {
  /**
   * In place of an object's name: whether there is any object at all that the rule grants it on.
   */
  static final String SOME = "*";

  private RbacRule() {}

  /**
   * Whether the rule grants the verb on every object of the resource. {@code resource} may name a
   * subresource, {@code pods/exec}; a rule's {@code *}{@code /exec} grants it on every resource.
   */
  static boolean allows(Object rule, String verb, String group, String resource) {
    return allows(rule, verb, group, resource, "");
  }

  /**
   * Whether the rule grants the verb on the object of this name; on every object where the name is
   * empty, on at least one where it is {@link #SOME}.
   */
  static boolean allows(Object rule, String verb, String group, String resource, String name) {
    Map<?, ?> members = members(rule);
    return has(members.get("verbs"), verb)
        && has(members.get("apiGroups"), group)
        && hasResource(members.get("resources"), resource)
        && hasName(members.get("resourceNames"), verb, resource, name);
  }

  /** Whether the rule grants the verb on a path that is no resource, {@code /metrics}. */
  static boolean allowsUrl(Object rule, String verb, String url) {
    Map<?, ?> members = members(rule);
    return has(members.get("verbs"), verb)
        && members.get("nonResourceURLs") instanceof List<?> urls
        && urls.stream().anyMatch(each -> each instanceof String path && covers(path, url));
  }

  private static boolean covers(String path, String url) {
    return path.endsWith("*")
        ? url.startsWith(path.substring(0, path.length() - 1))
        : path.equals(url);
  }

  private static Map<?, ?> members(Object rule) {
    if (rule instanceof Map<?, ?> members) {
      return members;
    }
    throw Values.not("an RBAC rule", rule);
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

  /** What is to be created has no name yet, and a collection has none; a subresource has one. */
  private static boolean hasName(
      @Nullable Object names, String verb, String resource, String wanted) {
    if (!(names instanceof List<?> allowed) || allowed.isEmpty()) {
      return true;
    }
    boolean nameless =
        verb.equals("deletecollection") || (verb.equals("create") && resource.indexOf('/') < 0);
    return !nameless && !wanted.isEmpty() && (wanted.equals(SOME) || allowed.contains(wanted));
  }
}
