package io.aksguard.adapter.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpHeaderName;
import io.aksguard.cluster.ArmId;
import io.aksguard.control.Catalogue;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.Current;
import io.aksguard.remediation.azure.Permitted;
import io.aksguard.remediation.azure.Progress;
import io.aksguard.remediation.azure.Sent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What answers mean that the simulated tenant never gives. */
class WriteAnswersTest {
  private static final ArmId ID =
      new ArmId("/subscriptions/s/resourceGroups/a b/providers/Microsoft.KeyVault/vaults/v");
  private static final String SELF =
      "/subscriptions/s/resourceGroups/a%20b/providers/Microsoft.KeyVault/vaults/v"
          + "?api-version=2023-07-01";
  private static final String GUID = "5afe0000-0000-4000-8000-000000000001";
  private static final Duration UNNAMED = Duration.ofSeconds(30);

  private final Script script = new Script();
  private final Azure azure = new AzureWrites(script.client());

  private Sent put() {
    return azure.put(ID, Map.of("properties", Map.of()), Optional.empty(), GUID);
  }

  @Test
  void write_hasItsIdAndItsCondition() {
    script.then(200, "{}");

    azure.put(ID, Map.of("a", List.of(1L)), Optional.of("W/\"7\""), GUID);
    azure.post(ID, "abort", GUID);

    assertThat(script.asked)
        .containsExactly(
            "PUT https://arm.test" + SELF,
            "POST https://arm.test" + SELF.replace("/v?", "/v/abort?"));
    assertThat(script.bodies).containsExactly("{\"a\":[1]}", "");
    assertThat(script.headers.get(0).getValue(HttpHeaderName.IF_MATCH)).isEqualTo("W/\"7\"");
    assertThat(script.headers.get(1).getValue(HttpHeaderName.IF_MATCH)).isNull();
    assertThat(script.headers)
        .allSatisfy(
            sent -> {
              assertThat(sent.getValue(HttpHeaderName.fromString("x-ms-correlation-request-id")))
                  .isEqualTo(GUID);
              assertThat(sent.getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID)).isEqualTo(GUID);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1-1-1-1-1"})
  void idThatArmWouldReplace_isRefused(String id) {
    assertThatThrownBy(() -> azure.post(ID, "abort", id))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(script.asked).isEmpty();
  }

  @Test
  void permissions_areReadToTheirLastPage() {
    script
        .then(
            200,
            "{'value': [{'actions': ['*/read'], 'notActions': ['A.b/read'], 'condition': null}],"
                + " 'nextLink': 'https://arm.test/next'}")
        .then(200, "{'value': [{'actions': ['A.b/write']}, {'notActions': ['*']}]}");

    Permitted.Known permitted = (Permitted.Known) azure.permitted(ID);

    assertThat(script.asked)
        .containsExactly(
            "GET https://arm.test"
                + SELF.replace(
                    "?api-version=2023-07-01",
                    "/providers/Microsoft.Authorization/permissions?api-version=2022-04-01"),
            "GET https://arm.test/next");
    assertThat(List.of("A.c/read", "A.b/write")).allMatch(permitted::allows);
    assertThat(List.of("A.b/read", "A.c/write")).noneMatch(permitted::allows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | {'error': {'code': 'AuthorizationFailed'}}",
        "429 | {'error': {'code': 'TooManyRequests'}}",
        "503 | ''",
        "200 | {'value': [{'actions': '*'}]}",
        "200 | {'value': [{'actions': ['*'], 'notActions': {}}]}",
        "200 | {'value': [{'actions': ['*'], 'notActions': [7]}]}",
        "200 | {}",
      })
  void permissionsThatCannotBeRead_areNone(int status, String body) {
    script.then(status, body);

    assertThat(azure.permitted(ID)).isInstanceOf(Permitted.Unknown.class);
  }

  @Test
  void location_isAskedUntilItHasAnAnswer() {
    script
        .then(202, "", "Location", "https://arm.test:443/a b/op?t=1", "Retry-After", "5")
        .then(202, "", "Retry-After", "0")
        .then(204, "");

    assertThat(put()).isEqualTo(new Sent.Running("/a%20b/op?t=1", Duration.ofSeconds(5)));
    assertThat(azure.poll("/a%20b/op?t=1")).isEqualTo(new Progress.Running(Duration.ofSeconds(1)));
    assertThat(azure.poll("/a%20b/op?t=1")).isEqualTo(new Progress.Succeeded());
    assertThat(script.asked).endsWith("GET https://arm.test/a%20b/op?t=1");
  }

  @Test
  void resourceThatIsNotDone_isAskedItself() {
    script
        .then(201, "{'properties':{'provisioningState':'RegisteringDns'}}")
        .then(200, "{'properties':{'provisioningState':'Updating'}}")
        .then(200, "{'properties':{'provisioningState':'Succeeded'}}");

    assertThat(put()).isEqualTo(new Sent.Running(SELF, UNNAMED));
    assertThat(azure.poll(SELF)).isEqualTo(new Progress.Running(UNNAMED));
    assertThat(azure.poll(SELF)).isEqualTo(new Progress.Succeeded());
  }

  @Test
  void operationOnAnotherHost_getsNoToken() {
    script.then(201, "{}", "Azure-AsyncOperation", "https://elsewhere.test/op");

    assertThat(put()).isEqualTo(new Sent.Lost("taken, but its operation is on another host"));
    for (String address : List.of("https://elsewhere.test/op", "@elsewhere.test/op", ":1/op")) {
      assertThat(azure.poll(address)).isInstanceOf(Progress.Unknown.class);
    }
    assertThat(script.asked).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "200 | {'status':'InProgress'} | Running[retryAfter=PT30S]",
        "200 | {'status':'Cancelled'} | Canceled[]",
        "200 | {'status':'Failed','error':{'code':'Quota','message':'No cores'}}"
            + " | Failed[code=Quota, message=No cores]",
        "200 | {'properties':{'provisioningState':'Failed'}} | Failed[code=, message=]",
        "200 | {'id':'/a','properties':{}} | Succeeded[]",
        "200 | {'status':'Succ | Unknown[reason=200, and no answer of Azure's, retryAfter=PT30S]",
        "409 | {'error':{'code':'Conflict'}} | Failed[code=Conflict, message=]",
        "403 | {'error':{'code':'AuthorizationFailed'}}"
            + " | Unknown[reason=403 (AuthorizationFailed), retryAfter=PT30S]",
        "503 | {} | Unknown[reason=503, retryAfter=PT30S]"
      })
  void operation_isAsItsAnswerSays(int status, String body, String progress) {
    script.then(status, body);

    assertThat(azure.poll("/op").toString()).isEqualTo(progress);
  }

  @Test
  void pollThatIsThrottled_saysWhenToAskAgain() {
    script.then(429, "{}", "Retry-After", "3600");

    assertThat(azure.poll("/op")).isEqualTo(new Progress.Unknown("429", Duration.ofHours(1)));
    assertThat(((Progress.Unknown) azure.poll("/op")).retryAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(script.asked).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "7, PT7S",
    "0, PT1S",
    "999999, PT277H46M39S",
    "'Mon, 23 Nov 2026 09:00:00 GMT', PT1H",
    "'Sun, 22 Nov 2026 09:00:00 GMT', PT1S",
    "soon, PT30S"
  })
  void retryAfter_isToldAsItIs(String header, Duration wait) {
    script.then(409, "{'error':{'code':'Conflict'}}", "Retry-After", header);

    assertThat(put()).isEqualTo(new Sent.Busy("Conflict", "", wait));
    assertThat(script.waits).isEmpty();
  }

  @Test
  void throttledWrite_keepsOtherWritesBack_andNoReads() {
    script.then(429, "{}", "Retry-After", "3600").then(200, "{'name':'v'}");

    assertThat(azure.post(ID, "abort", GUID)).isEqualTo(new Sent.Throttled(Duration.ofHours(1)));
    assertThat(put()).isEqualTo(new Sent.Throttled(Duration.ofHours(1)));
    assertThat(azure.read(ID)).isInstanceOf(Current.Found.class);
    assertThat(script.asked).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "200 | {'properties':{'pro | Lost[reason=the answer is cut off, or none of Azure's]",
        "202 | {} | Lost[reason=taken, but nothing says where its operation is]",
        "408 | {} | Lost[reason=408]",
        "502 | <html> | Lost[reason=502]",
        "404 | <html> | Refused[status=404, code=, message=]",
        "412 | {} | Changed[]",
        "201 | {'properties':{'provisioningState':'Succeeded'}} | Done[]",
        "200 | {'properties':{'provisioningState':'Failed'}} | Done[]"
      })
  void write_isAsItsAnswerSays(int status, String body, String sent) {
    script.then(status, body);

    assertThat(put().toString()).isEqualTo(sent);
    assertThat(script.asked).hasSize(1);
  }

  @Test
  void deletedResourceThatWasGone_isDone() {
    script.then(404, "{'error':{'code':'ResourceNotFound'}}").then(404, "<html>");

    assertThat(azure.delete(ID, Optional.empty(), GUID)).isEqualTo(new Sent.Done());
    assertThat(azure.delete(ID, Optional.empty(), GUID)).isInstanceOf(Sent.Refused.class);
  }

  @Test
  void message_isALine_withoutPersonsAndSecrets() {
    script.then(
        400,
        "{'error':{'code':'BadRequest','message':'The client live.com#jo.doe@contoso.example"
            + " sent\\n"
            + " S3cret-enough!','details':[{'code':'Inner','message':'of image x@sha256:ab'},"
            + "{'message':'"
            + "long ".repeat(200)
            + "'}]}}");

    Sent sent =
        azure.put(
            ID,
            Map.of("windowsProfile", Map.of("adminPassword", "S3cret-enough!", "x", "is missing")),
            Optional.empty(),
            GUID);

    assertThat(((Sent.Refused) sent).message())
        .startsWith("The client (a person) sent (not kept); Inner: of image x@sha256:ab; long long")
        .endsWith("…")
        .hasSize(400);
  }

  @Test
  void etag_isTakenFromTheBodyOrElseTheHeader() {
    script
        .then(200, "{'etag':'W/7','eTag2':'no'}", "ETag", "header")
        .then(200, "{'eTag':null,'properties':{'etag':'inner'}}", "ETag", "header")
        .then(200, "{'properties':{}}", "ETag", "header")
        .then(200, "{'properties':{'etag':' '}}");

    assertThat(List.of(etag(), etag(), etag(), etag()))
        .containsExactly("W/7", "inner", "header", "");
  }

  private String etag() {
    return ((Current.Found) azure.read(ID)).etag().orElse("");
  }

  @Test
  void writeWithoutAToken_isNotSent() {
    ArmClient arm =
        new ArmClient(
            Pipelines.of(
                script, request -> Mono.error(new IllegalStateException()), Script.ENDPOINT),
            Script.ENDPOINT,
            Limits.standard(),
            Clock.systemUTC(),
            time -> {});

    assertThat(new AzureWrites(arm).post(ID, "abort", GUID))
        .isEqualTo(new Sent.Unsent("no token could be had"));
    assertThat(script.asked).isEmpty();
  }

  @Test
  void everyTypeThatARemedyMakes_hasAPinnedVersion() {
    List<String> made =
        Catalogue.builtIn().controls().stream()
            .flatMap(control -> control.definition().remedy().steps().stream())
            .flatMap(
                step ->
                    Pattern.compile("/providers/([A-Za-z.]+/[A-Za-z]+)/")
                        .matcher(step.resource())
                        .results())
            .map(found -> found.group(1))
            .distinct()
            .toList();

    assertThat(made).hasSizeGreaterThan(5).allSatisfy(ApiVersions::of);
  }
}
