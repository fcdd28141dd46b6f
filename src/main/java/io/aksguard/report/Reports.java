package io.aksguard.report;

import java.io.OutputStream;

/** Makes the writer of a format. */
public final class Reports {
  private Reports() {}

  /**
   * @param out gets UTF-8; it is flushed at the end and left open
   */
  public static ReportWriter of(Format format, ReportHead head, OutputStream out) {
    return switch (format) {
      case TABLE -> new TableReport(head, out);
      case JSON -> new JsonReport(head, out);
      case SARIF -> new SarifReport(head, out);
      case JUNIT -> new JunitReport(head, out);
      case CSV -> new CsvReport(out);
    };
  }
}
