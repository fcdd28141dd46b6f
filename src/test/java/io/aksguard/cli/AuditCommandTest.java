package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.report.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each option of {@code audit} does to the report. */
class AuditCommandTest {
  @TempDir private Path folder;
  private Export export;

  @BeforeEach
  void export() {
    export = Export.in(folder.resolve("in"));
  }

  @Test
  void inputs_areAllJudged_severalAtOnceAndRepeated() {
    export.with("b.json", Export.cluster("b")).with("c.json", Export.cluster("c"));

    CommandRun run =
        CommandRun.of(
            "audit",
            "--input",
            export.file("prod.json"),
            export.file("b.json"),
            "--input",
            export.file("c.json"),
            "--format",
            "json");

    assertThat(run.json().object("coverage").orElseThrow().raw("clusters")).isEqualTo(3L);
  }

  @Test
  void pathThatBeginsWithAt_isAPath() {
    CommandRun run = CommandRun.of("audit", "--input", "@" + export.file("prod.json"));

    assertThat(run.err()).contains("@" + export.file("prod.json") + ": there is no such file");
  }

  @Test
  void withoutAssumeComplete_absenceIsUnknown() {
    assertThat(json("--only", "delete-lock-present").findings())
        .containsExactly("delete-lock-present  UNKNOWN");
  }

  @Test
  void assumeComplete_makesAbsenceAbsence() {
    assertThat(
            json(
                    "--only",
                    "delete-lock-present",
                    "--assume-complete",
                    "--param",
                    "requireDeleteLock=true")
                .findings())
        .containsExactly("delete-lock-present  FAIL");
  }

  @ParameterizedTest
  @CsvSource({
    "fail, 'FAIL'",
    "unknown, 'UNKNOWN'",
    "pass, 'PASS'",
    "not_applicable, 'NOT_APPLICABLE'",
    "'fail, PASS', 'FAIL PASS'",
    "all, 'FAIL NOT_APPLICABLE PASS UNKNOWN'",
    "'pass,all', 'FAIL NOT_APPLICABLE PASS UNKNOWN'",
  })
  void include_picksFindings(String include, String statuses) {
    assertThat(json("--include", include).findings())
        .extracting(finding -> finding.substring(finding.lastIndexOf(' ') + 1))
        .containsOnly(statuses.split(" "));
  }

  @Test
  void include_isFailAndUnknownByDefault() {
    assertThat(json().findings()).isEqualTo(json("--include", "fail,unknown").findings());
  }

  @Test
  void practice_picksItsControls() {
    assertThat(json("--practice", "2.1,2.2", "--include", "all").findings())
        .contains("local-accounts-disabled  FAIL", "k8s-rbac-enabled  PASS")
        .noneMatch(finding -> finding.startsWith("api-"));
  }

  @Test
  void framework_isCalledByItsIdOrItsFamily() {
    List<String> family = json("--framework", "cis-aks", "--include", "all").findings();

    assertThat(family).isNotEmpty();
    assertThat(json("--framework", "cis-aks-1.8", "--include", "all").findings()).isEqualTo(family);
    assertThat(json("--include", "all").findings()).hasSizeGreaterThan(family.size());
  }

  @Test
  void at_isTheInstantThatIsJudged() {
    CommandRun early =
        json("--only", "k8s-version-supported", "--include", "all", "--at", "2025-09-01T00:00:00Z");
    CommandRun late =
        json("--only", "k8s-version-supported", "--include", "all", "--at", "2031-09-01T00:00:00Z");

    assertThat(early.json().string("at")).contains("2025-09-01T00:00:00Z");
    assertThat(early.findings()).containsExactly("k8s-version-supported  PASS");
    assertThat(late.findings()).isNotEqualTo(early.findings());
  }

  @Test
  void param_overridesTheConfig() {
    export.with(
        "guard.yaml", "schema: aks-guard/config/v1\nparameters: {requireApiPrivate: true}\n");
    Object[] withConfig = {
      "--only", "api-private-cluster", "--include", "all", "--config", export.file("guard.yaml")
    };

    assertThat(json("--only", "api-private-cluster", "--include", "all").findings())
        .isNotEqualTo(json(withConfig).findings());
    assertThat(json(plus(withConfig, "--param", "requireApiPrivate=false")).findings())
        .isEqualTo(json("--only", "api-private-cluster", "--include", "all").findings());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void format_isWrittenToStandardOutput(Format format) {
    CommandRun run = audit("--format", format.name().toLowerCase(Locale.ROOT));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("local-accounts-disabled")
        .doesNotContain("\u001b")
        .endsWith("\n");
  }

  @Test
  void table_isTheDefaultFormat() {
    String at = "2026-03-03T08:00:00Z";

    assertThat(audit("--at", at)).isEqualTo(audit("--format", "table", "--at", at));
  }

  @Test
  void template_takesItsParametersFromTheFileBesideIt() {
    Path templates = folder.resolve("templates");
    Export beside =
        new Export(templates)
            .with(
                "main.json",
                """
                {"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                 "contentVersion":"1.0.0.0","parameters":{"local":{"type":"bool"}},
                 "resources":[{"type":"Microsoft.ContainerService/managedClusters","apiVersion":"2025-01-01",
                  "name":"new","location":"westeurope",
                  "properties":{"disableLocalAccounts":"[not(parameters('local'))]",
                   "aadProfile":{"managed":true}}}]}
                """);
    Object[] line = {
      "audit",
      "--input",
      templates,
      "--only",
      "local-accounts-disabled",
      "--include",
      "all",
      "--format",
      "json"
    };
    CommandRun without = CommandRun.of(line);
    beside.with(
        "main.parameters.json",
        """
        {"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
         "contentVersion":"1.0.0.0","parameters":{"local":{"value":false}}}
        """);
    CommandRun with = CommandRun.of(line);

    assertThat(without.findings()).containsExactly("local-accounts-disabled  UNKNOWN");
    assertThat(without.inputs()).singleElement().asString().startsWith("partial ");
    assertThat(with.findings()).containsExactly("local-accounts-disabled  PASS");
    assertThat(with.inputs()).containsExactlyInAnyOrder("read ", "read ");
  }

  @ParameterizedTest
  @CsvSource({"--help", "--version", "audit --help", "controls --help", "audit --version"})
  void helpAndVersion_exitWith0(String line) {
    CommandRun run = CommandRun.of((Object[]) line.split(" "));

    assertThat(run.code()).isZero();
    assertThat(run.out()).containsIgnoringCase("aks-guard");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void help_namesEveryExitCode() {
    assertThat(CommandRun.of("audit", "--help").out())
        .containsSubsequence(" 2 ", " 1 ", " 3 ", " 0 ", " 70 ");
  }

  private CommandRun json(Object... more) {
    return audit(plus(more, "--format", "json"));
  }

  private CommandRun audit(Object... more) {
    return CommandRun.of(plus(new Object[] {"audit", "--input", export.file("prod.json")}, more));
  }

  private static Object[] plus(Object[] first, Object... then) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(then));
    return all.toArray();
  }
}
