package io.aksguard.report.catalogue;

import static io.aksguard.report.catalogue.Markdown.code;
import static io.aksguard.report.catalogue.Markdown.head;
import static io.aksguard.report.catalogue.Markdown.link;
import static io.aksguard.report.catalogue.Markdown.row;
import static io.aksguard.report.catalogue.Markdown.text;

import io.aksguard.control.Cases;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.control.Framework;
import io.aksguard.control.Parameter;
import io.aksguard.control.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalogue's pages in Markdown. The same catalogue and cases give the same bytes. */
public final class CataloguePages {
  private final Catalogue catalogue;
  private final List<Control> controls;
  private final Practices practices;

  /**
   * @param controls those of the catalogue that get pages
   */
  public CataloguePages(Catalogue catalogue, List<Control> controls) {
    this.catalogue = catalogue;
    this.controls = List.copyOf(controls);
    this.practices = new Practices(catalogue);
  }

  /** Each page's text by its path below the folder of documents, in the paths' order. */
  public Map<String, String> pages(Cases cases) {
    Map<String, String> pages = new TreeMap<>();
    for (Control control : controls) {
      pages.put(
          "controls/" + control.id() + ".md",
          new ControlPage(catalogue, practices, control, cases.of(control.id())).markdown());
    }
    pages.put("controls/README.md", index());
    pages.put("frameworks.md", frameworks());
    pages.put("parameters.md", parameters());
    pages.put("remedies.md", RemediesPage.markdown(controls));
    return pages;
  }

  /** A framework's title; of one that the catalogue does not have, its id. */
  static String title(Catalogue catalogue, String framework) {
    Framework known = catalogue.frameworks().get(framework);
    return known == null ? framework : known.title();
  }

  private String index() {
    Map<String, List<Control>> byPractice =
        controls.stream()
            .collect(
                Collectors.groupingBy(
                    control -> control.definition().practice(),
                    () -> new TreeMap<>(NaturalOrder.COMPARATOR),
                    Collectors.toList()));
    StringBuilder page = new StringBuilder(Markdown.GENERATED).append("# Controls\n\n");
    page.append(controls.size())
        .append(" controls of ")
        .append(byPractice.size())
        .append(" practices: ")
        .append(
            Stream.of(Severity.HIGH, Severity.MEDIUM, Severity.LOW)
                .map(severity -> count(severity) + " " + severity.word())
                .collect(Collectors.joining(", ")))
        .append(". See also the [frameworks](../frameworks.md) that they are mapped to and the ")
        .append(
            "[parameters](../parameters.md) that they ask, and their [remedies](../remedies.md).\n\n");
    byPractice.forEach(
        (practice, list) -> {
          page.append("## ").append(text("Practice " + practices.titled(practice)));
          page.append(" (").append(list.size()).append(")\n\n");
          page.append(head("control", "severity", "remedy", "title"));
          list.forEach(
              c ->
                  page.append(
                      row(
                          link(code(c.id()), c.id() + ".md"),
                          c.definition().severity().word(),
                          c.definition().remedy().mode(),
                          text(c.definition().title()))));
          page.append('\n');
        });
    return page.toString().stripTrailing() + "\n";
  }

  private long count(Severity severity) {
    return controls.stream().filter(c -> c.definition().severity() == severity).count();
  }

  private String frameworks() {
    StringBuilder page = new StringBuilder(Markdown.GENERATED).append("# Frameworks\n\n");
    page.append("A control says something about a requirement; it seldom says everything.\n\n");
    for (Framework framework : new TreeMap<>(catalogue.frameworks()).values()) {
      Map<String, List<String>> byNumber = new TreeMap<>(NaturalOrder.COMPARATOR);
      for (Control control : controls) {
        control
            .definition()
            .frameworks()
            .getOrDefault(framework.id(), List.of())
            .forEach(
                number ->
                    byNumber
                        .computeIfAbsent(number, key -> new ArrayList<>())
                        .add(link(code(control.id()), "controls/" + control.id() + ".md")));
      }
      page.append("## ").append(text(framework.title())).append("\n\n");
      page.append("Id ").append(code(framework.id())).append("; read from ");
      page.append(text(framework.source())).append(".\n\n");
      page.append(head("requirement", "controls"));
      byNumber.forEach((number, links) -> page.append(row(text(number), String.join(", ", links))));
      page.append('\n');
    }
    return page.toString().stripTrailing() + "\n";
  }

  private String parameters() {
    StringBuilder page = new StringBuilder(Markdown.GENERATED).append("# Parameters\n\n");
    page.append("Set them in guard.yaml below `parameters`, or one by one with `--param`.\n\n");
    page.append(head("name", "type", "default", "meaning", "used by"));
    for (Parameter parameter : new TreeMap<>(catalogue.parameters()).values()) {
      page.append(
          row(
              code(parameter.name()),
              Wording.type(parameter),
              code(Wording.fallback(parameter)),
              text(parameter.description()),
              controls.stream()
                  .filter(c -> c.definition().parameters().contains(parameter.name()))
                  .map(c -> link(code(c.id()), "controls/" + c.id() + ".md"))
                  .collect(Collectors.joining(", "))));
    }
    return page.toString();
  }
}
