package io.aksguard.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Bounds;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.intent.Fight;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.guard.Loop;
import io.aksguard.remediation.guard.OwnWrites;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Guards decide as soon as something is wanted: fights are given up, loops are not begun. */
class IntendingTest {
  private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");
  private static final ArmId AKS =
      new ArmId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/a");
  private static final State FAILS =
      new State(
          new FindingKey("c", ""),
          "v",
          Severity.HIGH,
          Status.FAIL,
          "",
          "",
          "",
          "",
          AT.minusSeconds(5));

  /** A write of ours, before which the control had passed, is not verified yet. */
  private static final Loop OURS =
      new Loop(
          List.of(
              new Loop.OwnWrite(
                  "other",
                  List.of("c"),
                  new OwnWrites.Run(AKS, "c-1", AT.minusSeconds(60), Instant.MAX))),
          List.of(FAILS),
          List.of());

  private static Intent after(Map<String, Intent> known, String mode, Loop loop) {
    Fix fix =
        new Fix(
            "c",
            "v",
            Severity.HIGH,
            List.of(""),
            "automatic",
            "in-place",
            "how",
            new Decision(mode, "the rule"),
            List.of(),
            List.of("wish"),
            Hold.NONE);
    Map<String, Intent> next =
        new Intending(AKS, AT, Bounds.DEFAULT, loop)
            .after(known, List.of(FAILS), new Planned(List.of(fix), List.of()));
    return next.values().iterator().next();
  }

  private static Intent verified(int relapses) {
    Instant ago = AT.minus(Duration.ofHours(1));
    Intent first = Intent.of(AKS, "c", "v", Wish.together(List.of("wish")), "auto", ago);
    return first
        .after(first, Collections.nCopies(relapses, ago))
        .attempting("write-1")
        .verifiedAt(ago);
  }

  @Test
  void whatWeHaveBroken_isHeld_whereNobodyIsAsked() {
    Intent held = after(Map.of(), "auto", OURS);

    assertThat(held.phase()).isEqualTo(Phase.HELD);
    assertThat(held.guard()).isEqualTo("loop");
    assertThat(held.reason()).contains("c-1", "intent other");
    assertThat(after(Map.of(), "auto", Loop.NONE).phase()).isEqualTo(Phase.PLANNED);
    assertThat(after(Map.of("c", held), "auto", Loop.NONE)).isEqualTo(held);
  }

  @Test
  void whoIsAsked_isTold() {
    Intent asked = after(Map.of(), "approve", OURS);

    assertThat(asked.phase()).isEqualTo(Phase.AWAITING_APPROVAL);
    assertThat(asked.reason()).startsWith("the rule; our own write c-1");
  }

  @Test
  void whatWeHaveBrokenOurselves_isNobodysRelapse() {
    assertThat(after(Map.of("c", verified(2)), "auto", OURS).relapses()).hasSize(2);
    assertThat(after(Map.of("c", verified(1)), "auto", Loop.NONE).relapses()).hasSize(2);
  }

  @Test
  void frozen_keepsWhatWasWritten_andHasItLookedForAtOnce() {
    Intent frozen = after(Map.of("c", verified(2)), "auto", Loop.NONE);

    assertThat(frozen.phase()).isEqualTo(Phase.FROZEN);
    assertThat(frozen.attempts()).containsExactly("write-1");
    assertThat(frozen.fight()).contains(Fight.begun(AT));
    assertThat(after(Map.of("c", frozen), "auto", Loop.NONE)).isEqualTo(frozen);
  }
}
