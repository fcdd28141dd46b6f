package io.aksguard.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.GuardConfig;
import io.aksguard.config.Mode;
import io.aksguard.config.ModeRule;
import io.aksguard.config.Modes;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");
  private static final String SHOP =
      "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg"
          + "/providers/Microsoft.ContainerService/managedClusters/shop";
  private static final String POOLS =
      """
      [{"name": "sys", "mode": "System", "count": 3, "upgradeSettings": {"maxSurge": "1"}},
       {"name": "user", "mode": "User", "count": 7}]
      """;

  private final Catalogue catalogue = Catalogue.builtIn();

  private static State state(
      String control, String subject, Severity severity, Status status, String waiver) {
    return new State(
        new FindingKey(control, subject), "v1", severity, status, waiver, "", "", "", null);
  }

  private static State failed(String control, String subject, String waiver) {
    return state(control, subject, Severity.MEDIUM, Status.FAIL, waiver);
  }

  private static Evidence evidence(String properties) {
    Map<String, Section> sections = new HashMap<>();
    String cluster =
        "{\"id\": \"%s\", \"tags\": {\"env\": \"dev\"}, \"properties\": %s}"
            .formatted(SHOP, properties);
    sections.put("cluster", new Section(JsonReader.object(cluster), AT));
    sections.put(
        "pools",
        new Section(JsonReader.object("{\"all\": " + POOLS + "}").array("all").orElseThrow(), AT));
    return new Evidence(SHOP, Origin.NONE, sections);
  }

  private Planned plan(Modes modes, Evidence evidence, Collection<State> states) {
    GuardConfig config = new GuardConfig(catalogue.defaults(), List.of(), modes);
    return new Planner(catalogue, config, AT).plan(SHOP, states, Optional.of(evidence));
  }

  private Planned plan(Evidence evidence, State... states) {
    return plan(Modes.DEFAULT, evidence, List.of(states));
  }

  @Test
  void onlyFailures_areMended_neverWhatIsUnknown() {
    Planned planned =
        plan(
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
              assertThat(write.resource()).isEqualTo(new ArmId(SHOP + "/agentPools/sys"));
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
        plan(
            evidence("{}"),
            failed("nodepool-max-surge", "user", ""),
            failed("nodepool-max-surge", "sys", ""),
            failed("nodepool-max-surge", "gpu", "w-7"));

    assertThat(planned.fixes())
        .extracting(Fix::subjects, fix -> fix.hold().guard())
        .containsExactlyInAnyOrder(
            tuple(List.of("sys", "user"), "writes"), tuple(List.of("gpu"), "waiver"));
    assertThat(planned.writes())
        .extracting(write -> write.resource().name())
        .containsExactly("sys", "user");
  }

  @Test
  void fixesOfOneResource_areOneWrite_theWorstFirst() {
    Planned planned =
        plan(
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
    Map<String, Section> sections = new HashMap<>(evidence("{}").sections());
    sections.put(
        "maintenance",
        new Section(JsonReader.object("{\"all\": []}").array("all").orElseThrow(), AT));
    Planned planned =
        plan(
            new Evidence(SHOP, Origin.NONE, sections),
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
        plan(
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

  private Planned reimaged(Instant at, String windows) {
    Map<String, Section> sections = new HashMap<>(evidence("{}").sections());
    sections.put(
        "maintenance",
        new Section(
            JsonReader.object("{\"all\": " + windows + "}").array("all").orElseThrow(), AT));
    GuardConfig config = GuardConfig.defaults(catalogue);
    return new Planner(catalogue, config, at)
        .plan(
            SHOP,
            List.of(failed("node-ssh-disabled", "user", "")),
            Optional.of(new Evidence(SHOP, Origin.NONE, sections)));
  }

  @Test
  void whatReplacesNodes_waitsForAWindowThatHasRoom() {
    String sunday =
        """
        [{"id": "%s/maintenanceConfigurations/aksManagedNodeOSUpgradeSchedule", "properties": {"maintenanceWindow":
          {"schedule": {"weekly": {"intervalWeeks": 1, "dayOfWeek": "Sunday"}}, "durationHours": 4, "startTime": "01:00"}}}]
        """
            .formatted(SHOP);
    // Seven nodes one at a time, 15 minutes each.
    Planned before = reimaged(Instant.parse("2026-11-28T12:00:00Z"), sunday);
    Planned within = reimaged(Instant.parse("2026-11-29T03:15:00Z"), sunday);
    Planned late = reimaged(Instant.parse("2026-11-29T03:16:00Z"), sunday);

    assertThat(before.fixes().get(0).hold())
        .isEqualTo(
            new Hold(
                "window",
                "outside the maintenance window, which opens 2026-11-29T01:00:00Z and has room for"
                    + " the 105 minutes that it takes"));
    assertThat(before.writes()).hasSize(2);
    assertThat(within.fixes().get(0).hold().guard()).isEqualTo("writes");
    assertThat(late.fixes().get(0).hold().reason()).contains("opens 2026-12-06T01:00:00Z");
  }

  @Test
  void room_isForAllThatReplacesNodes_oneAfterTheOther() {
    String daily =
        """
        [{"id": "%s/maintenanceConfigurations/aksManagedNodeOSUpgradeSchedule", "properties": {"maintenanceWindow":
          {"schedule": {"daily": {"intervalDays": 1}}, "durationHours": 4, "startTime": "01:00"}}}]
        """
            .formatted(SHOP);
    // 45 minutes for three nodes, 105 for seven.
    assertThat(guards(Instant.parse("2026-11-29T02:30:00Z"), daily))
        .containsExactly("writes", "writes");
    assertThat(guards(Instant.parse("2026-11-29T02:31:00Z"), daily))
        .containsExactly("writes", "window");
  }

  private List<String> guards(Instant at, String windows) {
    Map<String, Section> sections = new HashMap<>(evidence("{}").sections());
    sections.put(
        "maintenance",
        new Section(
            JsonReader.object("{\"all\": " + windows + "}").array("all").orElseThrow(), AT));
    return new Planner(catalogue, GuardConfig.defaults(catalogue), at)
            .plan(
                SHOP,
                List.of(
                    failed("node-ssh-disabled", "sys", ""),
                    failed("node-ssh-disabled", "user", "")),
                Optional.of(new Evidence(SHOP, Origin.NONE, sections)))
            .fixes()
            .stream()
            .flatMap(fix -> fix.subjects().stream().map(subject -> fix.hold().guard()))
            .toList();
  }

  @Test
  void clusterWithoutAWindow_isNotDisrupted() {
    assertThat(reimaged(AT, "[]").fixes().get(0).hold())
        .isEqualTo(new Hold("window", "the cluster has no maintenance window"));
  }

  @Test
  void whatIsNotMet_holds() {
    Planned planned = plan(evidence("{}"), failed("local-accounts-disabled", "", ""));

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
    Map<String, Section> sections = new HashMap<>(evidence("{}").sections());
    sections.put("cluster", new Section(new Gap("403"), AT));
    Planned planned =
        plan(new Evidence(SHOP, Origin.NONE, sections), failed("image-cleaner-on", "", ""));

    assertThat(planned.fixes())
        .singleElement()
        .extracting(Fix::hold)
        .isEqualTo(new Hold("needs", "it depends on what is unknown: 403"));
  }

  @Test
  void subjectThatIsNotThereAnyMore_holds() {
    Planned planned = plan(evidence("{}"), failed("nodepool-max-surge", "gone", ""));

    assertThat(planned.fixes())
        .singleElement()
        .satisfies(fix -> assertThat(fix.hold().reason()).contains("not in the evidence any more"));
  }

  @Test
  void oneControlsFailures_areHeldApart_whereTheirReasonsDiffer() {
    Planned planned =
        plan(
            evidence("{}"),
            failed("nodepool-max-surge", "gone", ""),
            failed("nodepool-max-surge", "sys", ""),
            failed("nodepool-max-surge", "lost", ""));

    assertThat(planned.fixes())
        .extracting(Fix::subjects, fix -> fix.hold().guard())
        .containsExactly(tuple(List.of("gone", "lost"), "needs"), tuple(List.of("sys"), "writes"));
  }

  @Test
  void manyFailures_areOneFix() {
    List<State> states = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      states.add(failed("nodepool-max-surge", "pool" + i, ""));
    }

    assertThat(plan(Modes.DEFAULT, evidence("{}"), states).fixes())
        .singleElement()
        .satisfies(fix -> assertThat(fix.subjects()).hasSize(20_000));
  }

  @Test
  void withoutEvidence_nothingIsWorkedOut() {
    GuardConfig config = GuardConfig.defaults(catalogue);
    Planned planned =
        new Planner(catalogue, config, AT)
            .plan(SHOP, List.of(failed("image-cleaner-on", "", "")), Optional.empty());

    assertThat(planned.fixes())
        .singleElement()
        .satisfies(fix -> assertThat(fix.hold().guard()).isEqualTo("evidence"));
  }

  @Test
  void modes_hold_andShowWhichRuleItWas() {
    Modes modes =
        new Modes(
            Mode.APPROVE,
            List.of(
                new ModeRule(List.of("image-cleaner-on"), "*", Map.of("env", "dev"), Mode.OFF),
                new ModeRule(List.of("nodepool-max-surge"), "*", Map.of(), Mode.AUTO)));
    Planned planned =
        plan(
            modes,
            evidence("{}"),
            List.of(failed("image-cleaner-on", "", ""), failed("nodepool-max-surge", "sys", "")));

    assertThat(planned.fixes())
        .extracting(Fix::control, fix -> fix.decision().mode(), fix -> fix.hold().guard())
        .containsExactly(
            tuple("image-cleaner-on", "off", "off"), tuple("nodepool-max-surge", "auto", "writes"));
    assertThat(planned.fixes().get(0).hold().reason()).contains("rule 1");
    assertThat(planned.writes()).hasSize(1);
  }

  /** An upgrade and more nodes: AKS takes one of both at once. */
  private Planned upgradeAndScale(Modes modes) {
    Map<String, Section> sections =
        new HashMap<>(evidence("{\"kubernetesVersion\": \"1.34.2\"}").sections());
    String pool =
        "{\"all\": [{\"name\": \"user\", \"mode\": \"User\", \"count\": 1,"
            + " \"orchestratorVersion\": \"1.33.1\"}]}";
    sections.put("pools", new Section(JsonReader.object(pool).array("all").orElseThrow(), AT));
    return plan(
        modes,
        new Evidence(SHOP, Origin.NONE, sections),
        List.of(
            state("nodepool-version-aligned", "user", Severity.HIGH, Status.FAIL, ""),
            state("user-pool-min-nodes", "user", Severity.LOW, Status.FAIL, "")));
  }

  @Test
  void ofTwoThatExcludeEachOther_theGraverHolds() {
    assertThat(upgradeAndScale(Modes.DEFAULT).fixes())
        .extracting(Fix::control, fix -> fix.hold().guard())
        .containsExactly(
            tuple("nodepool-version-aligned", "window"), tuple("user-pool-min-nodes", "conflict"));
  }

  @Test
  void whatIsOnlyReported_standsInNobodysWay_andIsWorkedOut() {
    ModeRule aligned =
        new ModeRule(List.of("nodepool-version-aligned"), "*", Map.of(), Mode.REPORT);
    ModeRule nodes = new ModeRule(List.of("user-pool-min-nodes"), "*", Map.of(), Mode.REPORT);

    Planned first = upgradeAndScale(new Modes(Mode.APPROVE, List.of(aligned)));
    Planned second = upgradeAndScale(new Modes(Mode.OFF, List.of(nodes)));

    assertThat(first.fixes())
        .extracting(Fix::control, fix -> fix.hold().guard())
        .containsExactly(
            tuple("nodepool-version-aligned", "conflict"), tuple("user-pool-min-nodes", "writes"));
    assertThat(second.fixes())
        .extracting(Fix::control, fix -> fix.hold().guard())
        .containsExactly(
            tuple("nodepool-version-aligned", "off"), tuple("user-pool-min-nodes", "report"));
    assertThat(second.writes()).hasSize(1);
  }

  @Test
  void tagsWithAGap_holdWhatARuleWithTagsMayForbid() {
    JsonObject cluster =
        JsonReader.object("{\"id\": \"%s\", \"properties\": {}}".formatted(SHOP))
            .with("tags", new Gap("[parameters('tags')]"));
    Map<String, Section> sections = new HashMap<>(evidence("{}").sections());
    sections.put("cluster", new Section(cluster, AT));
    Modes modes =
        new Modes(
            Mode.APPROVE, List.of(new ModeRule(List.of(), "*", Map.of("env", "prod"), Mode.OFF)));

    assertThat(
            plan(
                    modes,
                    new Evidence(SHOP, Origin.NONE, sections),
                    List.of(failed("image-cleaner-on", "", "")))
                .fixes())
        .singleElement()
        .satisfies(fix -> assertThat(fix.decision().mode()).isEqualTo("report"));
  }

  @Test
  void everyFix_isHeld_bySomebodyWhoSaysWhy() {
    List<State> all =
        catalogue.controls().stream().map(control -> failed(control.id(), "", "")).toList();

    assertThat(plan(Modes.DEFAULT, evidence("{}"), all).fixes())
        .hasSize(catalogue.controls().size())
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
    Fix fix = plan(evidence("{}"), failed("was-here-once", "", "")).fixes().get(0);

    assertThat(fix.hold().guard()).isEqualTo("catalogue");
    assertThat(fix.how()).isEmpty();
  }
}
