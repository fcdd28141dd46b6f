package io.aksguard.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Catalogue;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Verdicts by the names that a write is held to. */
class NamedTest {
  private static final Instant AT = Instant.parse("2026-11-29T08:00:00Z");

  private static Map<FindingKey, State> states() {
    Map<FindingKey, State> states = new LinkedHashMap<>();
    Map<FindingKey, Status> all =
        Map.of(
            new FindingKey("nodepool-version-aligned", "sys"), Status.PASS,
            new FindingKey("local-accounts-disabled", ""), Status.PASS,
            new FindingKey("k8s-version-supported", ""), Status.FAIL);
    all.forEach(
        (key, status) ->
            states.put(key, new State(key, "v", Severity.HIGH, status, "", "", "", "", AT)));
    return states;
  }

  @Test
  void upgradeOfTheControlPlane_isNotHeldToThePoolsBeingAsNew() {
    Set<String> entailed = Catalogue.builtIn().entailed(List.of("k8s-version-supported"));

    assertThat(entailed).containsExactly("nodepool-version-aligned");
    assertThat(Named.passing(states(), entailed)).containsExactly("local-accounts-disabled");
  }

  @Test
  void otherFixes_areHeldToAllThatPasses() {
    Set<String> entailed = Catalogue.builtIn().entailed(List.of("local-accounts-disabled"));

    assertThat(Named.passing(states(), entailed))
        .containsExactlyInAnyOrder("local-accounts-disabled", "nodepool-version-aligned sys");
  }
}
