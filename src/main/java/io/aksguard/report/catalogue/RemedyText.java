package io.aksguard.report.catalogue;

import static io.aksguard.report.catalogue.Markdown.block;
import static io.aksguard.report.catalogue.Markdown.text;

import io.aksguard.control.Need;
import io.aksguard.control.Remedy;
import io.aksguard.control.Step;

/** The calls of a remedy, as a control's page shows them. */
final class RemedyText {
  private RemedyText() {}

  static String markdown(Remedy remedy) {
    StringBuilder page = new StringBuilder("What AKS Guard would do:\n\n");
    if (!remedy.needs().isEmpty()) {
      page.append("Nothing is changed unless\n\n");
      for (Need need : remedy.needs()) {
        page.append(block("cel", need.that()));
        page.append("\nElse: ").append(text(need.or())).append(".\n\n");
      }
    }
    for (Step step : remedy.steps()) {
      page.append(block("text", step(step))).append('\n');
    }
    page.append("- Taken back: ").append(back(remedy)).append('\n');
    if (!remedy.entails().isEmpty()) {
      page.append("- Entails: ");
      page.append(String.join(", ", remedy.entails().stream().map(Markdown::code).toList()));
      page.append(" fails afterwards, and is mended by a fix of its own\n");
    }
    page.append("- Permissions: ");
    page.append(String.join(", ", remedy.permissions().stream().map(Markdown::code).toList()));
    return page.append("\n\n").toString();
  }

  private static String step(Step step) {
    StringBuilder lines = new StringBuilder();
    if (!step.when().isEmpty()) {
      lines.append("when: ").append(oneLine(step.when())).append('\n');
    }
    lines.append("resource: ").append(oneLine(step.resource())).append('\n');
    if (!step.call().isEmpty()) {
      lines.append("call: ").append(step.call()).append('\n');
    }
    step.set()
        .forEach(
            (path, value) ->
                lines
                    .append("set: ")
                    .append(path)
                    .append(" = ")
                    .append(oneLine(value))
                    .append('\n'));
    step.absent()
        .forEach(
            (path, value) ->
                lines
                    .append("absent: ")
                    .append(path)
                    .append(" = ")
                    .append(oneLine(value))
                    .append('\n'));
    step.remove().forEach(path -> lines.append("remove: ").append(path).append('\n'));
    return lines.toString();
  }

  private static String oneLine(String expression) {
    return expression.strip().replaceAll("\\s+", " ");
  }

  /** Whether it can be undone, and how. */
  static String back(Remedy remedy) {
    if (!remedy.isReversible()) {
      return "not possible";
    }
    boolean names = remedy.steps().stream().anyMatch(step -> !step.absent().isEmpty());
    return "each changed member gets its former value again, unless somebody has changed it since"
        + (names ? "; one that was not there gets what `absent` names, or is left out" : "");
  }
}
