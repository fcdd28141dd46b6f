package io.aksguard.report.catalogue;

import static io.aksguard.report.catalogue.Markdown.head;
import static io.aksguard.report.catalogue.Markdown.link;
import static io.aksguard.report.catalogue.Markdown.row;
import static io.aksguard.report.catalogue.Markdown.text;

import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.control.Practice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The practices that controls belong to. */
public final class Practices {
  /** In the README, what stands between these lines is generated. */
  private static final String BEGIN =
      "<!-- practices: generated, src/docs/testing.md says how -->\n";

  private static final String END = "<!-- /practices -->";

  private final Catalogue catalogue;

  public Practices(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** {@code 1.1 Network policies}; of a practice that somebody made, its number alone. */
  String titled(String number) {
    Practice known = catalogue.practices().get(number);
    return known == null ? number : number + " " + known.seed();
  }

  /**
   * The README with its table of practices as the catalogue has them now.
   *
   * @throws IllegalArgumentException where the README has no place for the table
   */
  public String readme(String current) {
    int from = current.indexOf(BEGIN);
    int to = current.indexOf(END);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "the README has no lines " + BEGIN.strip() + " and " + END);
    }
    return current.substring(0, from) + BEGIN + table() + current.substring(to);
  }

  private String table() {
    Map<String, Practice> inOrder = new TreeMap<>(NaturalOrder.COMPARATOR);
    inOrder.putAll(catalogue.practices());
    StringBuilder table =
        new StringBuilder(head("#", "seed practice", "today's reading", "controls"));
    for (Practice practice : inOrder.values()) {
      List<Control> controls =
          catalogue.controls().stream()
              .filter(c -> c.definition().practice().equals(practice.id()))
              .toList();
      String seed = text(practice.seed());
      table.append(
          row(
              practice.id(),
              practice.retired() ? "~~" + seed + "~~" : seed,
              text(practice.today()),
              controls.isEmpty()
                  ? "later"
                  : link(String.valueOf(controls.size()), "src/docs/controls/README.md")));
    }
    return table.toString();
  }
}
