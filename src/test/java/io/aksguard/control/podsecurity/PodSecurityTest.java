package io.aksguard.control.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PodSecurityTest {
  /** Admitted by every level in every version. */
  private static final String POD =
      """
      metadata: {name: pod}
      spec:
        containers:
        - name: a
          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
        securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      """;

  /** Each case changes {@link #POD}; "?" stands for a gap, "-" for no violation. */
  @ParameterizedTest(name = "{0} 1.{1} {2}")
  @CsvFileSource(resources = "/podsecurity/cases.txt", delimiter = '|', quoteCharacter = '~')
  void violations(String level, int minor, String changes, String expected) {
    Object pod = Pods.changed(POD, changes);

    String violations = shown(pod, Level.of(level).orElseThrow(), minor);

    assertThat(violations).isEqualTo(expected);
  }

  @Test
  void message_saysWhatIsSeenAndWhatMustBe() {
    Object pod = Pods.changed(POD, "spec: {containers: [{securityContext: {runAsUser: 0}}]}");

    List<Violation> violations = PodSecurity.violations(pod, Level.RESTRICTED, 34);

    assertThat(violations)
        .containsExactly(
            new Violation(
                "runAsUser",
                "spec.containers[0].securityContext.runAsUser",
                "a",
                "is 0, must not be 0"))
        .hasToString(
            "[runAsUser: spec.containers[0].securityContext.runAsUser of container a"
                + " is 0, must not be 0]");
  }

  @Test
  void judge_byOneCheck_asksNoOther() {
    Object pod =
        Pods.changed(POD, "spec: {hostPID: true, securityContext: {sysctls: [{name: kernel.x}]}}");

    Judgement judged = PodSecurity.judge(pod, "sysctls", 34).orElseThrow();

    assertThat(judged.violations())
        .hasToString(
            "[sysctls: spec.securityContext.sysctls[0].name is \"kernel.x\", must be a safe sysctl]");
    assertThat(PodSecurity.judge(pod, "hostNetwork", 34)).isEmpty();
    assertThat(PodSecurity.judge(pod, "hostProbesAndHostLifecycle", 33))
        .contains(new Judgement(List.of(), Optional.empty()));
  }

  @Test
  void partOfAPod_leavesWhatItsKnownPartDecides() {
    Gap gap = new Gap("cut off");
    JsonObject shares = container(Map.of("privileged", true));

    Judgement harmless = judge(JsonArray.partly(List.of(container(Map.of())), gap));
    Judgement harmful = judge(JsonArray.partly(List.of(shares), gap));

    assertThat(harmless.rest()).contains(gap);
    assertThat(harmless.violations()).isEmpty();
    assertThat(harmful.rest()).contains(gap);
    assertThat(harmful.allows()).isFalse();
    assertThat(harmful.violations()).extracting(Violation::check).containsExactly("privileged");
  }

  @Test
  void withoutContainers_isAGapBesideWhatIsSeen() {
    JsonObject debugger = container(Map.of("privileged", true));
    JsonObject spec = JsonObject.of(Map.of("ephemeralContainers", JsonArray.of(List.of(debugger))));

    Judgement judged = PodSecurity.judge(JsonObject.of(Map.of("spec", spec)), Level.BASELINE, 37);

    assertThat(judged.allows()).isFalse();
    assertThat(judged.rest())
        .contains(new Gap("expected the containers at spec.containers of the pod"));
  }

  private static Judgement judge(JsonArray containers) {
    JsonObject spec = JsonObject.of(Map.of("containers", containers));
    return PodSecurity.judge(JsonObject.of(Map.of("spec", spec)), Level.BASELINE, 37);
  }

  private static JsonObject container(Map<String, ?> securityContext) {
    return JsonObject.of(Map.of("name", "a", "securityContext", JsonObject.of(securityContext)));
  }

  private static String shown(Object pod, Level level, int minor) {
    try {
      List<Violation> violations = PodSecurity.violations(pod, level, minor);
      return violations.isEmpty()
          ? "-"
          : violations.stream()
              .map(each -> each.check() + " " + each.field().replaceFirst("^spec\\.", ""))
              .collect(Collectors.joining(", "));
    } catch (GapException e) {
      return "?";
    }
  }
}
