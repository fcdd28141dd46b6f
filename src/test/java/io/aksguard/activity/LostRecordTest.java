package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Mode;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.TenantOptions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was written is not recorded, or its record is lost: nothing is written twice. */
class LostRecordTest {
  private static final String CONTROL = "local-accounts-disabled";

  private static ArmId failing(Workshop workshop, String control) {
    for (int i = 0; i < workshop.fleet.clusters().size(); i++) {
      ArmId cluster = workshop.cluster(i);
      workshop.assess(cluster);
      if (workshop.fails(cluster, control)) {
        return cluster;
      }
    }
    throw new AssertionError(control + " fails nowhere");
  }

  /** A cluster, and a registry, which has no ETag. */
  @ParameterizedTest
  @CsvSource({CONTROL + ", managedClusters", "acr-admin-user-off, registries"})
  void processThatEndsOnceAzureHasAccepted_findsTheWrite_andSendsNoOther(
      String control, String type) {
    Ending ending = Ending.after("azure.put");
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4, ending)) {
      workshop.only(Mode.APPROVE, control);
      ArmId cluster = failing(workshop, control);
      workshop.approve(cluster, control, "oid-1");

      workshop.remediateToTheEnd(cluster);

      assertThat(workshop.phases(cluster, control))
          .as("%s", workshop.intent(cluster, control))
          .containsExactly(
              Phase.AWAITING_APPROVAL,
              Phase.APPROVED,
              Phase.STARTED,
              Phase.SUCCEEDED,
              Phase.VERIFIED);
      assertThat(workshop.live.tenant.calls())
          .filteredOn(call -> call.method().equals("PUT"))
          .singleElement()
          .satisfies(call -> assertThat(call.path()).contains("/" + type + "/"));
    }
  }

  /** It shows in no member of the pool: Azure's log tells. */
  @Test
  void processThatEndsOnceAzureHasAcceptedAnAction_findsIt_andPostsNoOther() {
    Ending ending = Ending.after("azure.post");
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 1, ending)) {
      ArmId cluster = workshop.cluster(0);
      PoolSsh.approved(workshop, cluster);

      workshop.remediateToTheEnd(cluster);

      assertThat(workshop.phases(cluster, PoolSsh.CONTROL)).endsWith(Phase.VERIFIED);
      assertThat(PoolSsh.accepted(workshop, "POST")).isEqualTo(1);
    }
  }

  @Test
  void writeWhoseRecordIsGone_isAPersons() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.only(Mode.AUTO, CONTROL);
      ArmId cluster = failing(workshop, CONTROL);
      Intent started =
          workshop
              .intent(cluster, CONTROL)
              .to(Phase.STARTED, "its write is sent", workshop.clock.instant())
              .attempting("0".repeat(64));
      workshop.ledger.move(
          cluster,
          "a write that nothing was kept of",
          known -> {
            Map<String, Intent> all = new TreeMap<>(known.intents());
            all.put(CONTROL, started);
            return all;
          });

      workshop.remediateToTheEnd(cluster);

      assertThat(workshop.intent(cluster, CONTROL).phase()).isEqualTo(Phase.NEEDS_PERSON);
      assertThat(workshop.intent(cluster, CONTROL).reason())
          .contains("what was written is not known", "is lost");
      assertThat(workshop.live.tenant.calls()).noneMatch(call -> call.method().equals("PUT"));
    }
  }
}
