package io.aksguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationState;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process ends at each write of the journal in turn; the hub that comes after goes on. */
class CrashTest {
  /** What the file holds of the write at which the process ends. */
  enum Left {
    NOTHING,
    HALF,
    ALL
  }

  /** Orchestrators by instance, and what each returns. */
  private static final Map<String, String> FLOWS =
      Map.of("a", "fanOut", "b", "sleep", "c", "parent", "d", "again", "e", "retry");

  @TempDir private static Path base;
  private static LabClock clock;
  private static FunctionApp app;
  private static Map<String, String> expected;

  @BeforeAll
  static void load() throws Exception {
    clock = LabClock.jumpingFrom(Lab.START);
    app =
        new FunctionApp(
            FixtureApp.in(base), Map.of("TAPE", base.resolve("tape").toString()), clock);
    expected = new TreeMap<>();
    try (TaskHub hub = hub(base.resolve("whole"), Journal.FILE)) {
      startAll(hub);
      clock.runUntilQuiet();
      outputs(hub).forEach(expected::put);
    }
    assertThat(expected).hasSize(8).doesNotContainValue("");
  }

  @AfterAll
  static void unload() {
    clock.close();
  }

  @ParameterizedTest
  @EnumSource(Left.class)
  void everyWrite(Left left) throws Exception {
    int at = 0;
    Crash crash;
    do {
      at++;
      crash = new Crash(at, left);
      Path data = base.resolve(left + "-" + at);

      Set<String> acknowledged;
      try (TaskHub hub = hub(data, crash)) {
        acknowledged = startAll(hub);
        clock.runUntilQuiet();
      }
      try (TaskHub hub = hub(data, Journal.FILE)) {
        assertThat(ids(hub)).as("%s", crash).containsAll(acknowledged);
        startAll(hub);
        clock.runUntilQuiet();

        assertThat(outputs(hub)).as("%s", crash).isEqualTo(expected);
      }
      Files.delete(data.resolve("hub.journal"));
    } while (crash.hasHappened());
    assertThat(at).as("writes").isGreaterThan(50);
  }

  /** Starts what is not there yet; those that were taken. */
  private static Set<String> startAll(TaskHub hub) {
    Set<String> taken = new TreeSet<>();
    for (Map.Entry<String, String> flow : new TreeMap<>(FLOWS).entrySet()) {
      try {
        hub.start(flow.getKey(), flow.getValue(), Optional.of("\"1\""), Optional.empty());
        taken.add(flow.getKey());
      } catch (StatusRuntimeException e) {
        Status.Code code = e.getStatus().getCode();
        assertThat(code).isIn(Status.Code.ALREADY_EXISTS, Status.Code.UNAVAILABLE);
      }
    }
    return taken;
  }

  private static Set<String> ids(TaskHub hub) {
    return hub.states(false).stream()
        .map(OrchestrationState::getInstanceId)
        .collect(Collectors.toSet());
  }

  private static Map<String, String> outputs(TaskHub hub) {
    Map<String, String> outputs = new TreeMap<>();
    hub.states(true)
        .forEach(state -> outputs.put(state.getInstanceId(), state.getOutput().getValue()));
    return outputs;
  }

  private static TaskHub hub(Path data, Journal.Sink sink) throws IOException {
    TaskHub hub = new TaskHub(data, clock, sink);
    hub.attach(new Hands());
    return hub;
  }

  /** Fails one write, as the end of the process does. */
  private static final class Crash implements Journal.Sink {
    private final int at;
    private final Left left;
    private int writes;

    private Crash(int at, Left left) {
      this.at = at;
      this.left = left;
    }

    @Override
    public void write(FileChannel file, ByteBuffer record) throws IOException {
      if (++writes != at) {
        Journal.FILE.write(file, record);
        return;
      }
      if (left == Left.HALF) {
        record.limit(record.limit() / 2);
      }
      if (left != Left.NOTHING) {
        Journal.FILE.write(file, record);
      }
      throw new IOException("the process ends here");
    }

    private boolean hasHappened() {
      return writes >= at;
    }

    @Override
    public String toString() {
      return "end at write " + at + ", of which " + left + " is left";
    }
  }

  /** Plays the packaged functions without a host around them. */
  private static final class Hands implements Worker {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Override
    public boolean hasOrchestrator(String name) {
      return true;
    }

    @Override
    public String turn(String orchestrator, String request) throws Exception {
      return String.valueOf(app.invoke(orchestrator, Map.of("context", request)).returned());
    }

    @Override
    public @Nullable String activity(String name, String inputJson) throws Exception {
      return app.invoke(name, Map.of("input", inputJson)).returned();
    }

    @Override
    public int mostTurns() {
      return 4;
    }

    @Override
    public int mostActivities() {
      return 4;
    }

    @Override
    public void execute(Runnable job) {
      threads.execute(job);
    }
  }
}
