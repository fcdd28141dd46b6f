package io.aksguard.lab.tenant;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Actions at a scope and below, as the assignment of a role gives them.
 *
 * @param scope a resource, a group, a subscription or a management group; empty for the tenant
 * @param actions with wildcards, as role definitions have them; case does not count
 */
record Grant(String scope, List<String> actions, List<Pattern> patterns) {
  static Grant of(String scope, List<String> actions) {
    return new Grant(
        scope.equals("/") ? "" : scope,
        List.copyOf(actions),
        actions.stream().map(Grant::pattern).toList());
  }

  private static Pattern pattern(String action) {
    return Pattern.compile(
        Stream.of(action.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        Pattern.CASE_INSENSITIVE);
  }

  boolean allows(String action) {
    return patterns.stream().anyMatch(each -> each.matcher(action).matches());
  }

  boolean isAtOrAbove(String id) {
    return scope.isEmpty() || isUnder(id, scope);
  }

  boolean isBelow(String id) {
    return isUnder(scope, id);
  }

  private static boolean isUnder(String id, String top) {
    String key = Target.key(id);
    String above = Target.key(top);
    return key.equals(above) || key.startsWith(above + "/");
  }
}
