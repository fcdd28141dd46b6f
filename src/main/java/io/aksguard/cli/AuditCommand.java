package io.aksguard.cli;

import io.aksguard.app.AuditRun;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.evidence.input.Inputs;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.WaiverReview;
import io.aksguard.report.Format;
import io.aksguard.report.ReportHead;
import io.aksguard.report.Reports;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard audit}. */
@Command(
    name = "audit",
    description = "Judges clusters from exports and templates, or as Azure shows them now.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes, the first that holds:%n",
    exitCodeList = {
      "2:usage error, an input that could not be read, or a cluster that --record could not take",
      "1:open failures at or above --fail-on",
      "3:coverage below --min-coverage",
      "0:otherwise",
      "70:a mistake in AKS Guard itself; AKS_GUARD_DEBUG=1 shows where"
    })
final class AuditCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final ControlOptions controls = new ControlOptions();

  @Mixin private final EvidenceOptions from = new EvidenceOptions();

  @Mixin private final IncludeOption include = new IncludeOption();

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      converter = Instants.class,
      description = "judge as of then; default: now")
  private @Nullable Instant at;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
  private Format format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      converter = Paths.class,
      description = "default: standard output")
  private @Nullable Path output;

  @Mixin private final RecordOptions record = new RecordOptions();

  @Mixin private final FailOnOption failOn = new FailOnOption();

  @Option(
      names = "--min-coverage",
      defaultValue = "0",
      paramLabel = "PERCENT",
      converter = Percent.class,
      description = "default: ${DEFAULT-VALUE}")
  private double minCoverage;

  @Option(
      names = "--skip-unreadable",
      description = "exit with 2 only if none of the inputs could be read")
  private boolean skipUnreadable;

  private final OutputStream standardOutput;
  private final Outside outside;

  /**
   * @param standardOutput where a report goes without --output
   */
  AuditCommand(OutputStream standardOutput, Outside outside) {
    this.standardOutput = standardOutput;
    this.outside = outside;
  }

  @Override
  public Integer call() throws IOException, AuthorException {
    checkOptions();
    List<Status> shown = include.statuses();
    Severity threshold = failOn.threshold();
    Catalogue catalogue = controls.catalogue();
    GuardConfig config = controls.config(catalogue);
    Instant instant = at == null ? outside.clock().instant() : at;
    Auditor auditor = new Auditor(catalogue, controls.selected(catalogue), config, instant);
    WaiverReview waivers = new WaiverReview(config.waivers(), instant);
    try (Destination destination = Destination.of(output, standardOutput);
        Evidenced evidenced = from.open(outside);
        RecordOptions.Record ledger =
            record.open(outside.clock(), instant, controls.configDigest(), catalogue.digest())) {
      destination.spare(from.inputs());
      destination.spare(controls.config() == null ? List.of() : List.of(controls.config()));
      Inputs read = evidenced.inputs();
      AuditRun run;
      try (Progress progress = new Progress(spec.commandLine().getErr(), read.count())) {
        run =
            record.given()
                ? new AuditRun(
                    auditor, AuditRun.including(shown), waivers, progress::show, ledger::judged)
                : new AuditRun(auditor, AuditRun.including(shown), waivers, progress::show);
        ReportHead head = new ReportHead(instant, catalogue, Version.text(), destination.colour());
        run.run(
            read, Reports.of(format, head, destination.stream()), () -> lines(evidenced, waivers));
      }
      destination.spare(filesWithContent(from.inputs().isEmpty() ? List.of() : read.lines()));
      destination.commit();
      List<InputLine> all = new ArrayList<>(evidenced.lines());
      all.addAll(read.lines());
      int code = code(run, all, threshold);
      return ledger.tell(spec.commandLine().getErr()) ? code : Main.UNUSABLE;
    }
  }

  private void checkOptions() {
    from.check("audit");
    if (record.given() && controls.isPartial()) {
      throw new UsageException(
          "--record wants the verdicts of all controls: what --only, --practice and --framework"
              + " leave out would be recorded as gone");
    }
    if (record.given() && at != null && at.isAfter(outside.clock().instant())) {
      throw new UsageException(
          "--at: " + at + " is yet to come: a ledger keeps what was known; leave --record out");
    }
  }

  private List<InputLine> lines(Evidenced evidenced, WaiverReview waivers) {
    List<InputLine> lines = new ArrayList<>(evidenced.lines());
    lines.addAll(configLine(waivers));
    return lines;
  }

  /** An earlier report in a folder of exports is an input that says nothing. */
  private static List<Path> filesWithContent(List<InputLine> lines) {
    return lines.stream()
        .filter(line -> line.status() != InputLine.Status.IGNORED)
        .map(line -> Path.of(line.path()))
        .toList();
  }

  private int code(AuditRun run, List<InputLine> lines, @Nullable Severity threshold) {
    List<InputLine> errors =
        lines.stream().filter(line -> line.status() == InputLine.Status.ERROR).toList();
    if (!errors.isEmpty() && (!skipUnreadable || run.coverage().clusters() == 0)) {
      InputLine first = errors.get(0);
      Failures.say(
          spec.commandLine().getErr(),
          first.path()
              + ": "
              + first.reason()
              + (errors.size() == 1 ? "" : "; and " + (errors.size() - 1) + " more")
              + (skipUnreadable ? "" : "; --skip-unreadable goes on without what cannot be read"));
      return Main.UNUSABLE;
    }
    if (run.coverage().clusters() == 0) {
      Failures.say(spec.commandLine().getErr(), from.nothing());
      return Main.UNUSABLE;
    }
    if (threshold != null && run.open(threshold) > 0) {
      return 1;
    }
    return run.coverage().percent() < minCoverage ? 3 : 0;
  }

  private List<InputLine> configLine(WaiverReview waivers) {
    List<String> remarks = waivers.remarks();
    return remarks.isEmpty() || controls.config() == null
        ? List.of()
        : List.of(
            new InputLine(
                controls.config().toString(),
                InputLine.Status.PARTIAL,
                String.join("; ", remarks)));
  }
}
