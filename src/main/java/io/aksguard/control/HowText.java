package io.aksguard.control;

import io.aksguard.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A remedy's steps for people, cut where CEL names something of the cluster: {@code az aks start
 * --ids <cluster.id>}. Other words in angle brackets, such as {@code <key id>}, are for the reader.
 */
record HowText(List<Part> parts) {
  private static final Pattern NAMED = Pattern.compile("<(([a-z][A-Za-z]*+)\\.[^<>]++)>");

  /**
   * A piece of it.
   *
   * @param expression CEL text; empty where {@code text} is meant as it stands
   */
  record Part(String text, String expression) {}

  /**
   * @param element the name in the control's {@code as}
   */
  static HowText parse(String how, String element) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = NAMED.matcher(how);
    int at = 0;
    while (matcher.find()) {
      String variable = matcher.group(2);
      if (variable.equals(element) || Evidence.SECTIONS.contains(variable)) {
        parts.add(new Part(how.substring(at, matcher.start()), ""));
        parts.add(new Part(matcher.group(), matcher.group(1)));
        at = matcher.end();
      }
    }
    parts.add(new Part(how.substring(at), ""));
    return new HowText(List.copyOf(parts));
  }
}
