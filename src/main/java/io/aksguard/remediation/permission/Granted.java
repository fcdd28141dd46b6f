package io.aksguard.remediation.permission;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one role gives: its actions without its {@code notActions}, which take nothing from what
 * another role gives. Both may hold wildcards; case does not count.
 */
public record Granted(List<String> actions, List<String> notActions) {
  public Granted {
    actions = List.copyOf(actions);
    notActions = List.copyOf(notActions);
  }

  public boolean allows(String action) {
    return isAmong(actions, action) && !isAmong(notActions, action);
  }

  private static boolean isAmong(List<String> patterns, String action) {
    return patterns.stream().anyMatch(each -> pattern(each).matcher(action).matches());
  }

  private static Pattern pattern(String action) {
    return Pattern.compile(
        Stream.of(action.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        Pattern.CASE_INSENSITIVE);
  }
}
