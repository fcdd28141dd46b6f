package io.aksguard.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code aks-guard}. */
@Command(
    name = "aks-guard",
    description = "Compliance of Azure Kubernetes Service clusters.",
    mixinStandardHelpOptions = true,
    version = "aks-guard 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ControlsCommand.class})
public final class Main {
  /** A usage error, or an input that could not be read. */
  static final int UNUSABLE = 2;

  private Main() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, args));
  }

  /** Runs a command line and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Main());
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(new Failures());
    int code = line.execute(args);
    out.flush();
    err.flush();
    return code;
  }
}
