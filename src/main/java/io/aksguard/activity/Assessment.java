package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Status;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Evidence;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import io.aksguard.report.Format;
import io.aksguard.report.ReportHead;
import io.aksguard.report.ReportWriter;
import io.aksguard.report.Reports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Judges clusters and gives the JSON report. */
public final class Assessment {
  private final Catalogue catalogue;
  private final Function<Instant, Auditor> auditors;
  private final Collector collector;
  private final Clock clock;
  private final String toolVersion;

  /**
   * @param auditors the engine for an instant
   */
  public Assessment(
      Catalogue catalogue,
      Function<Instant, Auditor> auditors,
      Collector collector,
      Clock clock,
      String toolVersion) {
    this.catalogue = catalogue;
    this.auditors = auditors;
    this.collector = collector;
    this.clock = clock;
    this.toolVersion = toolVersion;
  }

  /** The report of these clusters; of one that is not there nothing is said. */
  public Optional<String> clusters(Collection<ArmId> ids) {
    List<Evidence> found = ids.stream().flatMap(id -> collector.cluster(id).stream()).toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(report(run -> found.forEach(run::judge)));
  }

  /** The report of all clusters. */
  public String fleet() {
    return report(run -> collector.fleet(run::judge));
  }

  private String report(Consumer<Run> work) {
    Instant at = clock.instant();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ReportHead head = new ReportHead(at, catalogue, toolVersion, false);
    try (ReportWriter writer = Reports.of(Format.JSON, head, bytes)) {
      Run run = new Run(auditors.apply(at), writer);
      work.accept(run);
      run.writer.end(run.coverage, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static final class Run {
    private final Auditor auditor;
    private final ReportWriter writer;
    private Coverage coverage = Coverage.NONE;

    private Run(Auditor auditor, ReportWriter writer) {
      this.auditor = auditor;
      this.writer = writer;
    }

    private void judge(Evidence evidence) {
      List<Finding> findings = auditor.audit(evidence);
      coverage = coverage.plus(findings);
      try {
        writer.cluster(evidence.resource(), findings.stream().filter(Run::isShown).toList());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static boolean isShown(Finding finding) {
      return finding.status() == Status.FAIL || finding.status() == Status.UNKNOWN;
    }
  }
}
