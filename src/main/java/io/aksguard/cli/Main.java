package io.aksguard.cli;

import io.aksguard.adapter.SdkLog;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** {@code aks-guard}. */
@Command(
    name = "aks-guard",
    description = "Compliance of Azure Kubernetes Service clusters.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  /** A usage error, or an input that could not be read. */
  static final int UNUSABLE = 2;

  /** What was asked for has not come about. */
  static final int NOT_DONE = 1;

  /** A mistake of ours: EX_SOFTWARE of BSD's sysexits, far from what verdicts say. */
  static final int BUG = 70;

  private Main() {}

  public static void main(String[] args) {
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, args));
  }

  /** Runs a command line and returns its exit code; nothing is ever thrown. */
  public static int run(OutputStream out, PrintWriter err, String... args) {
    return run(out, err, Outside.real(), args);
  }

  /** The same in another world. */
  public static int run(OutputStream out, PrintWriter err, Outside outside, String... args) {
    if (!Failures.isDebug()) {
      SdkLog.silence();
    }
    StandardOutput standard = new StandardOutput(out);
    PrintWriter text = standard.text();
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new AuditCommand(standard, outside));
    line.addSubcommand(new PlanCommand(outside));
    line.addSubcommand(new RemediateCommand(outside));
    line.addSubcommand(ApprovalsCommand.line(outside));
    line.addSubcommand(FrozenCommand.line(outside));
    line.addSubcommand(BreakerCommand.line(outside));
    line.addSubcommand(StopCommand.line(outside));
    line.addSubcommand(ResumeCommand.line(outside));
    line.addSubcommand(new ExportCommand(outside));
    line.addSubcommand(new DoctorCommand(outside));
    line.addSubcommand(new ControlsCommand());
    line.addSubcommand(new ConfigCommand());
    line.addSubcommand(WaiversCommand.line(outside));
    line.addSubcommand(HistoryCommand.line(standard));
    line.addSubcommand(InboxCommand.line(outside));
    line.addSubcommand(ReviewsCommand.line(outside));
    line.setOut(text);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // A path that begins with @ is a path.
    line.setExpandAtFiles(false);
    // A misspelt option is none of the paths of --input.
    line.setUnmatchedOptionsAllowedAsOptionParameters(false);
    Failures failures = new Failures();
    line.setParameterExceptionHandler(failures);
    line.setExecutionExceptionHandler(failures);
    line.setExecutionStrategy(Main::execute);
    int code;
    try {
      code = line.execute(args);
    } catch (RuntimeException | Error e) {
      code = Failures.handle(e, err);
    }
    code = flushed(text, err, code);
    err.flush();
    return code;
  }

  /** Help that is lost is handled as the output of commands is: by itself it would be a stack. */
  private static int execute(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (UncheckedIOException e) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), "the output is lost", e);
    }
  }

  /** No command has succeeded whose output nobody can read; one that has failed has said why. */
  private static int flushed(PrintWriter text, PrintWriter err, int code) {
    try {
      text.flush();
      return code;
    } catch (UncheckedIOException e) {
      return code == UNUSABLE || code == BUG ? code : Failures.handle(e, err);
    }
  }
}
