package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Bounds;
import io.aksguard.config.Mode;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.Call;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Fault.Effect;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.remediation.guard.Quota;
import io.aksguard.remediation.guard.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fix is to be taken back while others wait for AKS to take more writes. */
class UndoTurnTest {
  private static final String CONTROL = ImageCleaner.CONTROL;

  private final Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 1);
  private final ArmId cluster = workshop.cluster(0);
  private final Quota quota =
      new Quota(workshop.store.index(), workshop.clock, Bounds.DEFAULT.quotaShare());
  private final Quota.Counted counted = Quota.Counted.of(cluster, "northeurope").orElseThrow();

  /** Written, and it has left the cluster unhealthy. */
  @BeforeEach
  void breakIt() {
    workshop.live.tenant.seed(ImageCleaner.off(workshop.body(cluster)));
    workshop.only(Mode.AUTO, CONTROL);
    workshop.assess(cluster);
    workshop
        .live
        .tenant
        .faults()
        .add(Fault.of("PUT", "managedClusters", Effect.UNHEALTHY, 1).times(1));
    for (String operation = ""; phase() != Phase.UNDOING; ) {
      Remediation.Step.Again again =
          (Remediation.Step.Again) workshop.remediation.step(cluster, operation);
      operation = again.operation();
      workshop.clock.advance(again.after());
      workshop.live.tenant.settle();
    }
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private Phase phase() {
    return workshop.intent(cluster, CONTROL).phase();
  }

  private List<Call> puts() {
    return workshop.live.tenant.calls().stream()
        .filter(call -> call.method().equals("PUT"))
        .toList();
  }

  private Wait waiting(int number) {
    return quota.take(counted, new ArmId(cluster.value() + number)).orElseThrow();
  }

  private Instant take(int fixes) {
    for (int i = 0; i < fixes; i++) {
      quota.take(counted, new ArmId(cluster.value() + i));
    }
    return waiting(fixes - 1).until().orElseThrow();
  }

  @Test
  void undo_waitsForTheNextTurn_beforeTheFixesOfOthers() {
    Instant last = take(100);
    Instant next = workshop.clock.instant().plus(Duration.ofMinutes(2));

    Remediation.Step step = workshop.remediation.step(cluster, "");
    assertThat(step).isInstanceOf(Remediation.Step.Again.class);
    assertThat(((Remediation.Step.Again) step).after())
        .isPositive()
        .isLessThanOrEqualTo(Duration.ofSeconds(121));
    assertThat(puts()).as("the fix alone").hasSize(1);

    workshop.remediate(cluster);

    assertThat(phase()).isEqualTo(Phase.UNDONE);
    assertThat(puts()).hasSize(2);
    assertThat(puts().get(1).at()).isBetween(next.minusSeconds(120), next.plusSeconds(2));
    assertThat(waiting(99).until()).contains(last.plus(Duration.ofMinutes(2)));
  }

  @Test
  void undoThatAzureThrottles_isHeededByAllWrites() {
    workshop
        .live
        .tenant
        .faults()
        .add(Fault.of("PUT", "managedClusters", Effect.THROTTLED, 1).times(1));

    workshop.remediation.step(cluster, "");

    assertThat(quota.take(counted, new ArmId(cluster + "-other"))).isPresent();
    workshop.remediate(cluster);
    assertThat(phase()).isEqualTo(Phase.UNDONE);
  }
}
