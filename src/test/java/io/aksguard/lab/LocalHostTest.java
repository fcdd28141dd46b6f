package io.aksguard.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The host's doors: webhook, HTTP functions, timers, management. */
class LocalHostTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<String, String> NOTIFICATION = Map.of("aeg-event-type", "Notification");

  @TempDir private static Path base;
  private static Path app;

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
  void validation_inEventGridsSchema_isAnsweredWithItsCode() throws Exception {
    String event =
        """
        [{"id": "1", "topic": "t", "subject": "", "eventTime": "2026-01-01T00:00:00Z",
          "eventType": "Microsoft.EventGrid.SubscriptionValidationEvent", "dataVersion": "2",
          "data": {"validationCode": "512d38b6", "validationUrl": "https://x.invalid/"}}]
        """;

    HttpResponse<String> answer =
        webhook("POST", event, Map.of("aeg-event-type", "SubscriptionValidation"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"validationResponse\":\"512d38b6\"}");
    assertThat(lab.tape()).isEmpty();
  }

  @Test
  void validation_ofCloudEvents_allowsTheOrigin() throws Exception {
    HttpResponse<String> answer =
        webhook("OPTIONS", "", Map.of("WebHook-Request-Origin", "eventgrid.azure.net"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("WebHook-Allowed-Origin"))
        .hasValue("eventgrid.azure.net");
    assertThat(webhook("OPTIONS", "", Map.of()).statusCode()).isEqualTo(400);
  }

  @Test
  void notification_runsOncePerEvent() throws Exception {
    assertThat(lab.host.post("onEvent", "[{\"id\":\"1\",\"data\":null},{\"id\":\"2\"}]"))
        .isEqualTo(202);
    assertThat(lab.host.post("onEvent", "{\"id\":\"3\"}")).isEqualTo(202);

    assertThat(lab.tape())
        .containsExactly(
            "event {\"id\":\"1\",\"data\":null}", "event {\"id\":\"2\"}", "event {\"id\":\"3\"}");
    assertThat(lab.log).hasSize(3).contains("2026-01-01T00:00:00Z onEvent INFO taken");
  }

  @Test
  void notification_whenTheFunctionFails_isToBeDeliveredAgain() throws Exception {
    assertThat(lab.host.post("onEvent", "[{\"id\":\"poison\"},{\"id\":\"2\"}]")).isEqualTo(500);

    assertThat(lab.tape()).hasSize(2);
    assertThat(lab.log)
        .contains("2026-01-01T00:00:00Z onEvent failed: IllegalStateException: poison");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "7", "\"text\""})
  void notification_ofWhatIsNoEvent_isABadRequest(String body) throws Exception {
    assertThat(webhook("POST", body, NOTIFICATION).statusCode()).isEqualTo(400);
  }

  @Test
  void webhook_knowsItsOtherRequests() throws Exception {
    assertThat(webhook("POST", "[]", Map.of("aeg-event-type", "Unsubscribe")).statusCode())
        .isEqualTo(202);
    assertThat(webhook("POST", "[]", Map.of("aeg-event-type", "Other")).statusCode())
        .isEqualTo(400);
    assertThat(webhook("POST", "[]", Map.of()).statusCode()).isEqualTo(400);
    assertThat(webhook("GET", "", NOTIFICATION).statusCode()).isEqualTo(400);
  }

  @Test
  void webhook_wantsKeyAndFunction() throws Exception {
    String url = "/runtime/webhooks/eventgrid?functionName=";
    String key = "&code=" + lab.host.keys().eventGrid();

    assertThat(lab.send("POST", url + "onEvent&code=wrong", "[]", NOTIFICATION).statusCode())
        .isEqualTo(401);
    assertThat(lab.send("POST", url + "tick" + key, "[]", NOTIFICATION).statusCode())
        .isEqualTo(404);
    assertThat(lab.send("POST", url + "onevent" + key, "[]", NOTIFICATION).statusCode())
        .isEqualTo(202);
  }

  @Test
  void httpFunction_takesItsRoute_andItsMethods() throws Exception {
    HttpResponse<String> answer = lab.send("POST", "/api/start/fanOut?id=a%20b", "x", Map.of());

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("a b");
    assertThat(answer.headers().firstValue("x-instance")).hasValue("a b");
    assertThat(lab.send("GET", "/api/start/fanOut", "", Map.of()).statusCode()).isEqualTo(404);
    assertThat(lab.send("POST", "/api/start", "", Map.of()).statusCode()).isEqualTo(404);
    assertThat(lab.send("POST", "/other", "", Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void httpFunction_ofLevelFunction_wantsAKey() throws Exception {
    Map<String, String> key =
        Map.of("x-functions-key", lab.host.keys().function(), "X-Colour", "blue");

    assertThat(lab.send("GET", "/api/secret", "", Map.of()).statusCode()).isEqualTo(401);
    assertThat(
            lab.send("GET", "/api/secret?code=" + lab.host.keys().durable(), "", Map.of())
                .statusCode())
        .isEqualTo(401);
    assertThat(lab.send("GET", "/api/secret", "", key).body()).isEqualTo("GET blue");
    assertThat(lab.send("GET", "/api/secret?code=" + lab.host.keys().master(), "", key).body())
        .isEqualTo("GET blue");
  }

  @Test
  void httpFunction_thatThrows_isA500() throws Exception {
    assertThat(lab.send("POST", "/api/start/nothing?id=one", "", Map.of()).statusCode())
        .isEqualTo(500);
  }

  @Test
  void durableClientContext_isFilled() throws Exception {
    assertThat(lab.send("GET", "/api/open", "", Map.of()).body())
        .isEqualTo("FixtureHub DurableTaskGrpcClient");
  }

  @Test
  void admin_listsFunctions_andTellsItsState_toWhoHasTheMasterKey() throws Exception {
    assertThat(lab.send("GET", "/admin/functions", "", Map.of()).statusCode()).isEqualTo(401);
    JsonNode functions = MAPPER.readTree(admin("GET", "/admin/functions").body());

    assertThat(functions.findValuesAsText("name")).contains("onEvent", "tick", "echo", "fanOut");
    assertThat(MAPPER.readTree(admin("GET", "/admin/host/status").body()).path("state").asText())
        .isEqualTo("Running");
    assertThat(admin("POST", "/admin/functions/echo").statusCode()).isEqualTo(400);
    assertThat(admin("POST", "/admin/functions/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void timer_runsWhenItIsTold() throws Exception {
    assertThat(admin("POST", "/admin/functions/tick").statusCode()).isEqualTo(202);
    lab.clock.runUntilQuiet();

    assertThat(lab.host.trigger("tick").log()).isEmpty();
    assertThat(lab.tape()).hasSize(2);
    assertThatIllegalArgumentException().isThrownBy(() -> lab.host.trigger("echo"));
  }

  @Test
  void timer_comesRound_whereTimeIsLetPass() throws Exception {
    lab.clock.advance(Duration.ofMinutes(150));

    assertThat(ticks())
        .extracting(tick -> tick.at("/ScheduleStatus/Next").asText())
        .containsExactly("2026-01-01T02:00:00Z", "2026-01-01T03:00:00Z");
    assertThat(ticks()).extracting(tick -> tick.path("IsPastDue").asBoolean()).containsOnly(false);
  }

  @Test
  void timer_isNoReasonToJump() throws Exception {
    lab.clock.runUntilQuiet();

    assertThat(lab.clock.instant()).isEqualTo(Lab.START);
    assertThat(ticks()).isEmpty();
  }

  @Test
  void timer_thatWasMissed_runsOnce_asPastDue() throws Exception {
    lab.clock.advance(Duration.ofHours(1));
    lab.host.close();
    lab.clock.advance(Duration.ofHours(5).plusMinutes(10));

    lab = Lab.start(app, data, lab.clock, "old");
    lab.clock.runUntilQuiet();
    lab.clock.advance(Duration.ofHours(1));

    assertThat(ticks())
        .extracting(tick -> tick.path("IsPastDue").asBoolean())
        .containsExactly(false, true, false);
    assertThat(lab.clock.instant()).isEqualTo(Lab.START.plus(Duration.ofMinutes(430)));
  }

  @Test
  void timer_whoseSettingIsMissing_keepsTheHostFromStarting() {
    Map<String, String> settings = Map.of("TAPE", "x");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LocalHost.start(
                    LocalHost.Options.of(app, data.resolve("other"), settings, lab.clock)))
        .withMessage("tick: '%TICK%' does not resolve to a value.");
  }

  @Test
  void folder_isOneHostsAlone() {
    assertThatThrownBy(() -> Lab.start(app, data, lab.clock, "old"))
        .hasStackTraceContaining("hub.journal");
  }

  @Test
  void keys_areKept() throws Exception {
    Keys keys = lab.host.keys();
    lab.host.close();
    lab = Lab.start(app, data, lab.clock, "old");

    assertThat(lab.host.keys()).isEqualTo(keys);
  }

  @Test
  void instances_areManagedOverHttp() throws Exception {
    lab.play("fanOut", "x");
    String url = "/runtime/webhooks/durabletask/instances";
    String key = "?code=" + lab.host.keys().durable();

    assertThat(lab.send("GET", url, "", Map.of()).statusCode()).isEqualTo(401);
    JsonNode all = MAPPER.readTree(lab.send("GET", url + key, "", Map.of()).body());
    JsonNode one = MAPPER.readTree(lab.send("GET", url + "/one" + key, "", Map.of()).body());

    assertThat(all).hasSize(1).containsExactly(one);
    assertThat(one.path("runtimeStatus").asText()).isEqualTo("Completed");
    assertThat(one.path("input").asText()).isEqualTo("x");
    assertThat(one.path("output").asText()).startsWith("0,1,2,");
  }

  private List<JsonNode> ticks() throws IOException {
    return lab.tape().stream()
        .filter(line -> line.startsWith("tick "))
        .map(line -> json(line.substring(5)))
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> webhook(String method, String body, Map<String, String> headers)
      throws Exception {
    String url = lab.host.webhook("onEvent").toString();
    return lab.send(method, url.substring(lab.host.url().toString().length()), body, headers);
  }

  private HttpResponse<String> admin(String method, String path) throws Exception {
    return lab.send(method, path + "?code=" + lab.host.keys().master(), "", Map.of());
  }
}
