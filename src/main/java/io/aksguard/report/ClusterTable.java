package io.aksguard.report;

import io.aksguard.control.Status;
import io.aksguard.finding.Finding;
import java.util.List;
import java.util.function.Function;

/** The lines about one cluster, in columns as wide as they need. */
final class ClusterTable {
  private static final int STATUS = "UNKNOWN".length();
  private static final int SEVERITY = "medium".length();

  private final Ink ink;
  private final StringBuilder text = new StringBuilder();

  private ClusterTable(Ink ink) {
    this.ink = ink;
  }

  static String of(Ink ink, String resource, List<Finding> findings) {
    ClusterTable table = new ClusterTable(ink);
    table.heading(resource, findings.isEmpty());
    table.rows(Row.unwaived(findings));
    List<Row> waived = Row.waived(findings);
    if (!waived.isEmpty()) {
      table.text.append("  ").append(ink.dim("waived")).append('\n');
      table.rows(waived);
    }
    return table.text.append('\n').toString();
  }

  private void heading(String resource, boolean quiet) {
    String whole = Text.line(resource);
    String name = Text.line(Text.name(resource));
    text.append(ink.bold(name)).append(quiet ? "  nothing to report" : "");
    if (!name.equals(whole)) {
      text.append("  ").append(ink.dim(whole));
    }
    text.append('\n');
  }

  private void rows(List<Row> rows) {
    int control = widest(rows, Row::control);
    int subject = widest(rows, Row::subject);
    for (Row row : rows) {
      begin(row);
      if (row.folded()) {
        line(row.control() + ": " + row.message());
      } else {
        line(columns(row, control, subject) + row.message());
      }
    }
  }

  private void begin(Row row) {
    String status = row.status() == Status.NOT_APPLICABLE ? "n/a" : row.status().name();
    text.append("  ").append(ink.of(row.status(), status)).append(space(status, STATUS));
    String severity = row.severity().word();
    text.append(ink.of(row.severity(), severity)).append(space(severity, SEVERITY));
  }

  private static String columns(Row row, int control, int subject) {
    return row.control()
        + space(row.control(), control)
        + (subject == 0 ? "" : row.subject() + space(row.subject(), subject));
  }

  private void line(String rest) {
    text.append(rest.stripTrailing()).append('\n');
  }

  private static int widest(List<Row> rows, Function<Row, String> column) {
    return rows.stream()
        .filter(row -> !row.folded())
        .map(column)
        .mapToInt(ClusterTable::width)
        .max()
        .orElse(0);
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** What fills a column of this width, and the gap to the next. */
  private static String space(String text, int width) {
    return " ".repeat(Math.max(0, width - width(text)) + 2);
  }
}
