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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One audit of a fleet from files: while one thread reads and writes, all processors judge.
 * Findings are reported in the order in which clusters were read.
 */
public final class AuditRun {
  /** Clusters under way: enough to keep the processors busy, few enough to keep memory flat. */
  private static final int MOST_UNDER_WAY = 64;

  private final Auditor auditor;
  private final Predicate<Finding> shown;
  private final WaiverReview waivers;
  private final IntConsumer progress;
  private final BiConsumer<Evidence, List<Finding>> judged;
  private final boolean keepsAll;
  private final Map<Severity, Integer> open = new EnumMap<>(Severity.class);
  private final Deque<Judging> underWay = new ArrayDeque<>();
  private Coverage coverage = Coverage.NONE;

  /**
   * @param shown which findings the report is to show
   * @param progress told the number of clusters judged so far
   */
  public AuditRun(
      Auditor auditor, Predicate<Finding> shown, WaiverReview waivers, IntConsumer progress) {
    this(auditor, shown, waivers, progress, (evidence, findings) -> {}, false);
  }

  /**
   * @param shown which findings the report is to show
   * @param progress told the number of clusters judged so far
   * @param judged told all findings of each cluster, one after the other
   */
  public AuditRun(
      Auditor auditor,
      Predicate<Finding> shown,
      WaiverReview waivers,
      IntConsumer progress,
      BiConsumer<Evidence, List<Finding>> judged) {
    this(auditor, shown, waivers, progress, judged, true);
  }

  private AuditRun(
      Auditor auditor,
      Predicate<Finding> shown,
      WaiverReview waivers,
      IntConsumer progress,
      BiConsumer<Evidence, List<Finding>> judged,
      boolean keepsAll) {
    this.keepsAll = keepsAll;
    this.auditor = auditor;
    this.shown = shown;
    this.waivers = waivers;
    this.progress = progress;
    this.judged = judged;
  }

  /**
   * Judges the inputs, writes the report and closes it, also where the audit ends half-way.
   *
   * @param more lines about the audit itself, asked for at its end
   */
  public void run(Inputs inputs, ReportWriter report, Supplier<List<InputLine>> more)
      throws IOException {
    ExecutorService judges =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try (report) {
      inputs.clusters(
          evidence -> {
            underWay.add(
                new Judging(
                    evidence, CompletableFuture.supplyAsync(() -> judge(evidence), judges)));
            if (underWay.size() > MOST_UNDER_WAY) {
              take(underWay.remove(), report);
            }
          });
      while (!underWay.isEmpty()) {
        take(underWay.remove(), report);
      }
      List<InputLine> lines = new ArrayList<>(inputs.lines());
      lines.addAll(more.get());
      report.end(coverage, lines);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      judges.shutdownNow();
    }
  }

  /** Nobody asks again for what is not shown, and of a large cluster that is nearly all. */
  private Judged judge(Evidence evidence) {
    List<Finding> kept = new ArrayList<>();
    Coverage.Tally tally = new Coverage.Tally();
    auditor.audit(
        evidence,
        finding -> {
          tally.add(finding);
          if (keepsAll || finding.status() == Status.FAIL || shown.test(finding)) {
            kept.add(finding);
          }
        });
    return new Judged(tally.coverage(), kept);
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

  private void take(Judging judging, ReportWriter report) {
    Judged done = judging.judged().join();
    List<Finding> findings = done.findings();
    coverage = coverage.plus(done.coverage());
    waivers.note(findings);
    judged.accept(judging.evidence(), findings);
    for (Finding finding : findings) {
      if (finding.isOpen()) {
        open.merge(finding.severity(), 1, Integer::sum);
      }
    }
    try {
      report.cluster(judging.evidence().resource(), findings.stream().filter(shown).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    progress.accept((int) coverage.clusters());
  }

  /** What {@code --include fail,unknown} shows. */
  public static Predicate<Finding> including(List<Status> statuses) {
    return finding -> statuses.contains(finding.status());
  }

  private record Judging(Evidence evidence, CompletableFuture<Judged> judged) {}

  /**
   * @param findings all of them, or those that are shown or fail
   */
  private record Judged(Coverage coverage, List<Finding> findings) {}
}
