package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.intent.Intent;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Changes;
import io.aksguard.remediation.Preimage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A fix has helped only where a verdict says so, of a cluster that says that it is well. */
class VerificationTest {
  private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");
  private static final ArmId AKS =
      new ArmId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/a");
  private static final String READY = "{\"properties\": {\"provisioningState\": \"Succeeded\"}}";
  private static final String WELL = "[{\"name\": \"p\", \"provisioningState\": \"Succeeded\"}]";
  private static final FindingKey KEY = new FindingKey("c", "");

  private static State state(Status status, String waiver) {
    return new State(KEY, "v", Severity.HIGH, status, waiver, "", "", "", AT);
  }

  private static Section section(String json) {
    Object value = JsonReader.object("{\"all\": " + json + "}").raw("all");
    return new Section(value == null ? new Gap("none") : value, AT);
  }

  private static Verdict of(Section cluster, Section pools, Map<FindingKey, State> states) {
    return of(cluster, pools, states, new Changes(List.of(), List.of()));
  }

  private static Verdict of(
      Section cluster, Section pools, Map<FindingKey, State> states, Changes left) {
    return of(cluster, pools, states, left, Map.of());
  }

  /**
   * @param attempts all of them writes for the intent
   */
  private static Verdict of(
      Section cluster,
      Section pools,
      Map<FindingKey, State> states,
      Changes left,
      Map<String, Attempt> attempts) {
    Catalogue catalogue = Catalogue.builtIn();
    Evidence evidence =
        new Evidence(AKS.value(), Origin.NONE, Map.of("cluster", cluster, "pools", pools));
    Judging.Judged judged =
        new Judging.Judged(
            new Rules(catalogue, GuardConfig.defaults(catalogue), ""),
            AT,
            Optional.of(evidence),
            states,
            0);
    return new Verification(judged, attempts, left)
        .of(Intent.of(AKS, "c", "v", "wish", "auto", AT).attempted(List.copyOf(attempts.keySet())));
  }

  private static Verdict of(Map<FindingKey, State> states) {
    return of(section(READY), section(WELL), states);
  }

  @Test
  void pass_isHelp() {
    assertThat(of(Map.of(KEY, state(Status.PASS, "")))).isEqualTo(new Verdict.Helped());
    assertThat(of(Map.of(KEY, state(Status.NOT_APPLICABLE, "")))).isEqualTo(new Verdict.Helped());
  }

  @Test
  void silence_isDoubt() {
    assertThat(of(Map.of())).isEqualTo(new Verdict.Doubt());
    assertThat(of(Map.of(KEY, state(Status.UNKNOWN, "")))).isEqualTo(new Verdict.Doubt());
  }

  @Test
  void clusterThatDoesNotSayHowItIs_isDoubt() {
    Map<FindingKey, State> pass = Map.of(KEY, state(Status.PASS, ""));
    Section unread = new Section(new Gap("403"), AT);

    assertThat(of(unread, section(WELL), pass)).isEqualTo(new Verdict.Doubt());
    assertThat(of(section(READY), unread, pass)).isEqualTo(new Verdict.Doubt());
    assertThat(of(section("{\"properties\": {}}"), section(WELL), pass))
        .isEqualTo(new Verdict.Doubt());
  }

  @Test
  void failure_isNoHelp_alsoUnderAWaiver() {
    assertThat(of(Map.of(KEY, state(Status.FAIL, "W-1")))).isInstanceOf(Verdict.Bad.class);
  }

  private static State state(String subject, Status status) {
    return new State(new FindingKey("c", subject), "v", Severity.HIGH, status, "", "", "", "", AT);
  }

  private static Verdict afterAWrite(List<String> mending, State... states) {
    Map<FindingKey, State> byKey = new TreeMap<>();
    List.of(states).forEach(state -> byKey.put(state.key(), state));
    Attempt attempt =
        new Attempt(
            AKS,
            1,
            AT,
            "",
            List.of("c", "d"),
            List.of(),
            mending,
            new Preimage(AKS, false, List.of()),
            "",
            "");
    return of(
        section(READY),
        section(WELL),
        byKey,
        new Changes(List.of(), List.of()),
        Map.of("a", attempt));
  }

  @Test
  void failuresThatNoWriteWasFor_areNoReasonToTakeItBack() {
    List<String> mending = List.of("c one", "d");
    State rest = state("two", Status.FAIL);

    assertThat(afterAWrite(mending, state("one", Status.PASS), rest))
        .isEqualTo(new Verdict.HelpedInPart("two: it needs another fix"));
    assertThat(afterAWrite(mending, state("one", Status.FAIL), rest))
        .isInstanceOf(Verdict.Bad.class);
    assertThat(afterAWrite(mending, state("one", Status.UNKNOWN), rest))
        .isEqualTo(new Verdict.Doubt());
  }

  /** It may have got another name, and fail under that. */
  @Test
  void failureThatIsNotJudgedAnyMore_beforeOthersThatFail_isDoubt() {
    assertThat(afterAWrite(List.of("c one"), state("two", Status.FAIL)))
        .isEqualTo(new Verdict.Doubt());
  }

  /** It was made by the version before this one. */
  @Test
  void writeThatDoesNotSayWhatItWasFor_wasForAll() {
    assertThat(afterAWrite(List.of(), state("one", Status.PASS), state("two", Status.FAIL)))
        .isInstanceOf(Verdict.Bad.class);
  }

  @Test
  void poolThatFailed_isUnhealthy() {
    Section pools = section("[{\"name\": \"p\", \"provisioningState\": \"Failed\"}]");

    assertThat(of(section(READY), pools, Map.of(KEY, state(Status.PASS, ""))).outcome())
        .isEqualTo(Gate.Outcome.UNHEALTHY);
  }

  /** What a new version of the control would go on with, nobody has approved. */
  @Test
  void halfAFix_isGoneOnWith_byTheVersionThatBeganIt() {
    Changes left =
        new Changes(
            List.of(new Change(AKS, false, "", List.of(), List.of("c"), List.of())), List.of());
    State renewed = new State(KEY, "v2", Severity.HIGH, Status.FAIL, "", "", "", "", AT);

    assertThat(of(section(READY), section(WELL), Map.of(KEY, state(Status.FAIL, "")), left))
        .isEqualTo(new Verdict.More());
    assertThat(of(section(READY), section(WELL), Map.of(KEY, renewed), left))
        .isInstanceOf(Verdict.Bad.class);
  }
}
