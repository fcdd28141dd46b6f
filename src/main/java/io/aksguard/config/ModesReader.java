package io.aksguard.config;

import io.aksguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads mode and rules of the member {@code remediation} of a guard.yaml. */
final class ModesReader {
  private final Predicate<String> isControl;

  ModesReader(Predicate<String> isControl) {
    this.isControl = isControl;
  }

  /** What the customer allows; nobody may go by it where a mistake was reported. */
  Modes read(YamlNode node, Map<String, YamlNode> members) {
    Mode otherwise = mode(node, members, false).orElse(Mode.APPROVE);
    List<ModeRule> rules = new ArrayList<>();
    if (members.containsKey("rules")) {
      members.get("rules").items().forEach(rule -> rules.add(rule(rule)));
    }
    return new Modes(otherwise, rules);
  }

  private ModeRule rule(YamlNode node) {
    Map<String, YamlNode> members = node.members(Set.of("controls", "resource", "tags", "mode"));
    List<String> controls = new ArrayList<>();
    YamlNode named = members.get("controls");
    if (named != null) {
      for (YamlNode control : named.items()) {
        if (!isControl.test(control.text())) {
          control.report("there is no control '" + control.text() + "'");
        }
        controls.add(control.text());
      }
      if (controls.isEmpty()) {
        named.report("'controls' is empty: leave it out to mean all");
      }
    }
    Selector clusters = SelectorReader.read(members);
    return new ModeRule(
        controls,
        clusters.resource(),
        clusters.tags(),
        mode(node, members, true).orElse(Mode.REPORT));
  }

  private Optional<Mode> mode(YamlNode node, Map<String, YamlNode> members, boolean isRequired) {
    YamlNode mode = members.get("mode");
    if (mode == null) {
      if (isRequired) {
        node.report("the rule lacks mode");
      }
      return Optional.empty();
    }
    Optional<Mode> read = Mode.of(mode.text());
    if (read.isEmpty()) {
      mode.report("mode is one of off, report, approve, auto");
    }
    return read;
  }
}
