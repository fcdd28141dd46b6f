package io.aksguard.report.catalogue;

import static io.aksguard.report.catalogue.Markdown.block;
import static io.aksguard.report.catalogue.Markdown.code;
import static io.aksguard.report.catalogue.Markdown.head;
import static io.aksguard.report.catalogue.Markdown.row;
import static io.aksguard.report.catalogue.Markdown.text;

import io.aksguard.control.CaseFile;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.control.Definition;
import io.aksguard.control.Parameter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One control's page. */
final class ControlPage {
  private final Catalogue catalogue;
  private final Practices practices;
  private final Definition d;
  private final Examples examples;
  private final StringBuilder page = new StringBuilder(Markdown.GENERATED);

  ControlPage(Catalogue catalogue, Practices practices, Control control, List<CaseFile> cases) {
    this.catalogue = catalogue;
    this.practices = practices;
    this.d = control.definition();
    this.examples = new Examples(cases);
  }

  String markdown() {
    paragraph("# " + text(d.title()));
    page.append(head("id", "severity", "practice", "evidence"))
        .append(
            row(
                code(d.id()),
                d.severity().word(),
                text(practices.titled(d.practice())),
                d.sections().stream().map(Markdown::code).collect(Collectors.joining(", "))))
        .append('\n');
    section("Why");
    paragraph(text(d.why()));
    checked();
    missing();
    remedy();
    parameters();
    sources();
    peers();
    frameworks();
    examples.write(page);
    return page.toString().stripTrailing() + "\n";
  }

  private void checked() {
    section("What is checked");
    expression("The control applies where", d.applies());
    if (!d.forEach().isEmpty()) {
      expression("Judged is each " + code(d.as()) + " of", d.forEach());
      expression("of those, the ones for which", d.where());
      expression("named by", d.subject());
    }
    expression("It passes where", d.expect());
    page.append("Otherwise the finding says:\n\n").append(block("text", d.message())).append('\n');
    if (!d.tables().isEmpty()) {
      paragraph(
          "Dated facts come from "
              + d.tables().stream()
                  .map(table -> code("tables/" + table + ".yaml"))
                  .collect(Collectors.joining(", "))
              + ".");
    }
    if (d.sensitive()) {
      paragraph("The value is sensitive: findings show only its kind and length.");
    }
  }

  private void expression(String label, String expression) {
    if (!expression.isEmpty()) {
      page.append(label).append(":\n\n").append(block("cel", expression)).append('\n');
    }
  }

  private void missing() {
    section("Where something is missing");
    examples
        .missing()
        .forEach(
            (name, result) ->
                page.append("- ").append(name).append(": ").append(text(result)).append('\n'));
    page.append('\n');
  }

  private void remedy() {
    section("How to fix it");
    if (!d.remedy().how().isEmpty()) {
      paragraph(text(d.remedy().how()));
    }
    page.append("- Mode: ").append(text(Wording.mode(d.remedy().mode()))).append('\n');
    page.append("- Impact: ").append(text(Wording.impact(d.remedy().impact()))).append("\n\n");
    if (!d.remedy().steps().isEmpty()) {
      page.append(RemedyText.markdown(d.remedy()));
    }
  }

  private void parameters() {
    if (d.parameters().isEmpty()) {
      return;
    }
    section("Parameters");
    page.append(head("name", "type", "default", "meaning"));
    for (String name : d.parameters()) {
      Parameter parameter = catalogue.parameters().get(name);
      if (parameter != null) {
        page.append(
            row(
                code(name),
                Wording.type(parameter),
                code(Wording.fallback(parameter)),
                text(parameter.description())));
      }
    }
    page.append('\n');
  }

  private void sources() {
    section("Sources");
    d.sources()
        .forEach(
            source ->
                page.append("- ")
                    .append(
                        source.ref().startsWith("https://")
                            ? Markdown.link(text(source.name()), source.ref())
                            : text(source.name() + ", " + source.ref()))
                    .append('\n'));
    page.append('\n');
  }

  private void peers() {
    if (!d.peers().isEmpty()) {
      section("The same question in other tools");
      d.peers().forEach(peer -> page.append("- ").append(code(peer)).append('\n'));
      page.append('\n');
    }
  }

  private void frameworks() {
    if (!d.frameworks().isEmpty()) {
      section("Frameworks");
      page.append(head("framework", "requirements"));
      for (Map.Entry<String, List<String>> each : d.frameworks().entrySet()) {
        page.append(
            row(
                text(CataloguePages.title(catalogue, each.getKey())),
                each.getValue().stream()
                    .sorted(NaturalOrder.COMPARATOR)
                    .map(Markdown::text)
                    .collect(Collectors.joining(", "))));
      }
      page.append('\n');
    }
  }

  private void section(String title) {
    page.append("## ").append(title).append("\n\n");
  }

  private void paragraph(String markdown) {
    page.append(markdown).append("\n\n");
  }
}
