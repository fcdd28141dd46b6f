package io.aksguard.report;

import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;

/**
 * One row a finding, as RFC 4180 has it. Cells that a spreadsheet would take for a formula get a
 * leading apostrophe (OWASP, CSV injection), which a library would leave to us as well; the quoting
 * that remains is too little to add commons-csv for.
 */
final class CsvReport implements ReportWriter {
  private static final List<String> HEADER =
      List.of(
          "control",
          "version",
          "practice",
          "severity",
          "resource",
          "subject",
          "status",
          "waiver",
          "message",
          "path",
          "value",
          "observedAt");

  private final Writer out;
  private boolean begun;

  CsvReport(OutputStream out) {
    this.out = Utf8.writer(out);
  }

  @Override
  public void cluster(String resource, List<Finding> findings) throws IOException {
    begin();
    for (Finding finding : findings) {
      row(
          List.of(
              finding.control(),
              finding.version(),
              finding.practice(),
              finding.severity().word(),
              finding.resource(),
              finding.subject(),
              finding.status().name(),
              finding.waiver() == null ? "" : finding.waiver().id(),
              finding.message(),
              finding.path(),
              JsonWriter.text(finding.value()),
              finding.observedAt() == null ? "" : finding.observedAt().toString()));
    }
  }

  @Override
  public void end(Coverage coverage, List<InputLine> inputs) throws IOException {
    begin();
    out.flush();
  }

  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      row(HEADER);
    }
  }

  private void row(List<String> cells) throws IOException {
    String separator = "";
    for (String cell : cells) {
      out.write(separator);
      out.write(quoted(harmless(cell)));
      separator = ",";
    }
    out.write("\r\n");
  }

  private static String harmless(String cell) {
    return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
