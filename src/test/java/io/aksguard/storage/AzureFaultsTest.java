package io.aksguard.storage;

import static io.aksguard.storage.FakeAccount.json;
import static io.aksguard.storage.FakeAccount.lost;
import static io.aksguard.storage.FakeAccount.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import io.aksguard.adapter.table.AzureStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import reactor.core.publisher.Mono;

/** What Azurite never does: pages without a row, answers that are lost, cut off or not its own. */
class AzureFaultsTest {
  private static final List<Write> BATCH = List.of(new Write.Insert("k", Map.of("n", 1L)));

  private static String error(String code) {
    return "{\"odata.error\":{\"code\":\"%s\",\"message\":{\"lang\":\"en-US\",\"value\":\"no\"}}}"
        .formatted(code);
  }

  private static String row(String key) {
    return "{\"odata.etag\":\"W/\\\"1\\\"\",\"PartitionKey\":\"p\",\"RowKey\":\"%s\"}"
        .formatted(key);
  }

  private static FakeAccount.Answer page(String next, String... keys) {
    String body =
        "{\"value\":[%s]}"
            .formatted(String.join(",", Stream.of(keys).map(AzureFaultsTest::row).toList()));
    return next.isEmpty()
        ? json(200, body)
        : json(
            200,
            body,
            "x-ms-continuation-NextPartitionKey",
            "p",
            "x-ms-continuation-NextRowKey",
            next);
  }

  private static FakeAccount.Answer refusal(int status, String code, String message) {
    return batch(status, error(code).replace("\"no\"", "\"" + message + "\""));
  }

  private static FakeAccount.Answer batch(int status, String body) {
    String answer =
        String.join(
            "\r\n",
            "--batchresponse_1",
            "Content-Type: multipart/mixed; boundary=changesetresponse_1",
            "",
            "--changesetresponse_1",
            "Content-Type: application/http",
            "Content-Transfer-Encoding: binary",
            "",
            "HTTP/1.1 %d So".formatted(status),
            "Content-Type: application/json",
            "",
            body,
            "--changesetresponse_1--",
            "--batchresponse_1--",
            "");
    return of(202, "multipart/mixed; boundary=batchresponse_1", answer);
  }

  @Test
  void range_whenPagesAreEmpty_thenFollowedToTheLast() {
    try (FakeAccount account =
        FakeAccount.answering(
            page("1"), page("2", "a"), page("3"), page("4"), page("5", "b", "c"), page(""))) {
      assertThat(account.store().ledger().range("p", "a", "z", 10))
          .extracting(Row::key)
          .containsExactly("a", "b", "c");
      assertThat(account.requests()).hasSize(6);
    }
  }

  @Test
  void range_whenAsManyAsAskedAreThere_thenNoPageMoreIsRead() {
    try (FakeAccount account = FakeAccount.answering(page("1", "a"), page("2", "b", "c"))) {
      assertThat(account.store().ledger().range("p", "a", "z", 2)).hasSize(2);
      assertThat(account.requests()).hasSize(2).first().asString().contains("top=2");
    }
  }

  @Test
  void range_whenALaterPageFails_thenNothingOfIt() {
    try (FakeAccount account =
        FakeAccount.answering(page("1", "a"), json(403, error("AuthorizationFailure")))) {
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> account.store().ledger().range("p", "a", "z", 10));
    }
  }

  @TestFactory
  Stream<DynamicTest> commit_whenItsAnswerSaysNothing_thenUnavailableAndSentOnce() {
    return Map.of(
            "lost", lost(),
            "throttled", json(429, error("TooManyRequests"), "Retry-After", "0"),
            "busy", json(503, error("ServerBusy")),
            "broken", json(500, error("InternalError")),
            "timed out", json(500, error("OperationTimedOut")),
            "forbidden", json(403, error("AuthorizationFailure")),
            "a load balancer's page", of(502, "text/html", "<html>Bad Gateway</html>"),
            "a body of XML", of(503, "application/xml", "<?xml version=\"1.0\"?><Error/>"),
            "cut off", of(202, "multipart/mixed; boundary=batchresponse_1", "--batchr"),
            "a timeout inside", refusal(500, "OperationTimedOut", "0:Operation timed out"))
        .entrySet()
        .stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      try (FakeAccount account = FakeAccount.answering(entry.getValue())) {
                        assertThatExceptionOfType(UnavailableException.class)
                            .isThrownBy(() -> account.store().inbox().commit("p", BATCH));
                        assertThat(account.requests()).hasSize(1);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> commit_whenRefused_thenTheIndexOfTheRow() {
    return Map.of(
            refusal(409, "EntityAlreadyExists", "0:The specified entity already exists."), 0,
            refusal(412, "UpdateConditionNotSatisfied", "0:The condition is not satisfied."), 0,
            refusal(404, "ResourceNotFound", "0:The resource does not exist."), 0,
            refusal(412, "UpdateConditionNotSatisfied", "x:The condition is not satisfied."), -1)
        .entrySet()
        .stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    "index " + entry.getValue(),
                    () -> {
                      try (FakeAccount account = FakeAccount.answering(entry.getKey())) {
                        assertThatExceptionOfType(ConflictException.class)
                            .isThrownBy(() -> account.store().inbox().commit("p", BATCH))
                            .returns(entry.getValue(), ConflictException::index);
                      }
                    }));
  }

  @Test
  void commit_whenThereIsNoTable_thenMadeAndSentAgain() throws ConflictException {
    try (FakeAccount account =
        FakeAccount.answering(
            refusal(404, "TableNotFound", "0:The table specified does not exist."),
            json(409, error("TableAlreadyExists")),
            batch(204, ""))) {
      account.store().inbox().commit("p", BATCH);

      assertThat(account.requests())
          .containsExactly("POST /account/$batch", "POST /account/Tables", "POST /account/$batch");
    }
  }

  @Test
  void open_withAnIdentity_asksForATokenOfStorage() {
    List<String> scopes = new ArrayList<>();
    TokenCredential credential =
        request -> {
          scopes.addAll(request.getScopes());
          return Mono.error(new ClientAuthenticationException("nobody", null));
        };

    for (String service : List.of("table", "blob")) {
      Store store = AzureStore.open("https://name.%s.core.example".formatted(service), credential);
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> store.ledger().get("p", "k"));
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> store.anchors().get("a"));
    }

    assertThat(scopes).isNotEmpty().allMatch("https://storage.azure.com/.default"::equals);
  }

  @Test
  void open_whenItIsNoEndpointOfStorage_thenRefused() {
    for (String other : List.of("http://name.table.core.windows.net", "https://name", "")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AzureStore.open(other, request -> Mono.empty()));
    }
  }

  @Test
  void get_whenBusyAtFirst_thenAskedAgain() {
    FakeAccount.Answer busy = json(503, error("ServerBusy"), "Retry-After", "0");
    try (FakeAccount account = FakeAccount.answering(busy, busy, json(200, row("k")))) {
      assertThat(account.store().index().get("p", "k")).isPresent();
      assertThat(account.requests()).hasSize(3);
    }
  }

  /** An empty answer would be read as a cluster that was never seen. */
  @TestFactory
  Stream<DynamicTest> reads_whenNotAnswered_thenUnavailableAndNeverEmpty() {
    return IntStream.of(200, 400, 403, 404, 409, 500, 501)
        .mapToObj(
            status ->
                DynamicTest.dynamicTest(
                    "status " + status,
                    () -> {
                      FakeAccount.Answer foreign =
                          of(status, "text/html", "<html>Elsewhere</html>", "Retry-After", "0");
                      try (FakeAccount account = FakeAccount.answering(foreign)) {
                        Store store = account.store();
                        assertThatExceptionOfType(RuntimeException.class)
                            .isThrownBy(() -> store.ledger().get("p", "k"));
                        assertThatExceptionOfType(RuntimeException.class)
                            .isThrownBy(() -> store.ledger().range("p", "a", "b", 1));
                        assertThatExceptionOfType(RuntimeException.class)
                            .isThrownBy(() -> store.runs().list("a"));
                      }
                    }));
  }

  @Test
  void putIfAbsent_whenItsAnswerIsLost_thenUnavailableAndSentOnce() {
    try (FakeAccount account = FakeAccount.answering(lost())) {
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> account.store().anchors().putIfAbsent("a", new byte[] {1}));
      assertThat(account.requests()).hasSize(1);
    }
  }

  @Test
  void putIfAbsent_whenAPolicyForbidsIt_thenItWasThere() {
    FakeAccount.Answer held =
        of(409, "application/xml", "", "x-ms-error-code", "BlobImmutableDueToPolicy");
    try (FakeAccount account = FakeAccount.answering(held)) {
      assertThat(account.store().anchors().putIfAbsent("a", new byte[] {1})).isFalse();
    }
  }
}
