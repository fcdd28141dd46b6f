package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationState;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import io.aksguard.evidence.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A host in a process of its own, which may end at any time. It obeys lines on its standard input,
 * one after the other, and answers each with a line that begins {@code =}; other lines are its log.
 *
 * <pre>
 * open FOLDER      starts the host over a folder with settings.json; = the URL of its webhook
 * advance PT30M    lets time pass; =
 * until INSTANT    lets time pass up to there, unless it has; =
 * hold             keeps the time from passing while events are on their way; =
 * release          lets it pass again; =
 * quiet            waits until nothing is owed; =
 * trigger NAME     runs a timer function now; =
 * running          = how many orchestrations have not ended
 * close            stops the host; =
 * </pre>
 *
 * <p>It ends with its standard input.
 */
public final class CrashHost {
  private static final Set<OrchestrationStatus> UNDER_WAY =
      Set.of(
          OrchestrationStatus.ORCHESTRATION_STATUS_PENDING,
          OrchestrationStatus.ORCHESTRATION_STATUS_RUNNING,
          OrchestrationStatus.ORCHESTRATION_STATUS_CONTINUED_AS_NEW);

  private final Path packaged;
  private final PrintStream out;
  private final Instant start;
  private final Map<String, String> settings = new ConcurrentHashMap<>();
  private final FunctionApp app;
  private volatile @Nullable LabClock clock;
  private @Nullable LocalHost host;
  private Optional<LabClock.Hold> held = Optional.empty();

  private CrashHost(Path packaged, Instant start, PrintStream out) throws IOException {
    this.start = start;
    this.out = out;
    this.app = new FunctionApp(packaged, settings, new CurrentClock());
    this.packaged = packaged;
  }

  /** Whatever clock the host has now. */
  private final class CurrentClock extends Clock {
    @Override
    public Instant instant() {
      return clock().instant();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  /**
   * @param arguments the packaged folder, and the instant at which a new folder's time begins
   */
  public static void main(String... arguments) throws Exception {
    CrashHost served =
        new CrashHost(Path.of(arguments[0]), Instant.parse(arguments[1]), System.out);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", 2);
      served.say("=" + served.obey(words[0], words.length > 1 ? words[1] : ""));
    }
    Runtime.getRuntime().halt(0);
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  private String obey(String command, String with) throws Exception {
    switch (command) {
      case "open" -> {
        return open(Path.of(with)).webhook("onResourceChanged").toString();
      }
      case "advance" -> clock().advance(Duration.parse(with));
      case "until" -> {
        Duration left = Duration.between(clock().instant(), Instant.parse(with));
        clock().advance(left.isNegative() ? Duration.ZERO : left);
      }
      case "hold" -> held = Optional.of(clock().hold());
      case "release" -> {
        held.ifPresent(LabClock.Hold::close);
        held = Optional.empty();
      }
      case "quiet" -> clock().runUntilQuiet();
      case "trigger" -> host().trigger(with);
      case "running" -> {
        return String.valueOf(
            host().instances().stream()
                .map(OrchestrationState::getOrchestrationStatus)
                .filter(UNDER_WAY::contains)
                .count());
      }
      case "close" -> {
        host().close();
        clock().close();
      }
      default -> throw new IllegalArgumentException(command);
    }
    return "";
  }

  private LabClock clock() {
    return Objects.requireNonNull(clock, "nothing is open");
  }

  private LocalHost host() {
    return Objects.requireNonNull(host, "nothing is open");
  }

  private LocalHost open(Path folder) throws IOException {
    settings.clear();
    JsonReader.object(Files.readString(folder.resolve("settings.json")))
        .forEach((name, value) -> settings.put(name, value.toString()));
    LabClock newClock = LabClock.jumpingFrom(start);
    clock = newClock;
    LocalHost started =
        LocalHost.start(
            LocalHost.Options.of(packaged, folder.resolve("host"), settings, newClock)
                .withLog(this::say),
            app);
    host = started;
    return started;
  }
}
