package io.aksguard.app;

import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.evidence.input.Inputs;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import io.aksguard.finding.WaiverReview;
import io.aksguard.report.ReportWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One audit of a fleet from files: clusters are judged in small batches on all processors. */
public final class AuditRun {
  /** Enough to keep the processors busy, few enough to keep memory flat. */
  private static final int BATCH = 64;

  private final Auditor auditor;
  private final Predicate<Finding> shown;
  private final WaiverReview waivers;
  private final IntConsumer progress;
  private final Map<Severity, Integer> open = new EnumMap<>(Severity.class);
  private final List<Evidence> batch = new ArrayList<>(BATCH);
  private Coverage coverage = Coverage.NONE;

  /**
   * @param shown which findings the report is to show
   * @param progress told the number of clusters judged so far
   */
  public AuditRun(
      Auditor auditor, Predicate<Finding> shown, WaiverReview waivers, IntConsumer progress) {
    this.auditor = auditor;
    this.shown = shown;
    this.waivers = waivers;
    this.progress = progress;
  }

  /**
   * Judges the inputs, writes the report and closes it, also where the audit ends half-way.
   *
   * @param more lines about the audit itself, asked for at its end
   */
  public void run(Inputs inputs, ReportWriter report, Supplier<List<InputLine>> more)
      throws IOException {
    try (report) {
      inputs.clusters(
          evidence -> {
            batch.add(evidence);
            if (batch.size() == BATCH) {
              judge(report);
            }
          });
      judge(report);
      List<InputLine> lines = new ArrayList<>(inputs.lines());
      lines.addAll(more.get());
      report.end(coverage, lines);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** How many failures nobody has waived, at this severity or above. */
  public int open(Severity threshold) {
    return open.entrySet().stream()
        .filter(entry -> entry.getKey().compareTo(threshold) >= 0)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  public Coverage coverage() {
    return coverage;
  }

  private void judge(ReportWriter report) {
    List<List<Finding>> all = batch.parallelStream().map(auditor::audit).toList();
    for (int i = 0; i < all.size(); i++) {
      List<Finding> findings = all.get(i);
      coverage = coverage.plus(findings);
      waivers.note(findings);
      for (Finding finding : findings) {
        if (finding.isOpen()) {
          open.merge(finding.severity(), 1, Integer::sum);
        }
      }
      try {
        report.cluster(batch.get(i).resource(), findings.stream().filter(shown).toList());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    batch.clear();
    progress.accept((int) coverage.clusters());
  }

  /** What {@code --include fail,unknown} shows. */
  public static Predicate<Finding> including(List<Status> statuses) {
    return finding -> statuses.contains(finding.status());
  }
}
