package io.aksguard.report;

import io.aksguard.evidence.input.InputLine;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import java.io.IOException;
import java.util.List;

/**
 * Writes one report. Called for each cluster in the order of the inputs, then once for the end.
 * Memory must not grow with the number of clusters.
 */
public interface ReportWriter {
  /**
   * @param resource the cluster's ARM id or name
   * @param findings those to be shown, in the order of the catalogue; may be empty
   */
  void cluster(String resource, List<Finding> findings) throws IOException;

  /** Completes the report. */
  void end(Coverage coverage, List<InputLine> inputs) throws IOException;
}
