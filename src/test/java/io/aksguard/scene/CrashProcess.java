package io.aksguard.scene;

import io.aksguard.evidence.JsonWriter;
import io.aksguard.lab.CrashHost;
import io.aksguard.lab.tenant.EventSink;
import io.aksguard.lab.tenant.RaisedEvent;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A host in a process of its own that ends at a certain call, and is then started again, without a
 * fault, over what the dead one has left. The one that survives a case serves the next.
 */
final class CrashProcess implements EventSink, AutoCloseable {
  private final Path packaged;
  private final Path trust;
  private final Instant start;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> log = new ArrayList<>();
  private Optional<Process> process = Optional.empty();
  private BufferedReader said = new BufferedReader(BufferedReader.nullReader());
  private BufferedWriter orders = new BufferedWriter(BufferedWriter.nullWriter());
  private Path folder = Path.of("");
  private Map<String, String> settings = Map.of();
  private String webhook = "";
  private int ends;
  private boolean isSwept = true;

  /**
   * @param trust the tenant's certificate
   * @param start when the time of a new folder begins
   */
  CrashProcess(Path packaged, Path trust, Instant start) {
    this.packaged = packaged;
    this.trust = trust;
    this.start = start;
  }

  /** The process ended, as a fault has it. */
  private static final class EndedException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Serves a folder from now on, until the fault. */
  void open(Path newFolder, Map<String, String> newSettings) throws IOException {
    folder = newFolder;
    settings = Map.copyOf(newSettings);
    ends = 0;
    isSwept = true;
    log.clear();
    open(settings);
  }

  private void open(Map<String, String> by) throws IOException {
    Files.writeString(folder.resolve("settings.json"), JsonWriter.text(by));
    if (process.isEmpty()) {
      launch();
    }
    try {
      webhook = answer("open " + folder);
    } catch (EndedException e) {
      restart();
    }
  }

  private void launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            // A process lives for one case: checking the libraries' bytecode is a quarter of it.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx512m",
            "-Dcom.google.protobuf.use_unsafe_pre22_gencode=true",
            "-Djavax.net.ssl.trustStore=" + trust,
            "-Djavax.net.ssl.trustStorePassword=simulated",
            "-cp",
            System.getProperty("java.class.path"),
            CrashHost.class.getName(),
            packaged.toString(),
            start.toString());
    Process started = builder.redirectErrorStream(true).start();
    process = Optional.of(started);
    said = started.inputReader();
    orders = started.outputWriter();
  }

  /** Gives an order, again to the next process where one ends at it. */
  String order(String line) throws IOException {
    while (true) {
      try {
        return answer(line);
      } catch (EndedException e) {
        restart();
      }
    }
  }

  private String answer(String line) throws IOException {
    try {
      orders.write(line + "\n");
      orders.flush();
    } catch (IOException e) {
      // It has ended; what it said before is still there to read.
      log.add("no reader for: " + line);
    }
    for (String each = said.readLine(); each != null; each = said.readLine()) {
      log.add(each);
      if (each.startsWith("=")) {
        return each.substring(1);
      }
    }
    throw new EndedException();
  }

  private void restart() throws IOException {
    int status = awaitEnd();
    if (status != 99) {
      throw new IOException("the host ended with " + status + ": " + tail());
    }
    ends++;
    isSwept = false;
    log.add("--- the process has ended; the next one");
    process = Optional.empty();
    Map<String, String> healthy = new HashMap<>(settings);
    healthy.put("LAB_FAULT_AT", "0");
    healthy.put("LAB_FAULT_TRACE", folder.resolve("trace-after").toString());
    open(healthy);
  }

  private int awaitEnd() {
    try {
      return process.orElseThrow().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Waits until nothing is under way. After a process has ended, claims of the dead run out and the
   * sweep of the inbox comes round, as it does each minute in production.
   */
  void settle() throws IOException {
    order("release");
    order("quiet");
    if (!isSwept) {
      isSwept = true;
      order("advance PT3M");
      order("trigger sweepInbox");
      order("quiet");
    }
  }

  @Override
  public int deliver(RaisedEvent event) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(webhook))
                  .timeout(Duration.ofMinutes(1))
                  .header("aeg-event-type", "Notification")
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(event.cloudEvent()))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return afterEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Event Grid had no answer; it delivers to the next process. */
  private int afterEnd() {
    try {
      restart();
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often a process has ended in this case. */
  int ends() {
    return ends;
  }

  /** The newest lines of the log. */
  String tail() {
    return String.join("\n", log.subList(Math.max(0, log.size() - 60), log.size()));
  }

  @Override
  public void close() {
    process.ifPresent(Process::destroyForcibly);
  }
}
