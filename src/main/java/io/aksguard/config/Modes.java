package io.aksguard.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the customer lets AKS Guard do.
 *
 * @param otherwise where no rule holds
 * @param rules the first that holds decides
 */
public record Modes(Mode otherwise, List<ModeRule> rules) {
  /** Where the customer has decided nothing: people are asked. */
  public static final Modes DEFAULT = new Modes(Mode.APPROVE, List.of());

  /** Where what the customer has decided cannot be read: it may have been a ban. */
  static final Modes REPORTING = new Modes(Mode.REPORT, List.of());

  public Modes {
    rules = List.copyOf(rules);
  }

  /** Whether a fix of the control may be carried out in any cluster, approved or by itself. */
  public boolean mayMend(String control) {
    return otherwise.mends()
        || rules.stream()
            .filter(rule -> rule.controls().isEmpty() || rule.controls().contains(control))
            .anyMatch(rule -> rule.mode().mends());
  }

  /**
   * What holds for a control in a cluster.
   *
   * @param by which rule it is, a few words for people
   * @param isNamed whether the rule names the control itself
   */
  public record Choice(Mode mode, String by, boolean isNamed) {}

  /**
   * @param cluster its ARM id, or its name where the input has no id
   * @param tags of the cluster; empty where they could not be read
   */
  public Choice of(String control, String cluster, Optional<Map<String, String>> tags) {
    for (int i = 0; i < rules.size(); i++) {
      ModeRule rule = rules.get(i);
      Optional<Boolean> holds = rule.holds(control, cluster, tags);
      if (holds.isEmpty()) {
        String by = "rule %d of remediation in guard.yaml, whose tags could not be read";
        return new Choice(Mode.REPORT, by.formatted(i + 1), false);
      }
      if (holds.get()) {
        return new Choice(
            rule.mode(),
            "rule " + (i + 1) + " of remediation in guard.yaml",
            rule.controls().contains(control));
      }
    }
    String by =
        equals(DEFAULT)
            ? "the default: guard.yaml says nothing else"
            : "remediation.mode of guard.yaml, where no rule holds";
    return new Choice(otherwise, by, false);
  }
}
