package io.aksguard.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.durabletask.OrchestrationRunner;
import io.aksguard.lab.Orchestration;
import io.aksguard.lab.Orchestration.Activity;
import io.aksguard.lab.Orchestration.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The orchestrator in the real executor. */
class AssessClusterTest {
  private static final String INPUT = "\"/subscriptions/s/x\"";
  private static final String CALL = "assess {\"cluster\":\"/subscriptions/s/x\"}";

  @Test
  void activityAnswers_itsAnswerIsTheOutput() throws Exception {
    Outcome outcome = play(INPUT, (name, input) -> "{\"ok\":true,\"report\":{}}");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                "ORCHESTRATION_STATUS_COMPLETED",
                "\"{\\\"ok\\\":true,\\\"report\\\":{}}\"",
                List.of(CALL)));
  }

  @Test
  void activityFailsForGood_isTriedThreeTimes_thenSaysWhy() throws Exception {
    Outcome outcome =
        play(
            INPUT,
            (name, input) -> {
              throw new IllegalStateException("the folder is away");
            });

    assertThat(outcome.schedule())
        .containsExactly(
            CALL,
            "failed: the folder is away",
            "wait 20 s",
            CALL,
            "failed: the folder is away",
            "wait 40 s",
            CALL,
            "failed: the folder is away");
    assertThat(outcome.status()).isEqualTo("ORCHESTRATION_STATUS_COMPLETED");
    assertThat(outcome.resultJson())
        .isEqualTo(
            "\"{\\\"ok\\\":false,\\\"error\\\":\\\"the cluster could not be judged: the folder is away\\\"}\"");
  }

  @Test
  void inputIsNoResource_asksNobody() throws Exception {
    for (String input : new String[] {"\"\"", "\"aks-shop\"", "null"}) {
      Outcome outcome = play(input, (name, request) -> "unused");

      assertThat(outcome.schedule()).isEmpty();
      assertThat(outcome.resultJson()).contains("the input is no resource id");
    }
  }

  private static Outcome play(String inputJson, Activity activity) throws Exception {
    return new Orchestration(
            request -> OrchestrationRunner.loadAndRun(request, AssessCluster::run), activity)
        .play(AssessCluster.NAME, inputJson);
  }
}
