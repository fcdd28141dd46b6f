package io.aksguard.control;

import io.aksguard.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the member {@code remedy} of a control.yaml. */
final class RemedyReader {
  /** Such as {@code Microsoft.ContainerService/managedClusters/agentPools/write}. */
  private static final Pattern ACTION = Pattern.compile("[A-Za-z.]+(?:/[A-Za-z]+)+");

  private static final Pattern CALL = Pattern.compile("[a-z][A-Za-z]*");

  private RemedyReader() {}

  static Remedy read(YamlNode node) {
    Map<String, YamlNode> members =
        node.members(
            Set.of(
                "mode",
                "impact",
                "also",
                "how",
                "needs",
                "steps",
                "permissions",
                "undo",
                "entails"));
    Remedy remedy =
        new Remedy(
            word(node, members, "mode", Remedy.MODES),
            word(node, members, "impact", Remedy.IMPACTS),
            items(members, "also").stream().map(RemedyReader::impact).toList(),
            text(members, "how"),
            items(members, "needs").stream().map(RemedyReader::need).toList(),
            items(members, "steps").stream().map(RemedyReader::step).toList(),
            items(members, "permissions").stream().map(RemedyReader::permission).toList(),
            hasUndo(members),
            items(members, "entails").stream().map(YamlNode::text).toList());
    check(node, remedy);
    return remedy;
  }

  /** What must not be said together. */
  private static void check(YamlNode node, Remedy remedy) {
    boolean hasSteps = !remedy.steps().isEmpty();
    if (hasSteps && remedy.mode().equals("manual")) {
      node.report("a remedy with steps is automatic or approval: nobody does them by hand");
    }
    if (hasSteps && remedy.permissions().isEmpty()) {
      node.report("steps need permissions: name the Azure actions");
    }
    if (!hasSteps
        && !(remedy.permissions().isEmpty()
            && remedy.needs().isEmpty()
            && remedy.entails().isEmpty())) {
      node.report("'needs', 'permissions' and 'entails' are about steps, and there are none");
    }
    if (hasSteps && remedy.mode().equals("automatic") && !remedy.mayBeAutomatic()) {
      node.report("what is " + remedy.impact() + " is never automatic: mode is approval");
    }
  }

  private static String impact(YamlNode node) {
    if (!Remedy.IMPACTS.contains(node.text())) {
      node.report("'also' holds " + String.join(", ", Remedy.IMPACTS.stream().sorted().toList()));
    }
    return node.text();
  }

  private static boolean hasUndo(Map<String, YamlNode> members) {
    YamlNode undo = members.get("undo");
    if (undo != null && !undo.text().equals("none")) {
      undo.report("'undo' is none; leave it out where the former values, written back, undo it");
    }
    return undo == null;
  }

  private static Need need(YamlNode node) {
    Map<String, YamlNode> members = node.members(Set.of("that", "or"));
    if (!members.containsKey("that") || !members.containsKey("or")) {
      node.report("a need has 'that' and 'or'");
    }
    return new Need(text(members, "that"), text(members, "or"));
  }

  private static Step step(YamlNode node) {
    Map<String, YamlNode> members =
        node.members(Set.of("when", "resource", "set", "absent", "remove", "call"));
    if (!members.containsKey("resource")) {
      node.report("'resource' is missing");
    }
    Map<String, String> set = expressions(members.get("set"));
    Map<String, String> absent = expressions(members.get("absent"));
    for (String path : set.keySet()) {
      if (path.endsWith("]")) {
        at(members, "set").report("name a member of the element behind " + path);
      }
    }
    for (String path : absent.keySet()) {
      if (!set.containsKey(path)) {
        at(members, "absent").report("'set' does not name " + path);
      }
    }
    List<String> remove =
        items(members, "remove").stream().map(item -> path(item.text(), item)).toList();
    String call = text(members, "call");
    if (call.isEmpty() == (set.isEmpty() && remove.isEmpty())) {
      node.report("a step has either 'call', or 'set' or 'remove'");
    }
    YamlNode named = members.get("call");
    if (named != null && !CALL.matcher(call).matches()) {
      named.report("'call' is the name of an action such as upgradeNodeImageVersion");
    }
    return new Step(text(members, "when"), text(members, "resource"), set, absent, remove, call);
  }

  private static Map<String, String> expressions(@Nullable YamlNode byPath) {
    Map<String, String> expressions = new LinkedHashMap<>();
    if (byPath != null) {
      byPath
          .members()
          .forEach((path, value) -> expressions.put(path(path, value), value.text().strip()));
    }
    return expressions;
  }

  private static String path(String path, YamlNode at) {
    try {
      PathText.parse(path);
      return path;
    } catch (IllegalArgumentException e) {
      at.report(String.valueOf(e.getMessage()));
      return "unreadable";
    }
  }

  private static String permission(YamlNode node) {
    if (!ACTION.matcher(node.text()).matches()) {
      node.report("a permission is an Azure action such as Microsoft.KeyVault/vaults/write");
    }
    return node.text();
  }

  private static YamlNode at(Map<String, YamlNode> members, String key) {
    return Objects.requireNonNull(members.get(key));
  }

  private static List<YamlNode> items(Map<String, YamlNode> members, String key) {
    YamlNode node = members.get(key);
    return node == null ? List.of() : node.items();
  }

  private static String text(Map<String, YamlNode> members, String key) {
    YamlNode node = members.get(key);
    return node == null ? "" : node.text().strip();
  }

  private static String word(
      YamlNode node, Map<String, YamlNode> members, String key, Set<String> words) {
    YamlNode word = members.get(key);
    if (word == null) {
      node.report("'" + key + "' is missing");
      return "";
    }
    if (!words.contains(word.text())) {
      word.report(key + " is one of " + String.join(", ", words.stream().sorted().toList()));
    }
    return word.text();
  }
}
