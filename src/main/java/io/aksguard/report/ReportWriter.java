package io.aksguard.report;

import io.aksguard.evidence.input.InputLine;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Writes one report. Called for each cluster in the order of the inputs, then once for the end.
 * Memory must not grow with the number of clusters. Closing releases what an unfinished report
 * holds, such as a temporary file; it neither completes the report nor closes what it is written
 * to.
 */
public interface ReportWriter extends Closeable {
  /**
   * @param resource the cluster's ARM id or name
   * @param findings those to be shown, in the order of the catalogue; may be empty
   */
  void cluster(String resource, List<Finding> findings) throws IOException;

  /** Completes the report. */
  void end(Coverage coverage, List<InputLine> inputs) throws IOException;

  @Override
  default void close() throws IOException {}
}
