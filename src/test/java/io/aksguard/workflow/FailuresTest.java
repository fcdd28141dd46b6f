package io.aksguard.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonReader;
import io.aksguard.lab.Orchestration.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Durable does to failures, times and payloads, and what the orchestrators make of it. */
class FailuresTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(Scenarios.dead(), "assess: the store does not answer"),
        Arguments.of(Scenarios.unfinished(), "finish: the inbox does not answer"),
        Arguments.of(Scenarios.unrecorded(), "completeRun: the index does not answer"),
        Arguments.of(Scenarios.unreviewed(), "review: the index does not answer"));
  }

  /** Uncaught it would be "Unexpected failure in the task execution". */
  @ParameterizedTest
  @MethodSource("failures")
  void activityThatFailsForGood_endsTheInstanceWithItsReason(Scenario scenario, String reason)
      throws Exception {
    Outcome outcome = scenario.play();

    assertThat(outcome.status()).isEqualTo("ORCHESTRATION_STATUS_COMPLETED");
    assertThat(outcome.resultJson()).contains("\\\"ok\\\":false").contains(reason);
  }

  /** The notices stay owed; the work on the cluster is done. */
  @Test
  void tellingThatFails_doesNotKeepTheWork() throws Exception {
    Outcome outcome = Scenarios.untold().play();

    assertThat(outcome.schedule()).last().asString().startsWith("finish ");
    assertThat(outcome.resultJson()).contains("\\\"ok\\\":true");
  }

  /**
   * The first wait is already first x coefficient, and the coefficient is cut to a whole number.
   */
  @Test
  void retries_areThree_after10And20And40Seconds() throws Exception {
    assertThat(Scenarios.dead().play().schedule())
        .filteredOn(each -> each.startsWith("wait"))
        .containsExactly("wait 10 s", "wait 20 s", "wait 40 s");
  }

  /** A longer timer would fire after three days, as if all the time had passed. */
  @Test
  void waitOfMoreThanThreeDays_isRefused_andNotCutShort() throws Exception {
    Outcome most = waiting(3 * 86_400L).play();
    Outcome more = waiting(3 * 86_400L + 1).play();

    assertThat(most.schedule()).contains("wait 259200 s");
    assertThat(more.status()).isEqualTo("ORCHESTRATION_STATUS_FAILED");
    assertThat(more.schedule()).noneMatch(each -> each.startsWith("wait"));
  }

  private static Scenario waiting(long seconds) {
    return Scenario.assessCluster("a long wait")
        .answer(Activities.ASSESS, Map.of("wait", seconds))
        .answer(Activities.ASSESS, Map.of("etag", "e1", "transitions", 0L, "owed", false))
        .answer(Activities.FINISH, Map.of("done", true));
  }

  /** A bare text would arrive with its quotes. */
  @Test
  void activities_areAskedInObjects() throws Exception {
    for (Scenario scenario : Scenarios.all()) {
      List<String> asked =
          scenario.play().schedule().stream()
              .filter(each -> !each.startsWith("wait") && !each.startsWith("failed"))
              .toList();

      assertThat(asked).isNotEmpty();
      for (String each : asked) {
        assertThat(JsonReader.object(each.substring(each.indexOf(' '))).isEmpty()).isFalse();
      }
    }
  }
}
