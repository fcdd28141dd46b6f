package io.aksguard.lab;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.lab.tenant.UnusableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The host as a command. */
@Command(
    name = "local-host",
    mixinStandardHelpOptions = true,
    description =
        "Runs a packaged Function App on this machine, in virtual time: when nothing is left to do"
            + " the clock jumps to what is owed next.")
final class HostCommand implements Callable<Integer> {
  private static final String STORE = "AKS_GUARD_STORE";

  @Spec private CommandSpec spec;

  @Option(names = "--app", required = true, description = "The packaged folder.")
  private Path app;

  @Option(
      names = "--data",
      required = true,
      description = "Where keys, instances and the clock are kept.")
  private Path data;

  @Option(names = "--port", defaultValue = "0", description = "The HTTP port; 0 for a free one.")
  private int port;

  @Option(
      names = "--settings",
      description =
          "App settings in the form of local.settings.json; they go over the environment.")
  private @Nullable Path settings;

  @Option(
      names = "--storage",
      paramLabel = "CONNECTION",
      description = {
        "A storage account or Azurite for history, inbox and configuration; without it AKS_GUARD_STORE",
        "of the settings, else a folder in --data. Instances and timers stay in --data."
      })
  private @Nullable String storage;

  @Option(names = "--real-time", description = "The clock does not jump.")
  private boolean realTime;

  @Option(names = "--stay", description = "Serve until killed, not only until nothing is owed.")
  private boolean stay;

  static int run(String... arguments) {
    return new CommandLine(new HostCommand())
        .setExecutionExceptionHandler(HostCommand::unusable)
        .execute(arguments);
  }

  private static int unusable(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof UnusableException) {
      line.getErr().println("local-host: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    throw e;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (LabClock clock = realTime ? LabClock.realTime() : LabClock.jumping();
        LocalHost host =
            LocalHost.start(
                LocalHost.Options.of(app, data, settings(System.getenv()), clock)
                    .withPort(port)
                    .withLog(line -> say(out, line)))) {
      say(out, "listening on " + host.url() + ", keys in " + data.resolve("keys.json"));
      if (stay) {
        new CountDownLatch(1).await();
      }
      clock.runUntilQuiet();
    }
    return 0;
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  /**
   * The app's settings: what the command line says goes over the file, and that over the process.
   */
  Map<String, String> settings(Map<String, String> environment) throws IOException {
    Map<String, String> values = new TreeMap<>(environment);
    if (settings != null) {
      JsonObject members =
          JsonReader.object(Files.readString(settings))
              .object("Values")
              .orElseThrow(() -> new IOException(settings + " has no Values"));
      members.forEach((name, value) -> values.put(name, value.toString()));
    }
    if (storage != null) {
      values.put(STORE, storage);
    }
    values.putIfAbsent(STORE, data.resolve("store").toString());
    return values;
  }
}
