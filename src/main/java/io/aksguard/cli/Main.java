package io.aksguard.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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

  /** A mistake of ours: EX_SOFTWARE of BSD's sysexits, far from what verdicts say. */
  static final int BUG = 70;

  private Main() {}

  public static void main(String[] args) {
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(new StandardOutput(out), err, args));
  }

  /** Runs a command line and returns its exit code; nothing is ever thrown. */
  public static int run(OutputStream out, PrintWriter err, String... args) {
    return run(out, err, Outside.real(), args);
  }

  static int run(OutputStream out, PrintWriter err, Outside outside, String... args) {
    PrintWriter text = new PrintWriter(out, false, StandardCharsets.UTF_8);
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new AuditCommand(out, outside));
    line.addSubcommand(new ExportCommand(outside));
    line.addSubcommand(new DoctorCommand(outside));
    line.addSubcommand(new ControlsCommand());
    line.addSubcommand(new ConfigCommand());
    line.addSubcommand(new WaiversCommand());
    line.addSubcommand(HistoryCommand.line(out));
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
    int code;
    try {
      code = line.execute(args);
    } catch (RuntimeException | Error e) {
      code = Failures.handle(e, err);
    }
    text.flush();
    err.flush();
    return code;
  }
}
