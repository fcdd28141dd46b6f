package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that random damage has found: each once ended the audit, or lost a verdict. */
class BadInputCommandTest {
  private static final String NSG =
      """
      {"id":"%s/providers/Microsoft.Network/networkSecurityGroups/nsg","name":"nsg",
       "type":"Microsoft.Network/networkSecurityGroups","properties":{"securityRules":["yo"]}}
      """
          .formatted(Export.GROUP);

  private static final String STATE =
      """
      {"resourceId":"%s","policyAssignmentId":"/a/%s","policyAssignmentName":"%s",
       "policyDefinitionReferenceId":"rule","policySetDefinitionCategory":"Regulatory Compliance",
       "complianceState":"%s"}
      """;

  @TempDir private Path folder;

  @Test
  void wrongKindOutsideTheCluster_isALine_andTheRestIsJudged() {
    CommandRun run = audit(Export.in(folder).with("nsg.json", NSG));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.inputs())
        .contains(
            "error line 2: properties.securityRules[0]: expected an object, found the text \"yo\"");
    assertThat(run.findings()).contains("local-accounts-disabled  FAIL");
  }

  @Test
  void listThatContainsItself_isALine() {
    CommandRun run = audit(Export.in(folder).with("loop.yaml", "type: a/b\nx: &a [*a]\n"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.inputs()).contains("error an alias leads back to what it stands in");
    assertThat(run.findings()).contains("local-accounts-disabled  FAIL");
  }

  @Test
  void yamlThatNestsWithoutEnd_isALine() {
    CommandRun run = audit(Export.in(folder).with("deep.yaml", "a: " + "[".repeat(20_000)));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.inputs()).contains("error values nest deeper than 100");
    assertThat(run.findings()).contains("local-accounts-disabled  FAIL");
  }

  @Test
  void rowsWithoutIds_areKeptApart_whenTheyStandInSeveralFiles() {
    Export export =
        Export.in(folder)
            .with("one.json", STATE.formatted(Export.PROD, "one", "one", "NonCompliant"))
            .with("two.json", STATE.formatted(Export.PROD, "two", "two", "Compliant"));

    assertThat(audit(export, "--only", "regulatory-compliance-state").findings())
        .contains(
            "regulatory-compliance-state one/rule FAIL",
            "regulatory-compliance-state two/rule PASS");
  }

  @Test
  void reasonOfAnUnknown_namesNothingOfOurs() {
    CommandRun run =
        audit(
            Export.in(folder)
                .with(
                    "prod.json",
                    Export.cluster("prod")
                        .replace(
                            "\"enableRBAC\":true",
                            "\"addonProfiles\":{\"azurepolicy\":{\"enabled\":\"maybe\"}},"
                                + "\"ingressProfile\":{\"webAppRouting\":\"yo\"}")));

    assertThat(run.out()).doesNotContain("Exception", "java.", "io.aksguard");
  }

  @Test
  void listThatWasCutOff_isUnknown_thoughAllIsAssumedToBeThere() {
    Export export =
        Export.in(folder)
            .with(
                "snapshot.json", "{\"schema\":\"aks-guard/snapshot/v1\",\"complete\":[\"policy\"]}")
            .with("exemptions.json", "[");
    String control = "policy-exemptions-reviewed";

    CommandRun declared = audit(export, "--only", control, "--skip-unreadable");
    CommandRun assumed = audit(export, "--only", control, "--skip-unreadable", "--assume-complete");

    for (CommandRun run : List.of(declared, assumed)) {
      assertThat(run.code()).isZero();
      assertThat(run.findings()).containsExactly(control + "  UNKNOWN");
      assertThat(run.out()).contains("the inputs could not be read whole", "exemptions.json");
    }
  }

  private static CommandRun audit(Export export, Object... more) {
    Object[] all = new Object[more.length + 7];
    System.arraycopy(
        new Object[] {"audit", "--input", export.folder(), "--include", "all", "--format", "json"},
        0,
        all,
        0,
        7);
    System.arraycopy(more, 0, all, 7, more.length);
    return CommandRun.of(all);
  }
}
