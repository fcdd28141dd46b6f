package io.aksguard.adapter.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Not every 404 says that a resource is gone. */
class NotFoundTest {
  private static final ArmId ID =
      new ArmId(
          "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/c");

  private final Script script = new Script();

  /** By itself, and in a batch. */
  private List<Answer> answers(String body) {
    script.then(404, body);
    Answer alone = script.client().read(Ask.get(ID));
    Script batch =
        new Script()
            .then(
                200,
                "{'responses':[{'name':'r0','httpStatusCode':404,'content':%s},"
                        .formatted(body.startsWith("<") ? "'" + body + "'" : body)
                    + "{'name':'r1','httpStatusCode':200,'content':{'name':'b'}}]}");
    List<Answer> both = batch.client().readAll(List.of(Ask.get(ID), Ask.get(new ArmId(ID + "2"))));
    assertThat(batch.asked).hasSize(1);
    return List.of(alone, both.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ResourceNotFound", "ResourceGroupNotFound", "ParentResourceNotFound", "NotFound"})
  void codeOfAResourceThatIsGone_isAbsence(String code) {
    assertThat(answers("{'error':{'code':'%s','message':'It was.'}}".formatted(code)))
        .allMatch(answer -> answer instanceof Answer.Absent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "InvalidResourceType",
        "InvalidResourceNamespace",
        "SubscriptionNotFound",
        "NoRegisteredProviderFound",
        "MissingSubscription"
      })
  void anotherCode_isARefusal_thatNamesIt(String code) {
    assertThat(answers("{'error':{'code':'%s','message':'It was.'}}".formatted(code)))
        .allSatisfy(
            answer ->
                assertThat(reason(answer))
                    .isEqualTo("404 (" + code + "), which does not say that it is gone"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "<html><title>Not found</title></html>", "{'error':{}}"})
  void bodyWithoutACode_isARefusal(String body) {
    assertThat(answers(body))
        .allSatisfy(
            answer ->
                assertThat(reason(answer)).isEqualTo("404, which does not say that it is gone"));
  }

  @Test
  void listBelowAResourceThatIsGone_isAbsent() {
    script.then(404, "{'error':{'code':'ParentResourceNotFound'}}");

    Answer answer =
        script
            .client()
            .read(
                Ask.list(
                    ID + "/agentPools", "microsoft.containerservice/managedclusters/agentpools"));

    assertThat(answer).isInstanceOf(Answer.Absent.class);
  }

  private static String reason(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return answer.missing().map(Gap::reason).orElse("whole");
  }
}
