package io.aksguard.remediation;

import static io.aksguard.remediation.Shop.evidence;
import static io.aksguard.remediation.Shop.failed;
import static io.aksguard.remediation.Shop.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aksguard.config.Mode;
import io.aksguard.config.ModeRule;
import io.aksguard.config.Modes;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Section;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What guard.yaml lets a plan do. */
class PlannerModesTest {
  private final Shop shop = new Shop();

  @Test
  void modes_hold_andShowWhichRuleItWas() {
    Modes modes =
        new Modes(
            Mode.APPROVE,
            List.of(
                new ModeRule(List.of("image-cleaner-on"), "*", Map.of("env", "dev"), Mode.OFF),
                new ModeRule(List.of("nodepool-max-surge"), "*", Map.of(), Mode.AUTO)));
    Planned planned =
        shop.plan(
            modes,
            evidence("{}"),
            List.of(failed("image-cleaner-on", "", ""), failed("nodepool-max-surge", "sys", "")));

    assertThat(planned.fixes())
        .extracting(Fix::control, fix -> fix.decision().mode(), fix -> fix.hold().guard())
        .containsExactly(
            tuple("image-cleaner-on", "off", "off"), tuple("nodepool-max-surge", "auto", ""));
    assertThat(planned.fixes().get(0).hold().reason()).contains("rule 1");
    assertThat(planned.writes()).hasSize(1);
  }

  /** An upgrade and more nodes: AKS takes one of both at once. */
  private Planned upgradeAndScale(Modes modes) {
    String pools =
        "[{\"name\": \"user\", \"mode\": \"User\", \"count\": 1,"
            + " \"orchestratorVersion\": \"1.33.1\"}]";
    return shop.plan(
        modes,
        Shop.with(evidence("{\"kubernetesVersion\": \"1.34.2\"}"), "pools", Shop.list(pools)),
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
            tuple("nodepool-version-aligned", "conflict"),
            tuple("user-pool-min-nodes", "approval"));
    assertThat(second.fixes())
        .extracting(Fix::control, fix -> fix.hold().guard())
        .containsExactly(
            tuple("nodepool-version-aligned", "off"), tuple("user-pool-min-nodes", "report"));
    assertThat(second.writes()).hasSize(1);
  }

  @Test
  void tagsWithAGap_holdWhatARuleWithTagsMayForbid() {
    JsonObject cluster =
        JsonReader.object("{\"id\": \"%s\", \"properties\": {}}".formatted(Shop.ID))
            .with("tags", new Gap("[parameters('tags')]"));
    Modes modes =
        new Modes(
            Mode.APPROVE, List.of(new ModeRule(List.of(), "*", Map.of("env", "prod"), Mode.OFF)));

    assertThat(
            shop.plan(
                    modes,
                    Shop.with(evidence("{}"), "cluster", new Section(cluster, Shop.AT)),
                    List.of(failed("image-cleaner-on", "", "")))
                .fixes())
        .singleElement()
        .satisfies(fix -> assertThat(fix.decision().mode()).isEqualTo("report"));
  }
}
