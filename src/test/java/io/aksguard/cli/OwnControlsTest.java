package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Controls and decisions of the customer. */
class OwnControlsTest {
  private static final String HEAD =
      """
      id: %s
      title: Something of ours
      practice: "1.1"
      severity: high
      why: Because we say so.
      sources: [{name: Our handbook, ref: "1"}]
      """;

  @TempDir private Path folder;
  private Export export;

  @BeforeEach
  void export() {
    export = Export.in(folder);
  }

  @Test
  void ownControl_maySeeBuiltInTablesAndParameters() {
    own(
        "zones-and-plugins",
        """
        sections: [cluster]
        expect: params.minZones > 100 && size(tables.networkPlugins) > 0
        seen: cluster.properties.enableRBAC
        message: "minZones is below 100; RBAC is {seen}"
        remedy: {mode: manual, impact: in-place, how: Nothing to do.}
        """);

    CommandRun run = audit("--controls-dir", export.file("own"), "--only", "zones-and-plugins");

    assertThat(run.err()).isEmpty();
    assertThat(run.findings()).containsExactly("zones-and-plugins  FAIL");
    assertThat(
            audit(
                    "--controls-dir",
                    export.file("own"),
                    "--only",
                    "zones-and-plugins",
                    "--include",
                    "all",
                    "--param",
                    "minZones=101")
                .findings())
        .containsExactly("zones-and-plugins  PASS");
  }

  @Test
  void mistakesOfAnAuthor_areAllListed() {
    own(
        "first",
        """
        sections: [cluster, nowhere]
        expect: cluster.properties.enableRBAC &&
        seen: cluster.properties.enableRBAC
        message: nothing is seen
        remedy: {mode: manual, impact: in-place, how: Nothing to do.}
        """);
    own("second", "severity: extreme\nexpect: true\n");

    CommandRun run = audit("--controls-dir", export.file("own"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("first/control.yaml:", "second/control.yaml:", "unknown section 'nowhere'")
        .doesNotContain("\tat ", "Exception");
    assertThat(run.err().lines())
        .allMatch(line -> line.matches("\\S+:\\d+:\\d+: .*"))
        .hasSizeGreaterThan(6);
  }

  @Test
  void ownControl_mayNotTakeABuiltInId() {
    own(
        "local-accounts-disabled",
        """
        sections: [cluster]
        expect: cluster.properties.enableRBAC
        seen: cluster.properties.enableRBAC
        message: "RBAC is {seen}"
        remedy: {mode: manual, impact: in-place, how: Nothing to do.}
        """);

    assertThat(audit("--controls-dir", export.file("own")).err())
        .contains("there is already a control 'local-accounts-disabled'");
  }

  @Test
  void mistakesInTheConfig_areAllListed() {
    export.with(
        "guard.yaml",
        """
        schema: aks-guard/config/v1
        parameters: {minZones: two, nope: 1}
        waivers:
          - {id: W1, control: nope, resource: "*", subject: "*", owner: me, reason: x, expires: soon}
          - {id: W2}
        """);

    CommandRun run = audit("--config", export.file("guard.yaml"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .hasSize(5)
        .allMatch(line -> line.matches(".*guard\\.yaml:\\d+:\\d+: .*"));
  }

  @Test
  void waivedFailure_isShownAndDoesNotCount() {
    waivers(waiver("W1", "local-accounts-disabled", "2026-12-31"));

    CommandRun run = waived("2026-06-01T00:00:00Z");

    assertThat(run.code()).isZero();
    assertThat(run.findings()).containsExactly("local-accounts-disabled  FAIL");
    assertThat(run.out()).contains("\"waiver\":{\"id\":\"W1\"");
    assertThat(run.inputs()).containsExactly("read ");
  }

  @Test
  void expiredAndUnusedWaivers_areLinesOfTheInputs() {
    waivers(
        waiver("W1", "local-accounts-disabled", "2026-05-31"),
        waiver("W2", "k8s-rbac-enabled", "2026-12-31"));

    CommandRun run = waived("2026-06-01T00:00:00Z");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.inputs())
        .contains(
            "partial waiver W1 (team) expired on 2026-05-31 and no longer counts; "
                + "waiver W2 (team) covered no failure: remove it");
  }

  @Test
  void aliasesThatMultiply_areRefusedAtOnce() {
    StringBuilder bomb =
        new StringBuilder("schema: aks-guard/config/v1\nparameters:\n  a0: &a0 [x]\n");
    for (int i = 1; i < 17; i++) {
      bomb.append("  a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    export.with("guard.yaml", bomb.toString());

    CommandRun run = audit("--config", export.file("guard.yaml"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("guard.yaml:").doesNotContain("\tat ");
  }

  @Test
  void configThatContainsItself_isRefused() {
    export.with(
        "guard.yaml",
        "schema: aks-guard/config/v1\nparameters: {managementPorts: &a [*a], requiredTags: *a}\n");

    CommandRun run = audit("--config", export.file("guard.yaml"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("guard.yaml:").doesNotContain("\tat ");
  }

  private CommandRun waived(String at) {
    return audit(
        "--config", export.file("guard.yaml"), "--only", "local-accounts-disabled", "--at", at);
  }

  private void waivers(String... entries) {
    export.with("guard.yaml", "schema: aks-guard/config/v1\nwaivers:\n" + String.join("", entries));
  }

  private static String waiver(String id, String control, String expires) {
    return """
          - {id: %s, control: %s, resource: "*/prod", subject: "*", owner: team, reason: known, expires: %s}
        """
        .formatted(id, control, expires);
  }

  private void own(String id, String rest) {
    export.with("own/" + id + "/control.yaml", HEAD.formatted(id) + rest);
  }

  private CommandRun audit(Object... more) {
    Object[] all = new Object[more.length + 5];
    all[0] = "audit";
    all[1] = "--input";
    all[2] = export.file("prod.json");
    all[3] = "--format";
    all[4] = "json";
    System.arraycopy(more, 0, all, 5, more.length);
    return CommandRun.of(all);
  }
}
