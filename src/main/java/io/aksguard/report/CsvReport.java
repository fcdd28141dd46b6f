package io.aksguard.report;

import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One row a finding. */
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

  private final Csv out;
  private boolean begun;

  CsvReport(OutputStream out) {
    this.out = new Csv(out);
  }

  @Override
  public void cluster(String resource, List<Finding> findings) throws IOException {
    begin();
    for (Finding finding : findings) {
      out.row(
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
      out.row(HEADER);
    }
  }
}
