package io.aksguard.adapter.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmClientTest {
  private static final ArmId ID =
      new ArmId(
          "/subscriptions/s/resourceGroups/a"
              + " (b)/providers/Microsoft.ContainerService/managedClusters/c");
  private static final Ask LIST =
      Ask.list(ID + "/agentPools", "Microsoft.ContainerService/managedClusters/agentPools");

  private final Script script = new Script();

  private static List<String> names(Answer answer) {
    return answer.resources().stream().map(r -> r.string("name").orElse("?")).toList();
  }

  private static String reason(Answer answer) {
    return answer.missing().map(Gap::reason).orElse("whole");
  }

  @Test
  void get_givesTheResource_atThePinnedVersion() {
    script.then(200, "{'name':'c'}");

    Answer answer = script.client().read(Ask.get(ID));

    assertThat(answer.resources().get(0).string("name")).contains("c");
    assertThat(answer.askedAt()).isEqualTo(Script.AT);
    assertThat(script.asked)
        .containsExactly(
            "GET https://arm.test/subscriptions/s/resourceGroups/a%20%28b%29/providers/"
                + "Microsoft.ContainerService/managedClusters/c?api-version=2026-08-01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "401 | {'error':{'code':'InvalidAuthenticationToken'}} | 401 (InvalidAuthenticationToken)",
        "403 | {'error':{'code':'AuthorizationFailed','message':'The client x@y'}} | 403"
            + " (AuthorizationFailed)",
        "403 | no JSON | 403",
        "429 | {} | 429",
        "503 | <html> | 503",
        "200 | {'name':'c | the answer could not be read as JSON",
        "200 | [] | the answer could not be read as JSON",
        "200 | {} | the answer is no resource",
        "200 | {'value':[]} | the answer is no resource",
        "204 | {} | 204",
        "404 | {'error':{'code':'ResourceNotFound'}} | not found (404)",
        "404 | {} | 404, which does not say that it is gone"
      })
  void get_whenItIsNotAnswered_saysWhy(int status, String body, String reason) {
    script.then(status, body.strip());

    assertThat(reason(script.client().read(Ask.get(ID)))).isEqualTo(reason.strip());
  }

  @Test
  void list_isFollowedToItsEnd() {
    script
        .then(200, "{'value':[{'name':'a'}],'nextLink':'https://arm.test/next?p=2'}")
        .then(200, "{'value':[{'name':'b'}],'nextLink':''}");

    Answer answer = script.client().read(LIST);

    assertThat(names(answer)).containsExactly("a", "b");
    assertThat(answer.missing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "403 | {} | a later page of the list: 403",
        "200 | {'value':[{'name':'b'}, | a later page of the list could not be read as JSON",
        "200 | {'name':'b'} | a later page of the list could not be read as JSON",
        "200 | {'value':[{'name':'b'}],'nextLink':'https://arm.test/next'} | the pages of the list"
            + " have no end"
      })
  void list_whoseLaterPageFails_isShort(int status, String body, String reason) {
    script
        .then(200, "{'value':[{'name':'a'}],'nextLink':'https://arm.test/next'}")
        .then(status, body.strip());

    Answer answer = script.client().read(LIST);

    assertThat(names(answer)).startsWith("a");
    assertThat(reason(answer)).isEqualTo(reason.strip());
  }

  @Test
  void nextPageOnAnotherHost_getsNoToken() {
    script.then(200, "{'value':[{'name':'a'}],'nextLink':'https://elsewhere.test/next'}");

    Answer answer = script.client().read(LIST);

    assertThat(script.asked).hasSize(1);
    assertThat(reason(answer)).contains("the next page is on another host");
  }

  @Test
  void nextPageWithThePortWrittenOut_isOnTheSameHost() {
    script
        .then(200, "{'value':[{'name':'a'}],'nextLink':'https://ARM.test:443/a b?p=2'}")
        .then(200, "{'value':[{'name':'b'}]}");

    Answer answer = script.client().read(LIST);

    assertThat(names(answer)).containsExactly("a", "b");
    assertThat(script.asked.get(1)).isEqualTo("GET https://ARM.test:443/a%20b?p=2");
  }

  @Test
  void listWithoutAList_isNotEmpty() {
    script.then(200, "{}");

    assertThat(reason(script.client().read(LIST))).isEqualTo("the answer holds no list");
  }

  @Test
  void throttledRequest_isSentAgain_afterItsRetryAfter() {
    script.then(429, "{}", "Retry-After", "7").then(200, "{'name':'c'}");

    Answer answer = script.client().read(Ask.get(ID));

    assertThat(answer.missing()).isEmpty();
    assertThat(script.waits).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void retryAfterBeyondTheBound_endsTheRequest() {
    script.then(429, "{'error':{'code':'TooManyRequests'}}", "Retry-After", "3600");

    Answer answer = script.client().read(Ask.get(ID));

    assertThat(reason(answer)).isEqualTo("429 (TooManyRequests)");
    assertThat(script.waits).isEmpty();
    assertThat(script.asked).hasSize(1);
  }

  @Test
  void retryAfterAsADate_isReckonedFromTheClock() {
    script
        .then(503, "{}", "Retry-After", "Mon, 23 Nov 2026 08:00:09 GMT")
        .then(200, "{'name':'c'}");

    script.client().read(Ask.get(ID));

    assertThat(script.waits).containsExactly(Duration.ofSeconds(9));
  }

  @Test
  void aShareOfTheQuota_isLeftToOthers() {
    String left = "x-ms-ratelimit-remaining-subscription-reads";
    script
        .then(200, "{'name':'c'}", left, "250")
        .then(200, "{'name':'c'}", left, "51")
        .then(200, "{'name':'c'}", left, "49")
        .then(200, "{'name':'c'}", left, "74");
    ArmClient client = script.client();

    for (int i = 0; i < 3; i++) {
      client.read(Ask.get(ID));
    }
    assertThat(script.waits).isEmpty();
    client.read(Ask.get(ID));

    assertThat(script.waits).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void resourceGraphQuota_isWaitedFor() {
    script
        .then(200, "{'data':[]}", "x-ms-user-quota-remaining", "14")
        .then(
            200,
            "{'data':[]}",
            "x-ms-user-quota-remaining",
            "2",
            "x-ms-user-quota-resets-after",
            "00:00:05");
    ArmClient client = script.client();

    client.graph("{}");
    client.graph("{}");
    assertThat(script.waits).isEmpty();
    client.graph("{}");

    assertThat(script.waits).containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void batch_isOneCall_andWhatFailedInIt_isAskedAgainAlone() {
    script
        .then(
            200,
            "{'responses':[{'name':'r1','httpStatusCode':200,'content':{'name':'second'}},"
                + "{'name':'r0','httpStatusCode':429,'content':{}}]}")
        .then(200, "{'name':'first'}");

    List<Answer> answers =
        script.client().readAll(List.of(Ask.get(ID), Ask.get(new ArmId(ID + "2"))));

    assertThat(answers)
        .extracting(ArmClientTest::names)
        .containsExactly(List.of("first"), List.of("second"));
    assertThat(script.asked).hasSize(2);
    assertThat(script.asked.get(0)).isEqualTo("POST https://arm.test/batch?api-version=2020-06-01");
  }

  @Test
  void largeBatch_isFetchedWhereItIsReady() {
    script
        .then(202, "", "Location", "https://arm.test/batch/1", "Retry-After", "2")
        .then(
            200,
            "{'responses':[{'name':'r0','httpStatusCode':200,'content':{'name':'a'}},"
                + "{'name':'r1','httpStatusCode':404,"
                + "'content':{'error':{'code':'ResourceNotFound'}}}]}");

    List<Answer> answers =
        script.client().readAll(List.of(Ask.get(ID), Ask.get(new ArmId(ID + "2"))));

    assertThat(names(answers.get(0))).containsExactly("a");
    assertThat(answers.get(1)).isInstanceOf(Answer.Absent.class);
    assertThat(script.waits).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void everyTypeThatIsRead_hasOnePinnedVersion() {
    assertThat(
            ApiVersions.of("Microsoft.ContainerService/managedClusters/agentPools/upgradeProfiles"))
        .isEqualTo("2026-08-01");
    assertThatThrownBy(() -> ApiVersions.of("Microsoft.Nothing/things"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ApiVersions.all().values())
        .allMatch(v -> v.matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}(-preview)?"));
  }

  @Test
  void answersOfTheListKeepTheirOrderAndPlace() {
    script.then(200, "{'value':[{'name':'a','properties':{'x':1}}]}");

    JsonObject element = script.client().read(LIST).resources().get(0);

    assertThat(Optional.of(element.path())).contains("");
  }
}
