package io.aksguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orchestrations of a packaged app, played by its own executor over gRPC, in virtual time. */
class DurableTest {
  @TempDir private static Path base;
  private static FixtureApp app;

  @TempDir private Path data;
  private Lab lab;

  @BeforeAll
  static void pack() throws Exception {
    app = FixtureApp.in(base);
  }

  @BeforeEach
  void start() throws Exception {
    lab = Lab.start(app, data);
  }

  @AfterEach
  void stop() throws Exception {
    lab.close();
  }

  @Test
  void fanOut_runsAllItsActivities() throws Exception {
    OrchestrationState end = lab.play("fanOut", "");

    assertThat(output(end))
        .isEqualTo(String.join(",", IntStream.range(0, 20).mapToObj(String::valueOf).toList()));
    assertThat(lab.tape()).hasSize(20);
  }

  /** The first wait is already first x coefficient, the longest is bounded. */
  @Test
  void retries_comeAfterTwentyFortyAndSixtySeconds() throws Exception {
    OrchestrationState end = lab.play("retry", "");

    assertThat(output(end)).isEqualTo("IllegalArgumentException: told to fail");
    assertThat(waits()).containsExactly(20L, 40L, 60L);
    assertThat(lab.tape()).containsOnly("echo \"fail\"");
  }

  /** Why nothing in workflow that runs at once is left to the library's retries. */
  @Test
  void taskThatFails_whileAnotherOneIsWaitedFor_isNotTriedAgain() throws Exception {
    OrchestrationState end = lab.play("retries", "");

    assertThat(output(end)).isEqualTo("failed failed ");
    assertThat(lab.tape()).filteredOn("echo \"fail first\""::equals).hasSize(3);
    assertThat(lab.tape()).filteredOn("echo \"fail second\""::equals).hasSize(1);
  }

  @Test
  void failureThatIsNotCaught_losesItsReason() throws Exception {
    OrchestrationState end = lab.play("uncaught", "");

    assertThat(status(end)).isEqualTo("Failed");
    assertThat(end.getFailureDetails().getErrorMessage())
        .isEqualTo("Unexpected failure in the task execution");
  }

  /** Why nothing in workflow may wait longer than three days at once. */
  @Test
  void timerOfFourDays_comesBackAfterThree() throws Exception {
    assertThat(output(lab.play("fourDays", ""))).isEqualTo("72 h");
  }

  @Test
  void timer_isJumpedTo() throws Exception {
    assertThat(output(lab.play("sleep", ""))).isEqualTo("\"before\"\"after\"");
    assertThat(lab.clock.instant())
        .isBetween(Lab.START.plus(Duration.ofHours(1)), Lab.START.plusSeconds(3601));
  }

  @Test
  void continueAsNew_goesOnUnderTheSameId() throws Exception {
    assertThat(output(lab.play("again", "1"))).isEqualTo("round 5");
    assertThat(lab.tape()).containsExactly("echo 1", "echo 2", "echo 3", "echo 4", "echo 5");
  }

  @Test
  void subOrchestrations_tellTheirParent() throws Exception {
    assertThat(output(lab.play("parent", "")))
        .isEqualTo("\"before\"\"after\";\"before\"\"after\";\"before\"\"after\"");
    assertThat(lab.host.instances())
        .hasSize(4)
        .allMatch(state -> status(state).equals("Completed"));
  }

  @Test
  void subOrchestrations_withoutIds_getThem_andAreTriedAgain() throws Exception {
    assertThat(output(lab.play("nameless", "")))
        .isEqualTo("round 5, Unexpected failure in the task execution");
    assertThat(lab.tape()).filteredOn("echo \"fail\""::equals).hasSize(2);
    assertThat(lab.host.instances()).hasSize(3);
  }

  @Test
  void externalEvent_isWaitedFor() throws Exception {
    try (LabClock.Hold hold = lab.clock.hold()) {
      lab.begin("approval", "one", "");
      assertThat(post("/one/raiseEvent/approved", "\"yes\"")).isEqualTo(202);
    }
    lab.clock.runUntilQuiet();

    assertThat(output(lab.state("one"))).isEqualTo("yes");
    assertThat(lab.clock.instant()).isEqualTo(Lab.START);
  }

  @Test
  void externalEvent_thatNeverComes_timesOut() throws Exception {
    assertThat(output(lab.play("approval", ""))).isEqualTo("nobody");
    assertThat(lab.clock.instant()).isAfter(Lab.START.plus(Duration.ofDays(2)));
  }

  @Test
  void start_ofAnIdThatRuns_isRefused_andOfOneThatHasEnded_startsAnew() throws Exception {
    try (LabClock.Hold hold = lab.clock.hold()) {
      assertThat(lab.begin("sleep", "one", "").statusCode()).isEqualTo(202);
      assertThat(lab.begin("sleep", "one", "").statusCode()).isEqualTo(500);
    }
    lab.clock.runUntilQuiet();
    Instant first = HistoryEvents.instant(lab.state("one").getCreatedTimestamp());

    assertThat(lab.begin("sleep", "one", "").statusCode()).isEqualTo(202);
    lab.clock.runUntilQuiet();

    assertThat(HistoryEvents.instant(lab.state("one").getCreatedTimestamp())).isAfter(first);
    assertThat(lab.tape()).filteredOn(line -> line.startsWith("echo")).hasSize(4);
  }

  @Test
  void start_ofWhatIsNoOrchestrator_isRefused() throws Exception {
    assertThat(lab.begin("echo", "one", "").statusCode()).isEqualTo(500);
    assertThat(lab.begin("nothing", "one", "").statusCode()).isEqualTo(500);
    assertThat(lab.host.instances()).isEmpty();
  }

  @Test
  void terminate_endsTheInstance_andItsTimer() throws Exception {
    try (LabClock.Hold hold = lab.clock.hold()) {
      lab.begin("sleep", "one", "");
      assertThat(post("/one/terminate?reason=enough", "")).isEqualTo(202);
      assertThat(post("/one/terminate?reason=enough", "")).isEqualTo(410);
    }
    lab.clock.runUntilQuiet();

    assertThat(status(lab.state("one"))).isEqualTo("Terminated");
    assertThat(lab.clock.instant()).isEqualTo(Lab.START);
  }

  @Test
  void purge_takesOnlyWhatHasEnded() throws Exception {
    try (LabClock.Hold hold = lab.clock.hold()) {
      lab.begin("sleep", "one", "");
      assertThat(send("DELETE", "/one")).isEqualTo(404);
    }
    lab.clock.runUntilQuiet();

    assertThat(send("GET", "/one")).isEqualTo(200);
    assertThat(send("DELETE", "/one")).isEqualTo(200);
    assertThat(send("GET", "/one")).isEqualTo(404);
  }

  @Test
  void codeThatIsNotDeterministic_isFound() throws Exception {
    OrchestrationState end = lab.play("random", "");

    assertThat(status(end)).isEqualTo("Failed");
    assertThat(end.getFailureDetails().getErrorType()).isEqualTo("NotDeterministicException");
    assertThat(lab.tape()).isEmpty();
  }

  @Test
  void sendEvent_isRefused() throws Exception {
    OrchestrationState end = lab.play("sends", "");

    assertThat(status(end)).isEqualTo("Failed");
    assertThat(end.getFailureDetails().getErrorMessage()).startsWith("sendEvent is sent again");
  }

  /** The executor would take the other activity's result without a word. */
  @Test
  void codeThatHasChangedUnderARunningHistory_isFound() throws Exception {
    try (LabClock.Hold hold = lab.clock.hold()) {
      lab.begin("changed", "one", "");
      lab.clock.settle();
    }
    lab.host.kill();
    lab = Lab.start(app, data, lab.clock, "new");
    lab.clock.runUntilQuiet();

    assertThat(status(lab.state("one"))).isEqualTo("Failed");
    assertThat(lab.state("one").getFailureDetails().getErrorMessage())
        .isEqualTo(
            "not deterministic: as number 0 the history has activity echo \"x\", the code now asks"
                + " for activity other \"x\"");
  }

  private int post(String path, String body) throws Exception {
    return lab.send("POST", url(path), body, Map.of()).statusCode();
  }

  private int send(String method, String path) throws Exception {
    return lab.send(method, url(path), "", Map.of()).statusCode();
  }

  private String url(String path) {
    String sign = path.contains("?") ? "&" : "?";
    return "/runtime/webhooks/durabletask/instances"
        + path
        + sign
        + "code="
        + lab.host.keys().durable();
  }

  private List<Long> waits() throws Exception {
    List<Instant> times =
        Files.readAllLines(lab.tape).stream()
            .map(line -> Instant.parse(line.substring(0, line.indexOf(' '))))
            .toList();
    return IntStream.range(1, times.size())
        .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)).toSeconds())
        .toList();
  }

  private static String status(OrchestrationState state) {
    return DurablePages.name(state.getOrchestrationStatus());
  }

  /** The text that the orchestrator has returned. */
  private static String output(OrchestrationState state) throws Exception {
    assertThat(status(state)).as("%s", state.getFailureDetails()).isEqualTo("Completed");
    return new ObjectMapper().readValue(state.getOutput().getValue(), String.class);
  }
}
