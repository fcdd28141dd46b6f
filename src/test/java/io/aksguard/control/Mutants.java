package io.aksguard.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ways to break a control: {@code expect} negated, each conjunct dropped, {@code applies} and
 * {@code where} dropped, each {@code all} and {@code exists} swapped.
 */
final class Mutants {
  private Mutants() {}

  /** Description to broken definition; a description names the member and what was done to it. */
  static Map<String, Definition> of(Definition d) {
    Map<String, Definition> mutants = new LinkedHashMap<>();
    mutants.put("expect negated", with(d, "expect", "!(" + d.expect() + ")"));
    if (!d.applies().isEmpty()) {
      mutants.put("applies dropped", with(d, "applies", ""));
    }
    if (!d.where().isEmpty()) {
      mutants.put("where dropped", with(d, "where", ""));
    }
    Map.of("expect", d.expect(), "applies", d.applies(), "where", d.where(), "forEach", d.forEach())
        .forEach(
            (member, text) -> {
              new Text(text)
                  .conjunctsDropped()
                  .forEach(
                      (what, broken) ->
                          mutants.put(member + " without " + what, with(d, member, broken)));
              swaps(text)
                  .forEach(
                      (what, broken) ->
                          mutants.put(member + " with " + what, with(d, member, broken)));
            });
    return mutants;
  }

  private static Map<String, String> swaps(String text) {
    Map<String, String> swaps = new LinkedHashMap<>();
    for (String[] pair : new String[][] {{".all(", ".exists("}, {".exists(", ".all("}}) {
      int count = 0;
      for (int at = text.indexOf(pair[0]); at >= 0; at = text.indexOf(pair[0], at + 1)) {
        String broken = text.substring(0, at) + pair[1] + text.substring(at + pair[0].length());
        swaps.put(pair[1].substring(1) + ") for " + pair[0].substring(1) + ") " + ++count, broken);
      }
    }
    return swaps;
  }

  private static Definition with(Definition d, String member, String text) {
    return new Definition(
        d.id(),
        d.title(),
        d.practice(),
        d.severity(),
        d.why(),
        d.sources(),
        d.peers(),
        d.frameworks(),
        d.sections(),
        member.equals("applies") ? text : d.applies(),
        member.equals("forEach") ? text : d.forEach(),
        d.as(),
        member.equals("where") ? text : d.where(),
        d.subject(),
        member.equals("expect") ? text : d.expect(),
        d.seen(),
        d.message(),
        d.sensitive(),
        d.remedy());
  }

  /** An expression's text, cut at its operators; texts in quotes are passed over. */
  private static final class Text {
    private final String text;
    private final boolean[] quoted;
    private final Map<String, String> dropped = new LinkedHashMap<>();

    private Text(String text) {
      this.text = text;
      this.quoted = new boolean[text.length()];
      char quote = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (quote != 0) {
          quoted[i] = true;
          if (c == '\\') {
            quoted[Math.min(++i, text.length() - 1)] = true;
          } else if (c == quote) {
            quote = 0;
          }
        } else if (c == '\'' || c == '"') {
          quote = c;
          quoted[i] = true;
        }
      }
    }

    private Map<String, String> conjunctsDropped() {
      region(0, text.length());
      return dropped;
    }

    /** Looks at what lies between two brackets, and into the brackets in it. */
    private void region(int from, int to) {
      List<int[]> conjuncts = new ArrayList<>();
      int start = from;
      int i = from;
      while (i < to) {
        char c = quoted[i] ? 'x' : text.charAt(i);
        if (c == '(' || c == '[' || c == '{') {
          int end = close(i);
          region(i + 1, end);
          i = end;
        } else if (at(i, "&&")) {
          conjuncts.add(new int[] {start, i});
          start = i + 2;
          i++;
        } else if (at(i, "||") || c == ',' || c == ':' || isTernary(i, c)) {
          conjuncts.add(new int[] {start, i});
          drop(conjuncts);
          conjuncts.clear();
          start = i + (at(i, "||") ? 2 : 1);
        }
        i++;
      }
      conjuncts.add(new int[] {start, to});
      drop(conjuncts);
    }

    private boolean at(int i, String operator) {
      return !quoted[i] && text.startsWith(operator, i);
    }

    private boolean isTernary(int i, char c) {
      return c == '?' && i > 0 && text.charAt(i - 1) != '.' && text.charAt(i - 1) != '[';
    }

    private int close(int open) {
      int depth = 0;
      for (int i = open; i < text.length(); i++) {
        char c = quoted[i] ? 'x' : text.charAt(i);
        depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
        if (depth == 0) {
          return i;
        }
      }
      throw new IllegalArgumentException("a bracket is not closed: " + text);
    }

    private void drop(List<int[]> conjuncts) {
      for (int i = 0; conjuncts.size() > 1 && i < conjuncts.size(); i++) {
        int[] cut = conjuncts.get(i);
        String before = text.substring(0, cut[0]);
        String after = text.substring(cut[1]);
        String broken =
            i == 0 ? before + " " + after.substring(2) : before.substring(0, cut[0] - 2) + after;
        dropped.put(
            "'" + text.substring(cut[0], cut[1]).strip().replaceAll("\\s+", " ") + "'", broken);
      }
    }
  }
}
