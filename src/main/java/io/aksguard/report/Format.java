package io.aksguard.report;

/** The forms a report can be written in. */
public enum Format {
  /** For people at a terminal. */
  TABLE,
  /** Everything, for programs: {@code schemas/report.v1.json} is its contract. */
  JSON,
  /** SARIF 2.1.0, for code scanning. */
  SARIF,
  /** Surefire's test report, for pipelines. */
  JUNIT,
  /** For spreadsheets. */
  CSV
}
