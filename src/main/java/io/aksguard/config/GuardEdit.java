package io.aksguard.config;

import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.yaml.YamlFile;
import io.aksguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Changes the waivers in the text of a guard.yaml and leaves all other lines as they are. Whether
 * the lines mean what they should is read again afterwards; where they do not, as in a file of
 * unusual style, the file is written anew and its comments are lost.
 *
 * @param text the changed text
 * @param keptComments whether all other lines were left
 */
public record GuardEdit(String text, boolean keptComments) {
  private static final String WAIVERS = "waivers:";
  private static final Pattern BLANK = Pattern.compile("\\s*(#.*)?");

  /** A file that decides nothing. */
  public static final String EMPTY = "schema: " + GuardFile.SCHEMA + "\n";

  /**
   * @throws AuthorException when the text is no guard.yaml, or the waiver cannot be one of it
   */
  public static GuardEdit add(String text, Waiver waiver, Catalogue catalogue)
      throws AuthorException {
    GuardConfig before = GuardFile.read("guard.yaml", text, catalogue);
    List<Waiver> waivers = new ArrayList<>(before.waivers());
    waivers.add(waiver);
    return checked(text, added(text, waiver), before, waivers, catalogue);
  }

  /**
   * Without the waiver of that id; the text as it is where there is none.
   *
   * @throws AuthorException when the text is no guard.yaml
   */
  public static GuardEdit end(String text, String id, Catalogue catalogue) throws AuthorException {
    GuardConfig before = GuardFile.read("guard.yaml", text, catalogue);
    List<Waiver> waivers = new ArrayList<>(before.waivers());
    if (!waivers.removeIf(waiver -> waiver.id().equals(id))) {
      return new GuardEdit(text, true);
    }
    return checked(text, ended(text, id), before, waivers, catalogue);
  }

  private static GuardEdit checked(
      String text, String edited, GuardConfig before, List<Waiver> waivers, Catalogue catalogue)
      throws AuthorException {
    GuardConfig wanted = before.with(waivers);
    try {
      if (GuardFile.read("guard.yaml", edited, catalogue).equals(wanted)) {
        return new GuardEdit(edited, true);
      }
    } catch (AuthorException e) {
      // The lines were not what they seemed: below, the file is written anew.
    }
    String anew = anew(text, waivers);
    if (!GuardFile.read("guard.yaml", anew, catalogue).equals(wanted)) {
      throw new IllegalStateException("a guard.yaml written anew is another one");
    }
    return new GuardEdit(anew, false);
  }

  private static Optional<YamlNode> root(String text) {
    return YamlFile.parse("guard.yaml", text, new ArrayList<>());
  }

  private static String added(String text, Waiver waiver) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    List<YamlNode> items = items(text);
    int key = keyLine(lines);
    if (key < 0) {
      lines.add(WAIVERS);
      lines.addAll(item("  ", waiver));
    } else if (items.isEmpty()) {
      lines.set(key, WAIVERS);
      lines.addAll(key + 1, item("  ", waiver));
    } else {
      String dash = lines.get(items.get(0).line() - 1);
      String indent = dash.substring(0, dash.length() - dash.stripLeading().length());
      lines.addAll(endOfWaivers(lines, key), item(indent, waiver));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String ended(String text, String id) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    List<YamlNode> items = items(text);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).member("id").text().equals(id)) {
        int from = items.get(i).line() - 1;
        int to =
            i + 1 < items.size()
                ? withoutComments(lines, items.get(i + 1).line() - 1)
                : endOfWaivers(lines, keyLine(lines));
        int remarks = from;
        while (remarks > 0 && lines.get(remarks - 1).strip().startsWith("#")) {
          remarks--;
        }
        lines.subList(remarks, to).clear();
        if (items.size() == 1) {
          lines.set(keyLine(lines), WAIVERS + " []");
        }
        break;
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<YamlNode> items(String text) {
    return root(text)
        .map(node -> node.members().get("waivers"))
        .filter(YamlNode::isSequence)
        .map(YamlNode::items)
        .orElse(List.of());
  }

  private static int keyLine(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(WAIVERS)) {
        return i;
      }
    }
    return -1;
  }

  /** The line behind the last waiver: before the next key, or the end. */
  private static int endOfWaivers(List<String> lines, int key) {
    int end = key + 1;
    while (end < lines.size() && !lines.get(end).matches("[^\\s#-].*")) {
      end++;
    }
    return withoutComments(lines, end);
  }

  /** Comments and blank lines before a line belong to it. */
  private static int withoutComments(List<String> lines, int end) {
    int at = end;
    while (at > 0 && BLANK.matcher(lines.get(at - 1)).matches()) {
      at--;
    }
    return at;
  }

  private static List<String> item(String indent, Waiver waiver) {
    List<String> lines = new ArrayList<>();
    members(waiver)
        .forEach(
            (name, value) ->
                lines.add(
                    indent
                        + (lines.isEmpty() ? "- " : "  ")
                        + name
                        + ": "
                        + JsonWriter.text(value)));
    return lines;
  }

  private static Map<String, Object> members(Waiver waiver) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", waiver.id());
    members.put("control", waiver.control());
    members.put("resource", waiver.resource());
    members.put("subject", waiver.subject());
    members.put("owner", waiver.owner());
    members.put("reason", waiver.reason());
    members.put("expires", waiver.expires().toString());
    return members;
  }

  /** JSON is YAML. */
  private static String anew(String text, List<Waiver> waivers) {
    StringBuilder anew = new StringBuilder(EMPTY);
    root(text)
        .map(node -> node.members().get("parameters"))
        .ifPresent(
            parameters -> {
              anew.append("parameters:\n");
              parameters
                  .members()
                  .forEach(
                      (name, node) ->
                          anew.append("  ")
                              .append(JsonWriter.text(name))
                              .append(": ")
                              .append(JsonWriter.text(node.value()))
                              .append('\n'));
            });
    anew.append(waivers.isEmpty() ? "waivers: []\n" : "waivers:\n");
    for (Waiver waiver : waivers) {
      item("  ", waiver).forEach(line -> anew.append(line).append('\n'));
    }
    root(text)
        .map(node -> node.members().get("remediation"))
        .ifPresent(
            node ->
                anew.append("remediation: ").append(JsonWriter.text(node.value())).append('\n'));
    return anew.toString();
  }
}
