package io.aksguard.remediation;

import static io.aksguard.remediation.Shop.evidence;
import static io.aksguard.remediation.Shop.failed;
import static io.aksguard.remediation.Shop.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Bounds;
import io.aksguard.config.GuardConfig;
import io.aksguard.config.Mode;
import io.aksguard.config.ModeRule;
import io.aksguard.config.Modes;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import io.aksguard.finding.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is carried out of a plan, worked out again for some controls alone. */
class ChangesTest {
  private static final State ALIGNED =
      state("nodepool-version-aligned", "user", Severity.HIGH, Status.FAIL, "");
  private static final State NODES =
      state("user-pool-min-nodes", "user", Severity.LOW, Status.FAIL, "");
  private static final String POOLS =
      "[{\"name\": \"user\", \"mode\": \"User\", \"count\": 1,"
          + " \"orchestratorVersion\": \"1.33.1\"}]";

  private final Shop shop = new Shop();

  private Planner planner(Modes modes) {
    return new Planner(
        shop.catalogue,
        new GuardConfig(shop.catalogue.defaults(), List.of(), modes, Bounds.DEFAULT),
        Shop.AT);
  }

  private static Evidence oldPool() {
    return Shop.with(evidence("{\"kubernetesVersion\": \"1.34.2\"}"), "pools", Shop.list(POOLS));
  }

  private Changes changes(Evidence evidence, List<State> states, String... allowed) {
    return planner(Modes.DEFAULT).changes(Shop.ID, states, evidence, Set.of(allowed));
  }

  @Test
  void fixesOfOtherControls_standInNobodysWay() {
    Changes changes = changes(oldPool(), List.of(ALIGNED, NODES), "user-pool-min-nodes");

    assertThat(changes.fixes())
        .extracting(Fix::control, Fix::hold)
        .containsExactly(tuple("user-pool-min-nodes", Hold.NONE));
    assertThat(changes.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.resource()).isEqualTo(new ArmId(Shop.ID + "/agentPools/user"));
              assertThat(change.controls()).containsExactly("user-pool-min-nodes");
              assertThat(change.claims())
                  .extracting(claim -> claim.path().toString(), Claim::value, Claim::before)
                  .containsExactly(tuple("properties.count", 3L, 1L));
            });
  }

  @Test
  void fixThatWaitsForAWindow_standsInNobodysWay_andSaysSo() {
    Changes changes =
        changes(
            oldPool(), List.of(ALIGNED, NODES), "user-pool-min-nodes", "nodepool-version-aligned");

    assertThat(changes.fixes())
        .extracting(Fix::control, fix -> fix.hold().guard())
        .containsExactly(
            tuple("nodepool-version-aligned", "window"), tuple("user-pool-min-nodes", ""));
    assertThat(changes.changes())
        .singleElement()
        .satisfies(change -> assertThat(change.controls()).containsExactly("user-pool-min-nodes"));
  }

  @Test
  void ofTwoThatExcludeEachOther_theGraverIsCarriedOut_whenBothMay() {
    Changes changes =
        planner(Modes.DEFAULT)
            .atAnyTime()
            .changes(
                Shop.ID,
                List.of(NODES, ALIGNED),
                oldPool(),
                Set.of("user-pool-min-nodes", "nodepool-version-aligned"));

    assertThat(changes.fixes())
        .extracting(Fix::control, fix -> fix.hold().guard())
        .containsExactly(
            tuple("nodepool-version-aligned", ""), tuple("user-pool-min-nodes", "conflict"));
    assertThat(changes.changes())
        .singleElement()
        .satisfies(
            change -> assertThat(change.controls()).containsExactly("nodepool-version-aligned"));
  }

  @Test
  void whatGuardYamlForbidsMeanwhile_orIsAcceptedOrMended_isNotCarriedOut() {
    Modes modes =
        new Modes(
            Mode.AUTO,
            List.of(
                new ModeRule(List.of("image-cleaner-on"), "*", Map.of(), Mode.OFF),
                new ModeRule(List.of("api-run-command-disabled"), "*", Map.of(), Mode.REPORT)));
    Changes changes =
        planner(modes)
            .changes(
                Shop.ID,
                List.of(
                    failed("image-cleaner-on", "", ""),
                    failed("api-run-command-disabled", "", ""),
                    failed("nodepool-max-surge", "sys", "w-7"),
                    failed("nodepool-max-surge", "user", ""),
                    state("workload-identity-enabled", "", Severity.LOW, Status.PASS, ""),
                    state("azure-policy-addon-on", "", Severity.LOW, Status.UNKNOWN, "")),
                evidence("{}"),
                Set.of(
                    "image-cleaner-on",
                    "api-run-command-disabled",
                    "nodepool-max-surge",
                    "workload-identity-enabled",
                    "azure-policy-addon-on"));

    assertThat(changes.fixes())
        .extracting(Fix::control, Fix::subjects, fix -> fix.hold().guard())
        .containsExactlyInAnyOrder(
            tuple("image-cleaner-on", List.of(""), "off"),
            tuple("api-run-command-disabled", List.of(""), "report"),
            tuple("nodepool-max-surge", List.of("sys"), "waiver"),
            tuple("nodepool-max-surge", List.of("user"), ""));
    assertThat(changes.changes())
        .singleElement()
        .satisfies(change -> assertThat(change.resource().name()).isEqualTo("user"));
  }
}
