package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Bounds;
import io.aksguard.config.Mode;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.Call;
import io.aksguard.lab.tenant.TenantOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two clusters pull from one registry, and the fix of it is due for both. */
class SharedResourceTest {
  private static final String CONTROL = "acr-admin-user-off";

  /** Two clusters that fail for the same registry, and a person has approved both fixes. */
  private static List<ArmId> due(Workshop workshop) {
    // Else the breaker would let the fix of one cluster be verified first.
    workshop.bounds(
        new Bounds(
            new Bounds.Breaker(100, 100, 2),
            Bounds.DEFAULT.quotaShare(),
            Bounds.DEFAULT.ring(),
            Bounds.DEFAULT.flap(),
            List.of(),
            Bounds.DEFAULT.approvalExpiresAfter(),
            true));
    workshop.only(Mode.APPROVE, CONTROL);
    List<ArmId> due = new ArrayList<>();
    for (int i = 0; i < workshop.fleet.clusters().size() && due.size() < 2; i++) {
      ArmId cluster = workshop.cluster(i);
      workshop.assess(cluster);
      if (workshop.fails(cluster, CONTROL)) {
        due.add(cluster);
      }
    }
    assertThat(due).hasSize(2);
    assertThat(workshop.said(due.get(0), CONTROL)).isEqualTo(workshop.said(due.get(1), CONTROL));
    due.forEach(cluster -> workshop.approve(cluster, CONTROL, "oid-1"));
    return due;
  }

  private static List<Call> puts(Workshop workshop) {
    return workshop.live.tenant.calls().stream()
        .filter(call -> call.method().equals("PUT"))
        .toList();
  }

  @Test
  void oneAfterTheOther_theSecondFindsItMended() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 6)) {
      List<ArmId> due = due(workshop);

      workshop.remediate(due.get(0));
      workshop.remediate(due.get(1));

      assertThat(workshop.intent(due.get(0), CONTROL).phase()).isEqualTo(Phase.VERIFIED);
      assertThat(workshop.phases(due.get(1), CONTROL)).endsWith(Phase.APPROVED, Phase.WITHDRAWN);
      assertThat(puts(workshop)).hasSize(1);
    }
  }

  /** Another host comes between the read and the write, which no ETag guards. */
  @Test
  void bothAtOnce_theSecondWaits_andFindsItMended() {
    List<Runnable> other = new ArrayList<>();
    Ending meanwhile = Ending.meanwhile("azure.put", () -> other.forEach(Runnable::run));
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 6, meanwhile)) {
      List<ArmId> due = due(workshop);
      other.add(() -> workshop.remediate(due.get(1)));

      workshop.remediate(due.get(0));

      assertThat(workshop.intent(due.get(0), CONTROL).phase()).isEqualTo(Phase.VERIFIED);
      assertThat(workshop.intent(due.get(1), CONTROL).guard()).isEqualTo("shared");
      assertThat(workshop.intent(due.get(1), CONTROL).reason())
          .isEqualTo("it is being changed for " + due.get(0));
      workshop.clock.advance(Duration.ofMinutes(15));
      workshop.remediate(due.get(1));
      assertThat(workshop.intent(due.get(1), CONTROL).phase()).isEqualTo(Phase.WITHDRAWN);
      assertThat(puts(workshop)).hasSize(1);
    }
  }
}
