package io.aksguard.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Mode;
import io.aksguard.config.ModeRule;
import io.aksguard.config.Modes;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.finding.State;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.Standing.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where nothing waits for an approval, a person hears why, and what to do about it. */
class StandingTest {
  private static final String CLEANER = "image-cleaner-on";
  private static final Instant AT = Shop.AT;
  private static final List<State> FAILED = List.of(Shop.failed(CLEANER, "", ""));

  private final Shop shop = new Shop();

  private static Intent intent(Phase phase) {
    return Intent.of(new ArmId(Shop.ID), CLEANER, "v1", "wish", "approve", AT)
        .decided(phase, "oid-1", "because", AT);
  }

  private static Standing of(Intent intent, boolean isShown) {
    return Standing.of(Optional.of(intent), FAILED, List.of(), isShown, AT);
  }

  private Standing unintended(Modes modes, State... states) {
    Planned planned = shop.plan(modes, Shop.evidence("{}"), List.of(states));
    return Standing.of(Optional.empty(), List.of(states), planned.fixes(), true, AT);
  }

  private static Modes all(Mode mode) {
    return new Modes(Mode.APPROVE, List.of(new ModeRule(List.of(CLEANER), "*", Map.of(), mode)));
  }

  @Test
  void whatWaits_isSaidUntilWhen() {
    Intent waiting = intent(Phase.AWAITING_APPROVAL).until(AT.plus(Duration.ofHours(72)));

    assertThat(of(waiting, true))
        .isEqualTo(
            new Standing(
                Kind.WAITS, "it waits for an approval until 2026-11-26T00:00:00Z: because"));
  }

  @Test
  void whatNobodyCanBeShown_orIsOver_isNotOffered() {
    Intent waiting = intent(Phase.AWAITING_APPROVAL);

    assertThat(of(waiting, false).kind()).isEqualTo(Kind.NOTHING);
    assertThat(of(waiting, false).why()).contains("the newest plan does not want what waits");
    assertThat(of(waiting.until(AT), true))
        .isEqualTo(
            new Standing(
                Kind.NOTHING, "the time to decide about it was over at 2026-11-23T00:00:00Z"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"PLANNED", "HELD", "APPROVED", "STARTED", "SUCCEEDED", "UNDOING"})
  void whatIsOnItsWay_needsNobody(Phase phase) {
    assertThat(of(intent(phase), true))
        .isEqualTo(
            new Standing(
                Kind.UNDER_WAY,
                "it is "
                    + phase.word()
                    + " since 2026-11-23T00:00:00Z, by the word of oid-1: because"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"FROZEN", "FAILED", "REJECTED", "EXPIRED", "UNDONE", "NEEDS_PERSON"})
  void whatWasGivenUp_isReleased(Phase phase) {
    Standing standing = of(intent(phase), true);

    assertThat(standing.kind()).isEqualTo(Kind.NOTHING);
    assertThat(standing.why())
        .startsWith("it is " + phase.word() + " since ")
        .endsWith("; aks-guard frozen release " + intent(phase).id() + " has it tried again");
  }

  @ParameterizedTest
  @CsvSource({
    "PASS,           it is mended already: nothing of it fails",
    "NOT_APPLICABLE, it does not apply to this cluster",
    "UNKNOWN,        'it is unknown, and nothing is mended on suspicion: '"
  })
  void whatDoesNotFail_isNotMended(Status status, String why) {
    State state = Shop.state(CLEANER, "", Severity.LOW, status, "");

    assertThat(unintended(Modes.DEFAULT, state)).isEqualTo(new Standing(Kind.NOTHING, why));
    assertThat(
            Standing.of(Optional.of(intent(Phase.VERIFIED)), List.of(state), List.of(), true, AT))
        .isEqualTo(new Standing(Kind.NOTHING, why));
  }

  /** One subject that is unknown keeps another that passes from counting as the whole. */
  @Test
  void whatIsUnknownInPart_isNotSaidToBeMended() {
    State passes = Shop.state(CLEANER, "a", Severity.LOW, Status.PASS, "");
    State unknown = Shop.state(CLEANER, "b", Severity.LOW, Status.UNKNOWN, "");

    assertThat(unintended(Modes.DEFAULT, passes, unknown).why()).startsWith("it is unknown");
  }

  @Test
  void whatWasNeverJudged_isNotSaidToBeMended() {
    assertThat(unintended(Modes.DEFAULT).why())
        .isEqualTo("nothing was recorded of it in this cluster");
  }

  @ParameterizedTest
  @CsvSource({"OFF, off", "REPORT, report"})
  void ruleThatForbids_isNamed(Mode mode, String word) {
    assertThat(unintended(all(mode), FAILED.get(0)))
        .isEqualTo(
            new Standing(
                Kind.NOTHING,
                word
                    + " by rule 1 of remediation in guard.yaml; change that in guard.yaml, and"
                    + " aks-guard config push it"));
  }

  @Test
  void waiver_isNamed() {
    assertThat(unintended(Modes.DEFAULT, Shop.failed(CLEANER, "", "W-7")).why())
        .isEqualTo("waiver W-7 accepts the failure; aks-guard waivers end takes it away");
  }

  @Test
  void whatOnlyAPersonMends_isToldWithItsSteps() {
    String byHand =
        shop.catalogue.controls().stream()
            .filter(control -> control.definition().remedy().steps().isEmpty())
            .findFirst()
            .orElseThrow()
            .id();

    assertThat(unintended(Modes.DEFAULT, Shop.failed(byHand, "", "")).why())
        .startsWith("only a person can mend it: ")
        .hasSizeGreaterThan(40);
  }

  @Test
  void whatFailsAndIsNotPlannedYet_isAskedForSoon() {
    assertThat(Standing.of(Optional.empty(), FAILED, List.of(), true, AT).why())
        .isEqualTo("it fails, and what would mend it is not planned yet; try again in a minute");
    assertThat(unintended(Modes.DEFAULT, FAILED.get(0)).why())
        .isEqualTo("it fails again, and is about to be asked for; try again in a minute");
  }
}
