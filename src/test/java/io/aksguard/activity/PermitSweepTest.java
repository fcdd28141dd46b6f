package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.Bounds;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import io.aksguard.history.Draft;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.guard.Breaker;
import io.aksguard.remediation.guard.Circuit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A permit whose intent was given up without a word does not stay at risk for ever. */
class PermitSweepTest {
  private static final ArmId AKS = FakeAzure.SHOP;
  private static final Duration DAY = Duration.ofDays(1);

  private final TestApp app = new TestApp();
  private final Gates gates = new Gates(app.store.index(), app.ledger, () -> app.rules, app);
  private final Change change = new Change(AKS, false, "", List.of(), List.of("c"), List.of());

  private Intent planned(String wish) {
    return Intent.of(AKS, "c", "v", wish, "auto", app.now);
  }

  /** Recorded as planned, and with its permit. */
  private Intent permitted() {
    Intent intent = planned("wish");
    record(intent);
    Evidence evidence =
        new Evidence(
            AKS.value(),
            Origin.NONE,
            Map.of(
                "cluster",
                new Section(JsonReader.object("{\"location\": \"westeurope\"}"), app.now),
                "locks",
                new Section(JsonArray.empty(), app.now)));
    assertThat(gates.hold(List.of(intent), change, evidence)).isEmpty();
    return intent;
  }

  private void record(Intent intent) {
    app.ledger.move(AKS, "a step", known -> Map.of("c", intent));
  }

  private Breaker.Status sweptAfter(Duration time) {
    app.now = app.now.plus(time);
    app.sweep.run(app);
    return new Breaker(app.store.index(), app, Bounds.DEFAULT.breaker()).status();
  }

  private static String counts(Breaker.Status status) {
    Circuit circuit = status.circuits().get(0);
    return "held %d, failed %d, verified %d"
        .formatted(circuit.unverified(), circuit.failed(), circuit.verified());
  }

  /** What was written and is not known to be good counts as a failure, and what runs stays. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PLANNED           | held 0, failed 0, verified 0",
        "HELD              | held 0, failed 0, verified 0",
        "AWAITING_APPROVAL | held 0, failed 0, verified 0",
        "APPROVED          | held 0, failed 0, verified 0",
        "STARTED           | held 1, failed 0, verified 0",
        "SUCCEEDED         | held 1, failed 0, verified 0",
        "UNDOING           | held 1, failed 0, verified 0",
        "VERIFIED          | held 0, failed 0, verified 1",
        "UNDONE            | held 0, failed 1, verified 0",
        "FAILED            | held 0, failed 0, verified 0",
        "REJECTED          | held 0, failed 0, verified 0",
        "EXPIRED           | held 0, failed 0, verified 0",
        "FROZEN            | held 0, failed 0, verified 0",
        "WITHDRAWN         | held 0, failed 0, verified 0",
        "NEEDS_PERSON      | held 0, failed 1, verified 0",
      })
  void permitThatNobodyHasSettled_isSettledByTheLedger(Phase phase, String counts) {
    record(permitted().to(phase, "", app.now));

    assertThat(counts(sweptAfter(DAY))).isEqualTo(counts);
  }

  @Test
  void permitOfAWriteThatMayJustBegin_isLeftAlone() {
    permitted();

    assertThat(counts(sweptAfter(Duration.ofMinutes(30)))).startsWith("held 1");
  }

  /** The activity that asks again has begun anew. */
  @Test
  void permitThatWasAskedForAgain_isYoung() {
    permitted();
    app.now = app.now.plus(DAY);
    permitted();

    assertThat(counts(sweptAfter(Duration.ofMinutes(30)))).startsWith("held 1");
  }

  @ParameterizedTest
  @CsvSource({"PLANNED, 0", "STARTED, 1", "SUCCEEDED, 1"})
  void permitOfAClusterThatIsGone_isSettled(Phase phase, int failed) {
    record(permitted().to(phase, "", app.now));
    Instant now = app.now;
    app.ledger.append(Draft.gone(AKS, "event", now, Map.of("cluster", now)));
    assertThat(app.ledger.known(ClusterKey.of(AKS)).intents()).isEmpty();

    assertThat(counts(sweptAfter(DAY)))
        .isEqualTo("held 0, failed %d, verified 0".formatted(failed));
  }

  /** Another wish is another intent, and has a permit of its own. */
  @Test
  void permitOfAnIntentThatWasReplaced_isSettled() {
    Intent first = permitted();
    record(planned("another wish").after(first, List.of()));

    assertThat(counts(sweptAfter(DAY))).isEqualTo("held 0, failed 0, verified 0");
  }

}
