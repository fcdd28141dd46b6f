package io.aksguard.remediation;

import static io.aksguard.remediation.Shop.evidence;
import static io.aksguard.remediation.Shop.failed;
import static io.aksguard.remediation.Shop.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.GuardConfig;
import io.aksguard.config.Modes;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.Section;
import io.aksguard.finding.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private final Shop shop = new Shop();

  @Test
  void onlyFailures_areMended_neverWhatIsUnknown() {
    Planned planned =
        shop.plan(
            evidence("{}"),
            state("local-accounts-disabled", "", Severity.HIGH, Status.UNKNOWN, ""),
            state("nodepool-max-surge", "other", Severity.LOW, Status.PASS, ""),
            state("nodepool-max-surge", "gpu", Severity.LOW, Status.NOT_APPLICABLE, ""),
            state("nodepool-max-surge", "sys", Severity.LOW, Status.FAIL, ""));

    assertThat(planned.fixes()).singleElement().extracting(Fix::subjects).isEqualTo(List.of("sys"));
    assertThat(planned.writes())
        .singleElement()
        .satisfies(
            write -> {
              assertThat(write.resource()).isEqualTo(new ArmId(Shop.ID + "/agentPools/sys"));
              assertThat(write.edits())
                  .extracting(Write.Edit::operation)
                  .containsExactly(
                      new PatchOperation(
                          "replace", "/properties/upgradeSettings/maxSurge", "1", "10%"));
            });
  }

  @Test
  void subjectsOfOneControl_areOneFix_andThoseUnderAWaiverAnother() {
    Planned planned =
        shop.plan(
            evidence("{}"),
            failed("nodepool-max-surge", "user", ""),
            failed("nodepool-max-surge", "sys", ""),
            failed("nodepool-max-surge", "gpu", "w-7"));

    assertThat(planned.fixes())
        .extracting(Fix::subjects, fix -> fix.hold().guard())
        .containsExactlyInAnyOrder(
            tuple(List.of("sys", "user"), "approval"), tuple(List.of("gpu"), "waiver"));
    assertThat(planned.writes())
        .extracting(write -> write.resource().name())
        .containsExactly("sys", "user");
  }

  @Test
  void fixesOfOneResource_areOneWrite_theWorstFirst() {
    Planned planned =
        shop.plan(
            evidence("{\"aadProfile\": {\"managed\": true, \"enableAzureRBAC\": true}}"),
            state("image-cleaner-on", "", Severity.LOW, Status.FAIL, ""),
            state("local-accounts-disabled", "", Severity.HIGH, Status.FAIL, ""));

    assertThat(planned.fixes())
        .extracting(Fix::control)
        .containsExactly("local-accounts-disabled", "image-cleaner-on");
    assertThat(planned.writes())
        .singleElement()
        .satisfies(
            write -> {
              assertThat(write.controls())
                  .containsExactly("local-accounts-disabled", "image-cleaner-on");
              assertThat(write.edits())
                  .extracting(edit -> edit.operation().path())
                  .containsExactly(
                      "/properties/disableLocalAccounts",
                      "/properties/securityProfile",
                      "/properties/securityProfile/imageCleaner/intervalHours");
            });
  }

  @Test
  void whatStandsAround_isWrittenBeforeTheCluster_andPoolsAfterIt() {
    Planned planned =
        shop.plan(
            Shop.with(evidence("{}"), "maintenance", Shop.list("[]")),
            failed("nodepool-max-surge", "sys", ""),
            failed("image-cleaner-on", "", ""),
            failed("maintenance-windows-set", "", ""));

    assertThat(planned.writes())
        .extracting(write -> write.resource().name(), Write::isNew)
        .containsExactly(
            tuple("aksManagedAutoUpgradeSchedule", true),
            tuple("aksManagedNodeOSUpgradeSchedule", true),
            tuple("shop", false),
            tuple("sys", false));
  }

  @Test
  void forecast_saysOfEachImpact_whoBringsIt() {
    Planned planned =
        shop.plan(
            evidence("{\"oidcIssuerProfile\": {\"enabled\": false}}"),
            failed("image-cleaner-on", "", ""),
            failed("oidc-issuer-enabled", "", ""));

    assertThat(planned.writes())
        .singleElement()
        .satisfies(
            write -> {
              assertThat(write.impact()).isEqualTo("irreversible");
              assertThat(write.forecast())
                  .isEqualTo(
                      "cannot be taken back, and restarts the API server"
                          + " (oidc-issuer-enabled); in place: nothing restarts"
                          + " (image-cleaner-on)");
            });
  }

  /** Each pool fails, and one change of the cluster mends them all. */
  @Test
  void subjectsThatOneChangeMends_areOneFix_ofOneWrite() {
    Planned planned =
        shop.plan(
            Instant.parse("2028-10-01T00:00:00Z"),
            Modes.DEFAULT,
            evidence(
                """
                {"networkProfile": {"networkPlugin": "azure", "networkPolicy": "azure"}}
                """),
            List.of(
                failed("netpol-engine-not-retired", "sys", ""),
                failed("netpol-engine-not-retired", "user", "")));

    assertThat(planned.fixes())
        .singleElement()
        .satisfies(
            fix -> {
              assertThat(fix.subjects()).containsExactly("sys", "user");
              assertThat(fix.hold().guard()).isEqualTo("window");
              assertThat(fix.wishes()).hasSize(2);
            });
    assertThat(planned.writes())
        .singleElement()
        .satisfies(
            write -> {
              assertThat(write.controls()).containsExactly("netpol-engine-not-retired");
              assertThat(write.edits()).hasSize(2);
            });
  }

  /** Whoever approves it has to know, whatever else it does. */
  @Test
  void forecast_saysOfWhatHasNoUndo_thatItCannotBeTakenBack() {
    String window =
        "[{\"id\": \"%s/maintenanceConfigurations/aksManagedNodeOSUpgradeSchedule\"}]"
            .formatted(Shop.ID);
    Planned planned =
        shop.plan(
            Shop.with(evidence("{}"), "maintenance", Shop.list(window)),
            failed("node-os-auto-upgrade-on", "", ""));

    assertThat(planned.writes())
        .singleElement()
        .satisfies(
            write ->
                assertThat(write.forecast())
                    .isEqualTo("in place: nothing restarts, and cannot be taken back"));
  }

  @Test
  void whatIsNotMet_holds() {
    Planned planned = shop.plan(evidence("{}"), failed("local-accounts-disabled", "", ""));

    assertThat(planned.fixes())
        .singleElement()
        .satisfies(
            fix -> {
              assertThat(fix.hold().guard()).isEqualTo("needs");
              assertThat(fix.hold().reason()).contains("Entra integration first");
            });
    assertThat(planned.writes()).isEmpty();
  }

  @Test
  void whatIsUnknown_holds() {
    Section unread = new Section(new Gap("403"), Shop.AT);
    Planned planned =
        shop.plan(Shop.with(evidence("{}"), "cluster", unread), failed("image-cleaner-on", "", ""));

    assertThat(planned.fixes())
        .singleElement()
        .extracting(Fix::hold)
        .isEqualTo(new Hold("needs", "it depends on what is unknown: 403"));
  }

  @Test
  void subjectThatIsNotThereAnyMore_holds() {
    Planned planned = shop.plan(evidence("{}"), failed("nodepool-max-surge", "gone", ""));

    assertThat(planned.fixes())
        .singleElement()
        .satisfies(fix -> assertThat(fix.hold().reason()).contains("not in the evidence any more"));
  }

  @Test
  void oneControlsFailures_areHeldApart_whereTheirReasonsDiffer() {
    Planned planned =
        shop.plan(
            evidence("{}"),
            failed("nodepool-max-surge", "gone", ""),
            failed("nodepool-max-surge", "sys", ""),
            failed("nodepool-max-surge", "lost", ""));

    assertThat(planned.fixes())
        .extracting(Fix::subjects, fix -> fix.hold().guard())
        .containsExactly(
            tuple(List.of("gone", "lost"), "needs"), tuple(List.of("sys"), "approval"));
  }

  @Test
  void manyFailures_areOneFix() {
    List<State> states = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      states.add(failed("nodepool-max-surge", "pool" + i, ""));
    }

    assertThat(shop.plan(Modes.DEFAULT, evidence("{}"), states).fixes())
        .singleElement()
        .satisfies(fix -> assertThat(fix.subjects()).hasSize(20_000));
  }

  @Test
  void withoutEvidence_nothingIsWorkedOut() {
    GuardConfig config = GuardConfig.defaults(shop.catalogue);
    Planned planned =
        new Planner(shop.catalogue, config, Shop.AT)
            .plan(Shop.ID, List.of(failed("image-cleaner-on", "", "")), Optional.empty());

    assertThat(planned.fixes())
        .singleElement()
        .satisfies(fix -> assertThat(fix.hold().guard()).isEqualTo("evidence"));
  }

  @Test
  void everyFix_isHeld_bySomebodyWhoSaysWhy() {
    List<State> all =
        shop.catalogue.controls().stream().map(control -> failed(control.id(), "", "")).toList();

    assertThat(shop.plan(Modes.DEFAULT, evidence("{}"), all).fixes())
        .hasSize(shop.catalogue.controls().size())
        .allSatisfy(
            fix -> {
              assertThat(fix.how()).isNotBlank();
              assertThat(fix.hold().reason()).isNotBlank();
              assertThat(fix.permissions().isEmpty())
                  .as(fix.control())
                  .isEqualTo(fix.hold().guard().equals("person"));
            });
  }

  @Test
  void controlThatIsNotInTheCatalogueAnyMore_isHeld() {
    Fix fix = shop.plan(evidence("{}"), failed("was-here-once", "", "")).fixes().get(0);

    assertThat(fix.hold().guard()).isEqualTo("catalogue");
    assertThat(fix.how()).isEmpty();
  }
}
