package io.aksguard.cli;

import picocli.CommandLine.Option;

/** The ways to tell what is recorded. */
final class HistoryForm {
  private enum Form {
    TABLE,
    JSON
  }

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}; JSON has all of it; default: ${DEFAULT-VALUE}")
  private Form form;

  boolean isJson() {
    return form == Form.JSON;
  }
}
