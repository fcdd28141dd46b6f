package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Status;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Unread;
import io.aksguard.evidence.input.InputLine;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges clusters and gives the JSON report, with failures and unknowns as the CLI shows them. */
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

  /**
   * The report of these clusters, or empty where there is none of them; one that is not there
   * beside others that are stands among the report's inputs.
   */
  public Optional<String> clusters(Collection<ArmId> ids) {
    List<Evidence> found = new ArrayList<>();
    List<Unread> absent = new ArrayList<>();
    for (ArmId id : ids) {
      collector
          .cluster(id)
          .ifPresentOrElse(
              found::add, () -> absent.add(new Unread(id.value(), "there is no such cluster")));
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            report(
                run -> {
                  found.forEach(run::judge);
                  return absent;
                }));
  }

  /**
   * The report of all clusters; what could not be read stands among its inputs.
   *
   * @throws IllegalStateException when there is no cluster: such a report would read as if nothing
   *     were wrong
   */
  public String fleet() {
    return report(
        run -> {
          List<Unread> unread = collector.fleet(run::judge);
          if (run.coverage.clusters() == 0) {
            throw new IllegalStateException(
                "no cluster was found"
                    + unread.stream()
                        .map(each -> "; " + each.where() + ": " + each.reason())
                        .collect(Collectors.joining()));
          }
          return unread;
        });
  }

  private String report(Function<Run, List<Unread>> work) {
    Instant at = clock.instant();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ReportHead head = new ReportHead(at, catalogue, toolVersion, false);
    try (ReportWriter writer = Reports.of(Format.JSON, head, bytes)) {
      Run run = new Run(auditors.apply(at), writer);
      List<Unread> unread = work.apply(run);
      writer.end(run.coverage, unread.stream().map(Assessment::line).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static InputLine line(Unread unread) {
    return new InputLine(unread.where(), InputLine.Status.ERROR, unread.reason());
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
