package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Bounds;
import io.aksguard.config.GuardConfig;
import io.aksguard.config.Waiver;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.Call;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Fault.Effect;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.lab.tenant.Terraform;
import io.aksguard.remediation.guard.StopAll;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is due is carried out against a simulated tenant, a step at a time. */
class RemediationTest {
  private static final String CONTROL = "local-accounts-disabled";
  private static final String ADMIN_USER = "acr-admin-user-off";
  private static final String TAGS = "naming-tags";

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

  private static List<Call> puts(Workshop workshop) {
    return workshop.live.tenant.calls().stream()
        .filter(call -> call.method().equals("PUT"))
        .toList();
  }

  @Test
  void automaticFix_isWrittenOnceVerifiedAndInTheLedger() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.automatic(CONTROL);
      ArmId cluster = failing(workshop, CONTROL);

      workshop.remediate(cluster);

      assertThat(workshop.phases(cluster, CONTROL))
          .containsExactly(Phase.PLANNED, Phase.STARTED, Phase.SUCCEEDED, Phase.VERIFIED);
      assertThat(workshop.fails(cluster, CONTROL)).isFalse();
      assertThat(puts(workshop)).hasSize(1);
    }
  }

  @Test
  void fixThatNobodyHasApproved_isNotWritten() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.approved(CONTROL);
      ArmId cluster = failing(workshop, CONTROL);

      workshop.remediate(cluster);

      assertThat(workshop.phases(cluster, CONTROL)).containsExactly(Phase.AWAITING_APPROVAL);
      assertThat(puts(workshop)).isEmpty();
    }
  }

  @Test
  void approvedFix_isWritten_andTheLedgerNamesWhoApprovedIt() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.approved(CONTROL);
      ArmId cluster = failing(workshop, CONTROL);

      workshop.approve(cluster, CONTROL, "oid-1");
      workshop.remediate(cluster);

      assertThat(workshop.phases(cluster, CONTROL))
          .containsExactly(
              Phase.AWAITING_APPROVAL,
              Phase.APPROVED,
              Phase.STARTED,
              Phase.SUCCEEDED,
              Phase.VERIFIED);
      assertThat(workshop.intent(cluster, CONTROL).by()).isEqualTo("oid-1");
    }
  }

  @Test
  void approvalThatNobodyGives_expires() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.approved(CONTROL);
      ArmId cluster = failing(workshop, CONTROL);

      workshop.clock.advance(Duration.ofHours(73));
      workshop.remediate(cluster);
      workshop.assess(cluster);

      assertThat(workshop.phases(cluster, CONTROL))
          .containsExactly(Phase.AWAITING_APPROVAL, Phase.EXPIRED);
      assertThat(puts(workshop)).isEmpty();
    }
  }

  private static void permit(Workshop workshop, String... actions) {
    workshop.live.tenant.permit(workshop.live.principal, "/", List.of(actions));
  }

  @Test
  void fixThatTheAppMayNotWrite_isHeldBeforehand_andGoesOnOnceItMay() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.automatic(CONTROL);
      permit(workshop, "*/read", "*/queryResults/action");
      ArmId cluster = failing(workshop, CONTROL);

      workshop.remediate(cluster);

      assertThat(workshop.phases(cluster, CONTROL)).containsOnly(Phase.HELD);
      assertThat(workshop.intent(cluster, CONTROL).guard()).isEqualTo("permissions");
      assertThat(workshop.intent(cluster, CONTROL).reason())
          .contains("may not Microsoft.ContainerService/managedClusters/write on " + cluster);
      assertThat(puts(workshop)).isEmpty();

      permit(workshop, "*/write", "*/action");
      workshop.clock.advance(Duration.ofMinutes(15));
      workshop.remediate(cluster);

      assertThat(workshop.phases(cluster, CONTROL))
          .endsWith(Phase.HELD, Phase.STARTED, Phase.SUCCEEDED, Phase.VERIFIED);
    }
  }

  @Test
  void whoApproves_isToldThatTheAppMayNotWrite_andNothingIsWritten() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.approved(CONTROL);
      permit(workshop, "*/read", "*/queryResults/action");
      ArmId cluster = failing(workshop, CONTROL);
      assertThat(workshop.intent(cluster, CONTROL).reason())
          .contains("approved, it would wait: the app may not Microsoft.ContainerService");

      workshop.approve(cluster, CONTROL, "oid-1");
      workshop.remediate(cluster);

      assertThat(workshop.intent(cluster, CONTROL).guard()).isEqualTo("permissions");
      assertThat(puts(workshop)).isEmpty();
    }
  }

  @Test
  void permissionsThatCannotBeRead_holdTheFix() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.automatic(CONTROL);
      ArmId cluster = failing(workshop, CONTROL);
      workshop.live.tenant.faults().add(Fault.of("GET", "permissions", Effect.FORBIDDEN, 1));

      workshop.remediate(cluster);

      assertThat(workshop.intent(cluster, CONTROL).reason()).contains("could not be read: 403");
      assertThat(puts(workshop)).isEmpty();
    }
  }

  /** As after somebody has given the app the permission that it lacked. */
  @Test
  void fixThatAzureRefused_isTriedAgain_whereAPersonReleasesIt() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.automatic(CONTROL);
      ArmId cluster = failing(workshop, CONTROL);
      workshop
          .live
          .tenant
          .faults()
          .add(Fault.of("PUT", "managedClusters", Effect.FORBIDDEN, 1).times(1));
      workshop.remediate(cluster);
      workshop.assess(cluster);
      workshop.remediate(cluster);
      assertThat(workshop.intent(cluster, CONTROL).phase()).isEqualTo(Phase.FAILED);

      workshop.release(cluster, CONTROL, "oid-1");
      workshop.remediate(cluster);

      assertThat(workshop.phases(cluster, CONTROL))
          .endsWith(Phase.FAILED, Phase.APPROVED, Phase.STARTED, Phase.SUCCEEDED, Phase.VERIFIED);
    }
  }

  @Test
  void stop_holdsEverything_untilAPersonResumes() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.automatic(CONTROL);
      ArmId cluster = failing(workshop, CONTROL);
      StopAll stop = new StopAll(workshop.store.index(), workshop.clock);

      stop.stop("oid-1", "incident");
      workshop.remediate(cluster);
      assertThat(workshop.intent(cluster, CONTROL).guard()).isEqualTo("stopped");
      assertThat(puts(workshop)).isEmpty();

      stop.resume("oid-1");
      workshop.remediate(cluster);
      assertThat(workshop.intent(cluster, CONTROL).phase()).isEqualTo(Phase.VERIFIED);
    }
  }

  /** Two tags are asked for, of which nobody has said what the second is to hold. */
  private static GuardConfig tags(Workshop workshop, String values, Waiver... waivers) {
    GuardConfig config =
        workshop
            .rules
            .config()
            .with(workshop.catalogue, "requiredTags", "team,costCenter")
            .with(workshop.catalogue, "remedyTags", values);
    return new GuardConfig(config.parameters(), List.of(waivers), config.modes(), config.bounds());
  }

  @Test
  void fixOfSomeFailures_isKept_whereOthersAreHeldByWhatTheyNeed() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.automatic(TAGS);
      workshop.decide(tags(workshop, "team=shop"));
      ArmId cluster = failing(workshop, TAGS);

      workshop.remediate(cluster);
      workshop.assess(cluster);
      workshop.remediate(cluster);

      assertThat(workshop.phases(cluster, TAGS))
          .containsExactly(Phase.PLANNED, Phase.STARTED, Phase.SUCCEEDED, Phase.VERIFIED);
      assertThat(workshop.intent(cluster, TAGS).reason())
          .contains("costCenter: parameter remedyTags of guard.yaml has no value for the tag");
      assertThat(workshop.body(cluster)).contains("\"team\":\"shop\"");
      assertThat(puts(workshop)).hasSize(1);

      workshop.decide(tags(workshop, "team=shop,costCenter=4711"));
      workshop.assess(cluster);
      workshop.remediate(cluster);

      assertThat(workshop.intent(cluster, TAGS).phase()).isEqualTo(Phase.VERIFIED);
      assertThat(workshop.fails(cluster, TAGS)).isFalse();
      assertThat(puts(workshop)).hasSize(2);
    }
  }

  @Test
  void fixOfSomeFailures_isKept_whereOthersAreAccepted() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      Waiver waiver =
          new Waiver("W-1", TAGS, "*", "costCenter", "o", "later", LocalDate.of(2027, 1, 1));
      workshop.automatic(TAGS);
      workshop.decide(tags(workshop, "team=shop,costCenter=4711", waiver));
      ArmId cluster = failing(workshop, TAGS);

      workshop.remediate(cluster);

      assertThat(workshop.intent(cluster, TAGS).phase()).isEqualTo(Phase.VERIFIED);
      assertThat(workshop.intent(cluster, TAGS).reason()).contains("costCenter: waiver W-1");
      assertThat(workshop.body(cluster)).contains("\"team\":\"shop\"").doesNotContain("4711");
    }
  }

  /** That another failure is held is no excuse for one that was written for and is still there. */
  @Test
  void fixOfSomeFailures_thatDoesNotHelp_isTakenBack() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.automatic(TAGS);
      workshop.decide(tags(workshop, "team=shop"));
      ArmId cluster = failing(workshop, TAGS);
      workshop
          .live
          .tenant
          .faults()
          .add(Fault.of("PUT", "managedClusters", Effect.IGNORED, 1).times(1));

      workshop.remediate(cluster);

      assertThat(workshop.intent(cluster, TAGS).phase()).isEqualTo(Phase.UNDONE);
    }
  }

  /** Nobody may take what was restored for what was restored and works. */
  @Test
  void clusterThatIsBrokenAfterTheUndo_isLeftToAPerson() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.automatic(CONTROL);
      ArmId cluster = failing(workshop, CONTROL);
      workshop
          .live
          .tenant
          .faults()
          .add(Fault.of("PUT", "managedClusters", Effect.UNHEALTHY, 1).times(2));

      workshop.remediate(cluster);

      assertThat(workshop.phases(cluster, CONTROL))
          .containsExactly(
              Phase.PLANNED,
              Phase.STARTED,
              Phase.SUCCEEDED,
              Phase.UNDOING,
              Phase.UNDOING,
              Phase.NEEDS_PERSON);
      assertThat(workshop.intent(cluster, CONTROL).reason())
          .endsWith("it is taken back, and the cluster is in a failed state");
    }
  }

  private static Bounds asking(boolean asksWithoutEtag) {
    Bounds bounds = Bounds.DEFAULT;
    return new Bounds(
        bounds.breaker(),
        bounds.quotaShare(),
        bounds.ring(),
        bounds.flap(),
        bounds.blackouts(),
        bounds.approvalExpiresAfter(),
        asksWithoutEtag);
  }

  /** Registries have no ETag that they are known to heed. */
  @ParameterizedTest
  @CsvSource({"true, AWAITING_APPROVAL", "false, VERIFIED"})
  void automaticFixWithoutAnETag_isAskedFor_unlessTheCustomerSaysOtherwise(
      boolean asks, Phase expected) {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.bounds(asking(asks));
      workshop.automatic(ADMIN_USER);
      ArmId cluster = failing(workshop, ADMIN_USER);

      workshop.remediate(cluster);

      assertThat(workshop.phases(cluster, ADMIN_USER)).startsWith(Phase.PLANNED).endsWith(expected);
      assertThat(puts(workshop)).hasSize(asks ? 0 : 1);
    }
  }

  /** Azure Policy and Terraform undo each other for ever; here the fourth round is not begun. */
  @Test
  void fightWithTerraform_isGivenUp_afterThreeWrites() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.automatic(CONTROL);
      ArmId cluster = failing(workshop, CONTROL);
      Terraform terraform =
          new Terraform(workshop.live.tenant, workshop.live.tenant.newPrincipal())
              .keep(
                  cluster + "?api-version=2026-08-01", "/properties/disableLocalAccounts", "false");

      for (int round = 0; round < 10; round++) {
        workshop.remediate(cluster);
        terraform.apply();
        workshop.clock.advance(Duration.ofHours(1));
        workshop.live.tenant.settle();
        workshop.assess(cluster);
      }

      assertThat(terraform.writes()).as("%s", workshop.intent(cluster, CONTROL)).isEqualTo(3);
      assertThat(workshop.phases(cluster, CONTROL).stream().filter(Phase.STARTED::equals))
          .as("%s", workshop.phases(cluster, CONTROL))
          .hasSize(3);
      assertThat(workshop.intent(cluster, CONTROL).phase()).isEqualTo(Phase.FROZEN);
    }
  }

  /** The second that does not help opens the breaker for all that come. */
  @Test
  void fixThatDoesNotHelp_isTriedOnTwoClustersOnly() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 16)) {
      workshop.automatic(CONTROL);
      workshop.live.tenant.faults().add(Fault.of("PUT", "managedClusters", Effect.IGNORED, 1));
      List<ArmId> failing = new ArrayList<>();
      for (int i = 0; i < workshop.fleet.clusters().size(); i++) {
        ArmId cluster = workshop.cluster(i);
        workshop.assess(cluster);
        if (workshop.intents(cluster).containsKey(CONTROL)) {
          failing.add(cluster);
        }
      }
      assertThat(failing).hasSizeGreaterThan(2);

      failing.forEach(workshop::remediate);

      assertThat(failing.subList(0, 2))
          .allSatisfy(
              cluster ->
                  assertThat(workshop.intent(cluster, CONTROL).phase()).isEqualTo(Phase.UNDONE));
      assertThat(failing.subList(2, failing.size()))
          .allSatisfy(
              cluster ->
                  assertThat(workshop.intent(cluster, CONTROL).guard()).isEqualTo("breaker"));
    }
  }

  /** Taken back, then mended by somebody, and failing again: that is another round. */
  @Test
  void fixThatWasTakenBack_isTriedAgain_whereTheControlFailsAgainLater() {
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 4)) {
      workshop.automatic(CONTROL);
      ArmId cluster = failing(workshop, CONTROL);
      String failing = workshop.body(cluster);
      workshop
          .live
          .tenant
          .faults()
          .add(Fault.of("PUT", "managedClusters", Effect.IGNORED, 1).times(1));
      workshop.remediateToTheEnd(cluster);
      assertThat(workshop.intent(cluster, CONTROL).phase()).isEqualTo(Phase.UNDONE);

      workshop.live.tenant.seed(
          failing.replace("\"disableLocalAccounts\":false", "\"disableLocalAccounts\":true"));
      workshop.assess(cluster);
      workshop.clock.advance(Duration.ofDays(1));
      workshop.live.tenant.seed(failing);
      workshop.assess(cluster);
      workshop.remediateToTheEnd(cluster);

      assertThat(workshop.intent(cluster, CONTROL).phase())
          .as("%s", workshop.intent(cluster, CONTROL))
          .isEqualTo(Phase.VERIFIED);
    }
  }
}
