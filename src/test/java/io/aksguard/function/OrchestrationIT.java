package io.aksguard.function;

import static io.aksguard.function.PackagedApp.SHOP;
import static io.aksguard.function.PackagedApp.assertReport;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.lab.FunctionApp;
import io.aksguard.lab.Orchestration;
import io.aksguard.lab.Orchestration.Activity;
import io.aksguard.lab.Orchestration.Outcome;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged orchestrator in the packaged executor, with the packaged activity. */
class OrchestrationIT {
  private static final String CALL = "assess {\"cluster\":\"" + SHOP + "\"}";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static FunctionApp app;

  @BeforeAll
  static void load() throws IOException {
    app = new FunctionApp(PackagedApp.FOLDER);
  }

  @AfterAll
  static void unload() throws IOException {
    app.close();
  }

  @Test
  void orchestration_endsWithTheReport() throws Exception {
    Outcome outcome = play(SHOP, OrchestrationIT::activity);

    assertThat(outcome.schedule()).containsExactly(CALL);
    assertReport(answer(outcome).get("report").toString(), SHOP);
  }

  @Test
  void orchestration_outlivesFailuresOfItsActivity() throws Exception {
    AtomicInteger attempts = new AtomicInteger();

    Outcome outcome =
        play(
            SHOP,
            (name, input) -> {
              if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("away");
              }
              return activity(name, input);
            });

    assertThat(outcome.schedule())
        .containsExactly(
            CALL, "failed: away", "wait 20 s", CALL, "failed: away", "wait 40 s", CALL);
    assertReport(answer(outcome).get("report").toString(), SHOP);
  }

  @Test
  void orchestration_whenItsActivityFailsForGood_endsWithTheReason() throws Exception {
    Outcome outcome =
        play(
            SHOP,
            (name, input) -> {
              throw new IllegalStateException("away");
            });

    assertThat(outcome.schedule()).filteredOn(CALL::equals).hasSize(3);
    assertThat(answer(outcome))
        .isEqualTo(
            MAPPER.readTree("{\"ok\":false,\"error\":\"the cluster could not be judged: away\"}"));
  }

  @Test
  void orchestration_ofAClusterThatIsNotThere_saysSo() throws Exception {
    Outcome outcome = play(SHOP + "-gone", OrchestrationIT::activity);

    assertThat(outcome.schedule()).hasSize(1);
    assertThat(answer(outcome).get("error").textValue())
        .isEqualTo("there is no cluster " + SHOP + "-gone");
  }

  /** The worker hands an activity its input as JSON text: a bare text would keep its quotes. */
  @Test
  void activity_givenABareText_refusesIt() throws Exception {
    assertThat(activity("assess", '"' + SHOP + '"'))
        .isEqualTo("{\"ok\":false,\"error\":\"the request names no cluster\"}");
  }

  private static Outcome play(String cluster, Activity activity) throws Exception {
    return new Orchestration(request -> returned("AssessCluster", "context", request), activity)
        .play("AssessCluster", JsonWriter.text(cluster));
  }

  private static String activity(String name, String inputJson) throws Exception {
    return returned(name, "request", inputJson);
  }

  private static String returned(String function, String binding, String value) throws Exception {
    String returned = app.invoke(function, Map.of(binding, value)).returned();
    assertThat(returned).isNotNull();
    return String.valueOf(returned);
  }

  /** The output is a text that holds JSON. */
  private static JsonNode answer(Outcome outcome) throws IOException {
    assertThat(outcome.status()).isEqualTo("ORCHESTRATION_STATUS_COMPLETED");
    return MAPPER.readTree(MAPPER.readValue(outcome.resultJson(), String.class));
  }
}
