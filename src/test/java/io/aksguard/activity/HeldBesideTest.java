package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
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
import org.junit.jupiter.api.Test;

/** What a begun fix still owes, where other failures of its control are held. */
class HeldBesideTest {
  private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");
  private static final ArmId AKS =
      new ArmId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/a");
  private static final ArmId ONE = new ArmId(AKS + "/agentPools/one");
  private static final ArmId TWO = new ArmId(AKS + "/agentPools/two");
  private static final FindingKey FIRST = new FindingKey("c", "one");
  private static final FindingKey SECOND = new FindingKey("c", "two");

  private static State state(FindingKey key, Status status) {
    return new State(key, "v", Severity.HIGH, status, "", "", "", "", AT);
  }

  private static Change change(ArmId resource, String call) {
    return new Change(resource, false, call, List.of(), List.of("c"), List.of());
  }

  private static Unfinished after(List<String> mending, State... states) {
    Attempt attempt =
        new Attempt(
            AKS,
            1,
            AT,
            "",
            List.of("c"),
            List.of(),
            mending,
            new Preimage(ONE, false, List.of()),
            "",
            "");
    return Unfinished.of(
        Map.of(FIRST, states[0], SECOND, states[1]),
        List.of(Intent.of(AKS, "c", "v", "wish", "auto", AT).attempting("a")),
        Map.of("a", attempt));
  }

  /** The action on the pool that was changed is due, though the other pool's failure is held. */
  @Test
  void failureThatNoWriteWasFor_doesNotKeepTheLastWriteBack() {
    Unfinished unfinished =
        after(List.of("c one"), state(FIRST, Status.PASS), state(SECOND, Status.FAIL));

    assertThat(unfinished.controls()).containsExactly("c");
    assertThat(unfinished.states())
        .containsExactlyInAnyOrder(state(FIRST, Status.FAIL), state(SECOND, Status.FAIL));
    Change action = change(ONE, "upgradeNodeImageVersion");
    assertThat(unfinished.due(new Changes(List.of(change(TWO, ""), action), List.of())).changes())
        .containsExactly(action);
  }

  @Test
  void failureThatAWriteWasFor_isWorkedOutAsItIs() {
    Unfinished unfinished =
        after(List.of("c one", "c two"), state(FIRST, Status.PASS), state(SECOND, Status.FAIL));

    assertThat(unfinished.controls()).isEmpty();
    Changes changes = new Changes(List.of(change(TWO, "")), List.of());
    assertThat(unfinished.due(changes)).isEqualTo(changes);
  }
}
