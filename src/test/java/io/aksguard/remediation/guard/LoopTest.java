package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.remediation.Hold;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopTest {
  private static final ArmId AKS =
      new ArmId(
          "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg"
              + "/providers/Microsoft.ContainerService/managedClusters/shop");
  private static final Loop.OwnWrite WRITE =
      new Loop.OwnWrite(
          "intent-1",
          List.of("broken", "pools user"),
          new OwnWrites.Run(AKS, "c-1", at("12:00"), at("12:10")));

  private static Instant at(String time) {
    return Instant.parse("2026-11-23T" + time + ":00Z");
  }

  private static State state(String control, String subject, Status status, String time) {
    FindingKey key = new FindingKey(control, subject);
    return new State(key, "v", Severity.HIGH, status, "", "", "", "", at(time));
  }

  private static OwnWrites.Trace change(String correlation, String time) {
    return new OwnWrites.Trace(AKS, correlation, "oid", "app", at(time));
  }

  private static boolean isHeld(State state, OwnWrites.Trace... changes) {
    return new Loop(List.of(WRITE), List.of(state), List.of(changes))
        .hold(state.key().control())
        .isPresent();
  }

  @Test
  void whatOurWriteHasBroken_isHeld_andTheReasonNamesTheWrite() {
    State broken = state("broken", "", Status.FAIL, "12:05");

    assertThat(new Loop(List.of(WRITE), List.of(broken), List.of()).hold("broken"))
        .contains(
            new Hold(
                "loop",
                "our own write c-1 for intent intent-1 has brought it about: not mended unless a"
                    + " person releases it"));
    assertThat(Loop.NONE.hold("broken")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "broken, '', FAIL, 12:00, true",
    "broken, '', FAIL, 12:10, true",
    "pools, user, FAIL, 12:05, true",
    // It has failed before, or it is verified that the write did no harm.
    "broken, '', FAIL, 11:59, false",
    "broken, '', FAIL, 12:11, false",
    // It did not pass before: that is more to do, and no harm done.
    "other, '', FAIL, 12:05, false",
    "pools, system, FAIL, 12:05, false",
    "broken, '', UNKNOWN, 12:05, false",
  })
  void failure_isOurDoing(
      String control, String subject, Status status, String time, boolean isOurs) {
    assertThat(isHeld(state(control, subject, status, time))).isEqualTo(isOurs);
  }

  /** Azure goes on under our correlation id after the operation has ended. */
  @Test
  void lateChangeOfOurs_isOurDoing_othersAreNot() {
    State late = state("broken", "", Status.FAIL, "13:00");

    assertThat(isHeld(late, change("C-1", "12:55"))).isTrue();
    // The event of the write itself, by a clock that is ahead.
    assertThat(isHeld(late, change("c-1", "12:11"))).isFalse();
    assertThat(isHeld(late, change("c-9", "12:55"))).isFalse();
    assertThat(isHeld(late, change("c-1", "13:05"))).isFalse();
  }

  /** Custodian has no protection against loops: what it writes raises the event that starts it. */
  @Test
  void custodian10467RunsInALoop_eventsOfOurOwnWriteCauseNoSecondFix() {
    State late = state("broken", "", Status.FAIL, "13:00");
    int fixes = 1;
    for (int event = 0; event < 1_000; event++) {
      fixes += isHeld(late, change("c-1", "12:%02d".formatted(12 + event % 48))) ? 0 : 1;
    }

    assertThat(fixes).isEqualTo(1);
  }
}
