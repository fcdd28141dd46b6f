package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an app, or whatever answers in its place, may say: an exit code and a sentence each. */
class AppClientTest {
  private static final String TOKEN = "a-secret-token";

  private HttpServer server;
  private final List<String> authorizations = new ArrayList<>();
  private int status = 200;
  private String body = "{}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static CommandRun run(Object... arguments) {
    Outside outside =
        new Outside(Map.of(), Clock.systemUTC(), audience -> TOKEN, AppClientTest::never);
    CommandRun run = CommandRun.outside(outside, arguments);
    assertThat(run.out() + run.err()).doesNotContain(TOKEN);
    return run;
  }

  private static void never(Duration time) {
    throw new AssertionError("nothing is to be waited for");
  }

  private static CommandRun status(String app) {
    return run("breaker", "status", "--app", app, "--audience", "api://a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          302 | 2 | ''                         | answered 302: not signed in; see whether --audience is
          400 | 2 | {"detail": "no such phase"} | answered 400: no such phase
          401 | 2 | ''                         | answered 401: not signed in; see whether --audience is
          401 | 2 | {"detail": "sign in"}      | answered 401: not signed in (sign in); see whether
          403 | 2 | {"detail": "a role"}       | answered 403: not allowed (a role); whoever owns the app
          404 | 2 | <html>                     | answered 404: this is no answer of AKS Guard; see whether --app
          409 | 1 | {"detail": "it is over"}   | aks-guard: it is over
          409 | 1 | ''                         | answered 409
          429 | 2 | ''                         | answered 429: no reason was given; try again
          500 | 2 | <html>                     | answered 500: no reason was given; try again
          503 | 2 | {"detail": "down\\nby"}    | answered 503: down by
          200 | 2 | <html>                     | no JSON was answered; see whether --app
          200 | 2 | ''                         | no JSON was answered; see whether --app
          """)
  void answer_isASentence_andATokenGoesNowhereElse(
      int answered, int code, String text, String sentence) {
    status = answered;
    body = text;

    CommandRun run = status(url());

    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).singleElement().asString().contains(sentence);
    if (answered != 409 || text.isEmpty()) {
      assertThat(run.err()).contains(url() + "/api/operation");
    }
    assertThat(authorizations).containsExactly("Bearer " + TOKEN);
  }

  @Test
  void closedPort_isNamedWithItsRemedy() {
    String gone = url();
    server.stop(0);

    CommandRun run = status(gone);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "aks-guard: "
                + gone
                + "/api/operation: no connection; see whether --app is right, the app is up, and a"
                + " firewall lets this machine in\n");
  }

  @Test
  void connectionThatBreaksOff_leavesOpenWhetherItWasDone() {
    server.removeContext("/");
    server.createContext("/", exchange -> exchange.close());

    CommandRun run = run("stop", "all", "--app", url(), "--audience", "api://a");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("whether it was done is not known: it does no harm to say it again");
  }

  @ParameterizedTest
  @CsvSource({
    "http://aks-guard.example",
    "ftp://aks-guard.example",
    "https://ada:secret@aks-guard.example",
    "https://aks-guard.example/?a=b",
    "https://aks-guard.example/#a",
    "http://127.0.0.1.example",
    "aks-guard.example",
    "https:",
    "::",
    "''"
  })
  void address_isHttpsOrOfThisMachine(String app) {
    CommandRun run = status(app);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines()).singleElement().asString().contains("--app: ", "is no address");
  }

  @Test
  void audience_isNoCommand() {
    CommandRun run = run("stop", "all", "--app", url(), "--audience", "api://a; rm -r .");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--audience: ");
  }

  @Test
  void whoHasNotSignedIn_isToldWhatToDo_andNobodyIsCalled() {
    Outside outside =
        new Outside(
            Map.of(),
            Clock.systemUTC(),
            audience -> {
              throw new IllegalStateException("no token for " + audience + "; run az login");
            },
            AppClientTest::never);

    CommandRun run =
        CommandRun.outside(outside, "breaker", "status", "--app", url(), "--audience", "api://a");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("aks-guard: no token for api://a; run az login\n");
    assertThat(authorizations).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          remediate --cluster /a --control b --app $app --audience a | '/a' is no cluster's resource id
          remediate --cluster $aks --control b --dry-run --wait --app $app --audience a | exclude each other
          remediate --cluster $aks --control b --wait-minutes 0 --app $app --audience a | 0 is below 1
          remediate --cluster $aks --app $app --audience a  | Missing required option: '--control=ID'
          approvals list --audience a                       | Missing required option: '--app=URL'
          approvals list --app $app                         | Missing required option: '--audience=URI'
          approvals approve --app $app --audience a         | Missing required parameter: 'INTENT'
          stop --app $app                                   | Unknown option: '--app'
          stop some                                         | Unmatched argument at index 1: 'some'
          """)
  void commandLine_isRefusedInOneSentence(String line, String sentence) {
    CommandRun run =
        run((Object[]) line.replace("$app", url()).replace("$aks", Snapshot.CLUSTER).split(" +"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines()).singleElement().asString().contains(sentence);
    assertThat(authorizations).isEmpty();
  }
}
