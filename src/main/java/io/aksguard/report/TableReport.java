package io.aksguard.report;

import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report for people: clusters as they come, what needs action first, then a summary. It counts
 * the findings it was given to show.
 */
final class TableReport implements ReportWriter {
  private final Writer out;
  private final Ink ink;
  private final Map<Severity, Long> open = new EnumMap<>(Severity.class);
  private long waived;
  private long unknown;

  TableReport(ReportHead head, OutputStream out) {
    this.out = Utf8.writer(out);
    this.ink = new Ink(head.colour());
  }

  @Override
  public void cluster(String resource, List<Finding> findings) throws IOException {
    findings.forEach(this::count);
    out.write(ClusterTable.of(ink, resource, findings));
    out.flush();
  }

  private void count(Finding finding) {
    if (finding.isOpen()) {
      open.merge(finding.severity(), 1L, Long::sum);
    } else if (finding.waiver() != null) {
      waived++;
    } else if (finding.status() == Status.UNKNOWN) {
      unknown++;
    }
  }

  @Override
  public void end(Coverage coverage, List<InputLine> inputs) throws IOException {
    out.write(ink.bold("Summary") + "\n");
    line("clusters", Long.toString(coverage.clusters()));
    line("open", openFailures());
    line("waived", Long.toString(waived));
    line("unknown", unknown == 0 ? "0" : ink.of(Status.UNKNOWN, Long.toString(unknown)));
    line(
        "coverage",
        String.format(
            Locale.ROOT,
            "%d/%d pairs = %.2f %%",
            coverage.covered(),
            coverage.pairs(),
            coverage.percent()));
    List<String> notes = InputNotes.of(inputs);
    if (!notes.isEmpty()) {
      out.write("\n" + ink.bold("Inputs not read in full") + "\n");
      for (String note : notes) {
        out.write("  " + note + "\n");
      }
    }
    out.flush();
  }

  private String openFailures() {
    long all = open.values().stream().mapToLong(Long::longValue).sum();
    if (all == 0) {
      return "0";
    }
    StringBuilder text = new StringBuilder().append(all).append("  (");
    String separator = "";
    for (Severity severity : List.of(Severity.HIGH, Severity.MEDIUM, Severity.LOW)) {
      long count = open.getOrDefault(severity, 0L);
      String words = count + " " + severity.word();
      text.append(separator).append(count == 0 ? words : ink.of(severity, words));
      separator = ", ";
    }
    return text.append(')').toString();
  }

  private void line(String name, String value) throws IOException {
    out.write(String.format(Locale.ROOT, "  %-8s  %s\n", name, value));
  }
}
