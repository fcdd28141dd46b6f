package io.aksguard.adapter.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After a 429 nothing is sent to its quota before the time that Azure asks for. */
class ThrottlingTest {
  private static final String HERE = "11111111-1111-4111-8111-111111111111";
  private static final String ELSEWHERE = "22222222-2222-4222-8222-222222222222";
  private static final String THROTTLED = "{'error':{'code':'SubscriptionRequestsThrottled'}}";
  private static final Limits ONE_ATTEMPT = new Limits(1, Duration.ofSeconds(30), 0.2, 4, 5);

  private final Script script = new Script();

  private static Ask cluster(String subscription, String name) {
    return Ask.get(
        new ArmId(
            "/subscriptions/%s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/%s"
                .formatted(subscription, name)));
  }

  private static String reason(Answer answer) {
    return answer.missing().map(Gap::reason).orElse("whole");
  }

  private static String answered(String... statuses) {
    StringBuilder responses = new StringBuilder();
    for (int i = 0; i < statuses.length; i++) {
      responses.append(i == 0 ? "" : ",").append("{'name':'r").append(i).append("',");
      responses.append("'httpStatusCode':").append(statuses[i]).append("}");
    }
    return "{'responses':[" + responses + "]}";
  }

  private static String ok() {
    return "200,'content':{'name':'c'}";
  }

  private static String throttled(String retryAfter) {
    return "429,'headers':{'Retry-After':'" + retryAfter + "'},'content':" + THROTTLED;
  }

  @Test
  void anotherRequestToTheQuota_waitsToo_andThoseToOthersDoNot() {
    script.then(429, THROTTLED, "Retry-After", "20").then(200, "{'name':'c'}");
    ArmClient client = script.client(ONE_ATTEMPT);

    assertThat(reason(client.read(cluster(HERE, "a"))))
        .isEqualTo("429 (SubscriptionRequestsThrottled)");
    assertThat(reason(client.counted().read(cluster(ELSEWHERE, "b")))).isEqualTo("whole");
    assertThat(script.waits).isEmpty();
    assertThat(reason(client.counted().read(cluster(HERE, "c")))).isEqualTo("whole");

    assertThat(script.waits).containsExactly(Duration.ofSeconds(20));
  }

  /** A fleet's direct reads share the few queries of Resource Graph. */
  @Test
  void requestThatLosesTheQuotaToOthers_goesOn_asLongAsItMayWait() {
    for (int i = 0; i < 5; i++) {
      script.then(429, THROTTLED, "Retry-After", "5");
    }
    script.then(200, "{'name':'c'}");

    assertThat(reason(script.client().read(cluster(HERE, "a")))).isEqualTo("whole");
    assertThat(script.waits).hasSize(5).containsOnly(Duration.ofSeconds(5));
  }

  @Test
  void throttlingWithoutAnEnd_endsWhenTheWaitsAreUsedUp() {
    script.then(429, THROTTLED, "Retry-After", "0");

    assertThat(reason(script.client().read(cluster(HERE, "a"))))
        .isEqualTo("429 (SubscriptionRequestsThrottled)");
    assertThat(script.waits).hasSize(30).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void waitThatIsTooLong_isNotWaitedFor_andNothingIsSentMeanwhile() {
    script.then(429, THROTTLED, "Retry-After", "3600").then(200, "{'name':'c'}");
    ArmClient client = script.client();

    client.read(cluster(HERE, "a"));
    Answer refused = client.read(cluster(HERE, "b"));

    assertThat(reason(refused))
        .isEqualTo("not sent: Azure has answered 429, and asks to wait longer than a read may");
    assertThat(script.asked).hasSize(1);
    assertThat(reason(client.read(cluster(ELSEWHERE, "b")))).isEqualTo("whole");
    script.now = Script.AT.plusSeconds(3571);
    assertThat(reason(client.read(cluster(HERE, "b")))).isEqualTo("whole");
    assertThat(script.waits).containsExactly(Duration.ofSeconds(29));
  }

  @Test
  void quotaThatHasPassed_isAskedAtOnce() {
    script.then(429, THROTTLED, "Retry-After", "3600").then(200, "{'name':'c'}");
    ArmClient client = script.client();

    client.read(cluster(HERE, "a"));
    script.now = Script.AT.plusSeconds(3600);

    assertThat(reason(client.read(cluster(HERE, "b")))).isEqualTo("whole");
    assertThat(script.waits).isEmpty();
  }

  @Test
  void readsAndPosts_areCountedApart() {
    script.then(429, THROTTLED, "Retry-After", "3600").then(200, "{'value':[]}");
    ArmClient client = script.client();
    Ask post =
        Ask.query(
            "/subscriptions/"
                + HERE
                + "/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults",
            "Microsoft.PolicyInsights/policyStates",
            "{}");

    client.read(cluster(HERE, "a"));

    assertThat(reason(client.read(post))).isEqualTo("whole");
  }

  @Test
  void limitOfOneProvider_closesNoOther() {
    script
        .then(429, "{'error':{'code':'ResourceRequestsThrottled'}}", "Retry-After", "3600")
        .then(200, "{'value':[]}");
    ArmClient client = script.client();

    client.read(cluster(HERE, "a"));

    assertThat(reason(client.read(cluster(HERE, "b")))).startsWith("not sent");
    assertThat(
            reason(
                client.read(
                    Ask.list(
                        "/subscriptions/" + HERE + "/providers/Microsoft.Authorization/locks",
                        "Microsoft.Authorization/locks"))))
        .isEqualTo("whole");
  }

  @Test
  void resourceGraph_isAskedWhenItsWindowBeginsAnew() {
    script.then(429, "{}", "x-ms-user-quota-resets-after", "00:00:05").then(200, "{'data':[]}");
    ArmClient client = script.client(ONE_ATTEMPT);

    client.graph("{}");
    client.graph("{}");

    assertThat(script.waits).containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void throttledPartOfABatch_isAskedForAlone_whenItsTimeHasCome() {
    script.then(200, answered(ok(), throttled("7"))).then(200, "{'name':'c'}");

    List<Answer> answers = script.client().readAll(List.of(cluster(HERE, "a"), cluster(HERE, "b")));

    assertThat(answers).extracting(ThrottlingTest::reason).containsExactly("whole", "whole");
    assertThat(script.asked).hasSize(2);
    assertThat(script.waits).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void throttledPartWithoutATime_isNotAskedForAtOnce() {
    script.then(200, answered(ok(), "429,'content':{}")).then(200, "{'name':'c'}");

    script.client().readAll(List.of(cluster(HERE, "a"), cluster(HERE, "b")));

    assertThat(script.waits).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void throttledPartThatWouldWaitTooLong_isNotSentAgain() {
    script.then(200, answered(ok(), throttled("3600"), ok()));

    List<Answer> answers =
        script
            .client()
            .readAll(List.of(cluster(HERE, "a"), cluster(HERE, "b"), cluster(ELSEWHERE, "c")));

    assertThat(script.asked).hasSize(1);
    assertThat(answers).extracting(ThrottlingTest::reason).filteredOn("whole"::equals).hasSize(2);
    assertThat(answers).extracting(ThrottlingTest::reason).anyMatch(r -> r.startsWith("not sent"));
  }

  @Test
  void batch_leavesOutWhatMayNotBeSent() {
    script
        .then(429, THROTTLED, "Retry-After", "3600")
        .then(200, answered(ok(), ok()).replace("r1", "r3").replace("r0", "r1"));
    ArmClient client = script.client();
    client.read(cluster(HERE, "a"));

    List<Answer> answers =
        client.readAll(
            List.of(
                cluster(HERE, "a"),
                cluster(ELSEWHERE, "b"),
                cluster(HERE, "c"),
                cluster(ELSEWHERE, "d")));

    assertThat(script.asked).hasSize(2);
    assertThat(script.bodies.get(1)).contains(ELSEWHERE).doesNotContain(HERE);
    assertThat(answers.stream().map(ThrottlingTest::reason).map("whole"::equals))
        .containsExactly(false, true, false, true);
  }

  @Test
  void batch_waitsForTheQuotasOfItsParts() {
    script.then(429, THROTTLED, "Retry-After", "12").then(200, answered(ok(), ok()));
    ArmClient client = script.client(ONE_ATTEMPT);
    client.read(cluster(HERE, "a"));

    List<Answer> answers = client.readAll(List.of(cluster(HERE, "a"), cluster(ELSEWHERE, "b")));

    assertThat(script.waits).containsExactly(Duration.ofSeconds(12));
    assertThat(answers).allMatch(answer -> answer.missing().isEmpty());
  }
}
