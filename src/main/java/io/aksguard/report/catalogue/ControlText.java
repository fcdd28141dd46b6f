package io.aksguard.report.catalogue;

import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.control.Definition;
import io.aksguard.control.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One control, told to a person at a terminal. */
public final class ControlText {
  private static final int WIDTH = 100;
  private static final String INDENT = "  ";

  private final Catalogue catalogue;
  private final Control control;
  private final Definition d;
  private final StringBuilder text = new StringBuilder();

  private ControlText(Catalogue catalogue, Control control) {
    this.catalogue = catalogue;
    this.control = control;
    this.d = control.definition();
  }

  /** All that the catalogue knows of the control. */
  public static String of(Catalogue catalogue, Control control) {
    return new ControlText(catalogue, control).all();
  }

  private String all() {
    text.append(d.id()).append(": ").append(d.title()).append('\n');
    line("severity " + d.severity().word());
    line("practice " + new Practices(catalogue).titled(d.practice()));
    line("version " + control.version());
    section("Why", List.of(d.why()));
    text.append("\nWhat is checked\n");
    line("evidence: " + String.join(", ", d.sections()));
    expression("applies where", d.applies());
    expression(d.forEach().isEmpty() ? "" : "judges each '" + d.as() + "' of", d.forEach());
    expression("for which", d.where());
    expression("named by", d.subject());
    expression("passes where", d.expect());
    expression("else says", d.message());
    section("Parameters", d.parameters().stream().map(this::parameter).toList());
    section("Tables", d.tables());
    section("Sources", d.sources().stream().map(s -> s.name() + ": " + s.ref()).toList());
    section("The same question in other tools", d.peers());
    section(
        "Frameworks",
        d.frameworks().entrySet().stream()
            .map(
                each ->
                    CataloguePages.title(catalogue, each.getKey())
                        + " ("
                        + each.getKey()
                        + "): "
                        + each.getValue().stream()
                            .sorted(NaturalOrder.COMPARATOR)
                            .collect(Collectors.joining(", ")))
            .toList());
    section("Remedy", remedy());
    return text.toString();
  }

  private List<String> remedy() {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(Wording.mode(d.remedy().mode()));
    paragraphs.add(Wording.impact(d.remedy().impact()));
    paragraphs.add(d.remedy().how());
    if (!d.remedy().steps().isEmpty()) {
      paragraphs.add("by calls of Azure's API; aks-guard plan shows them for a cluster");
      paragraphs.add("permissions: " + String.join(", ", d.remedy().permissions()));
    }
    return paragraphs;
  }

  private String parameter(String name) {
    Parameter parameter = catalogue.parameters().get(name);
    return parameter == null
        ? name
        : name
            + " ("
            + Wording.type(parameter)
            + ", default "
            + Wording.fallback(parameter)
            + "): "
            + parameter.description();
  }

  private void section(String title, List<String> paragraphs) {
    if (!paragraphs.isEmpty()) {
      text.append('\n').append(title).append('\n');
      String further = paragraphs.size() == 1 ? "" : INDENT;
      paragraphs.forEach(paragraph -> wrapped(paragraph, further));
    }
  }

  /** Expressions keep their lines: that is how their author reads them. */
  private void expression(String label, String expression) {
    if (!expression.isEmpty()) {
      line(label + ":");
      expression.lines().forEach(each -> line(INDENT + each));
    }
  }

  private void line(String content) {
    text.append(INDENT).append(content).append('\n');
  }

  /**
   * @param further stands before every line but the first
   */
  private void wrapped(String paragraph, String further) {
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.strip().split("\\s+")) {
      if (line.length() > 0 && INDENT.length() + line.length() + 1 + word.length() > WIDTH) {
        line(line.toString());
        line.setLength(0);
        line.append(further);
        line.append(word);
      } else {
        line.append(line.length() == 0 ? "" : " ").append(word);
      }
    }
    line(line.toString());
  }
}
