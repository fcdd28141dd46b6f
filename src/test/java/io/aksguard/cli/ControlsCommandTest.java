package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code aks-guard controls}, as a user meets it. */
class ControlsCommandTest {
  private static final Path BASE = Path.of(System.getProperty("aksguard.basedir", "."));

  /** It asks a parameter and a table of the built-in catalogue. */
  private static final String OWN =
      """
      id: my-zones
      title: Pools span zones
      practice: "8.1"
      severity: low
      why: A zone may fail.
      sources: [{name: Our handbook, ref: chapter 3}]
      sections: [cluster]
      expect: size(cluster.zones) >= params.minZones && size(tables.zoneRegions) > 0
      seen: cluster.zones
      message: "zones are {seen}"
      remedy: {mode: manual, impact: create-only, how: Make a pool with three zones.}
      """;

  private final StringWriter err = new StringWriter();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  @TempDir private Path folder;

  @Test
  void list_showsTheSelectedControls() {
    int code = run("controls", "list", "--practice", "2.2");

    assertThat(code).isZero();
    assertThat(shown().lines().map(line -> line.replaceAll(" +", " ")))
        .startsWith("control severity practice remedy title")
        .contains("k8s-rbac-enabled high 2.2 manual Kubernetes RBAC is on")
        .noneMatch(line -> line.startsWith("entra-"))
        .last()
        .asString()
        .matches("[0-9]+ controls");
  }

  @Test
  void list_asJson_hasTheMembersThatProgramsRead() throws IOException {
    int code = run("controls", "list", "--format", "json", "--framework", "cis-aks");

    JsonNode list = new ObjectMapper().readTree(shown());
    assertThat(code).isZero();
    assertThat(list.size()).isGreaterThan(10);
    assertThat(list.get(0).fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "version",
            "title",
            "practice",
            "severity",
            "sections",
            "peers",
            "frameworks",
            "remedy");
    assertThat(list)
        .allSatisfy(each -> assertThat(each.path("frameworks").has("cis-aks-1.8")).isTrue());
  }

  @Test
  void show_tellsAll() {
    int code = run("controls", "show", "subscription-owners-limited");

    assertThat(code).isZero();
    assertThat(shown())
        .startsWith("subscription-owners-limited: The subscription has few owners")
        .contains("  severity medium\n", "  practice 2.3 Azure RBAC for Kubernetes\n")
        .contains("subscriptionOwnersMax (integer, default 3): How many principals may own")
        .contains("\nTables\n  roles\n", "PSRule:Azure.RBAC.LimitOwner")
        .contains("NIST SP 800-53 revision 5 (nist-800-53-r5): AC-2, AC-6, AC-6(7)\n")
        .contains("passes where:\n    size(access.assignments) == 0", "\nRemedy\n  manual: ");
  }

  @Test
  void show_whenTheIdIsUnknown_namesNearOnes() {
    int code = run("controls", "show", "local-acounts-disabled");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "aks-guard: there is no control 'local-acounts-disabled'; did you mean"
                + " local-accounts-disabled");
  }

  @Test
  void test_andLint_takeAFolderOfOnesOwnBesideTheBuiltIn() throws IOException {
    writeOwn();

    assertThat(run("controls", "lint", folder.toString())).isZero();
    assertThat(run("controls", "test", folder.toString())).isZero();
    assertThat(shown()).isEqualTo("1 control, 0 problems\n1 control, 4 cases agree, 0 problems\n");
  }

  @Test
  void test_whenACaseDiffers_saysWhere() throws IOException {
    writeOwn();
    write("fail.yaml", "given: {cluster: {zones: []}}\nthen: {status: PASS}\n");

    assertThat(run("controls", "test", folder.toString())).isEqualTo(1);
    assertThat(shown())
        .isEqualTo(
            """
            my-zones/cases/fail.yaml:2:7: expected PASS
              but was FAIL: zones are []
            1 control, 3 cases agree, 1 problem
            """);
  }

  private int runWithRemedy(String needs, String zones) throws IOException {
    return runWithStep(needs, "set: {zones: '" + zones + "'}");
  }

  private int runWithStep(String needs, String members) throws IOException {
    writeOwn();
    Files.writeString(
        folder.resolve("my-zones/control.yaml"),
        OWN.replaceAll("(?m)^remedy: .*$", "")
            + """
            remedy:
              mode: approval
              impact: in-place
              how: Set them.
              needs: [{that: '%s', or: a person first}]
              steps: [{resource: cluster.id, %s}]
              permissions: [Microsoft.ContainerService/managedClusters/write]
            """
                .formatted(needs, members));
    return run("controls", "test", folder.toString());
  }

  @Test
  void test_triesTheRemedy_overTheCasesThatFail() throws IOException {
    assertThat(runWithRemedy("true", "[1, 2, 3]")).isZero();
    assertThat(shown()).isEqualTo("1 control, 4 cases agree, 0 problems\n");
  }

  @Test
  void test_whenTheRemedyDoesNotMend_saysWhatIsLeft() throws IOException {
    assertThat(runWithRemedy("true", "[1]")).isEqualTo(1);
    assertThat(shown())
        .isEqualTo(
            """
            my-zones/cases:1:1: no case shows that the remedy mends anything: write fail-mendable.yaml
            my-zones/cases/fail.yaml:2:7: after its remedy the cluster is FAIL: zones are [1]
            1 control, 4 cases agree, 2 problems
            """);
  }

  @Test
  void test_whenTheRemedyAddsAMember_wantsToKnowWhatAbsenceMeans() throws IOException {
    String set = "set: {zones: '[1, 2, 3]', properties.balanced: 'true'}";

    assertThat(runWithStep("true", set)).isEqualTo(1);
    assertThat(shown())
        .startsWith(
            "my-zones/cases/fail.yaml:2:7: the remedy adds properties.balanced, which Azure keeps"
                + " when a body leaves it out: name in 'absent'");
    for (String absence : List.of("false", "null")) {
      out.reset();
      assertThat(runWithStep("true", set + ", absent: {properties.balanced: '" + absence + "'}"))
          .as(shown())
          .isZero();
    }
  }

  @Test
  void test_whenTheRemedyAddsATag_needsNothingMore() throws IOException {
    assertThat(runWithStep("true", "set: {zones: '[1, 2, 3]', tags.zones: \"'yes'\"}")).isZero();
  }

  @Test
  void test_whenNoCaseMeetsTheNeeds_saysSo() throws IOException {
    assertThat(runWithRemedy("size(cluster.zones) > 0", "[1, 2, 3]")).isEqualTo(1);
    assertThat(shown()).contains("no case shows that the remedy mends anything");
  }

  @Test
  void lint_namesKindsOfCasesThatAreMissing() throws IOException {
    writeOwn();
    Files.delete(folder.resolve("my-zones/cases/fail.yaml"));

    assertThat(run("controls", "lint", folder.toString())).isEqualTo(1);
    assertThat(shown()).startsWith("my-zones/cases:1:1: there is no case named fail*.yaml\n");
  }

  @Test
  void lint_ofAnAuthorWithManyMistakes_saysThemAll() throws IOException {
    Path mistaken = BASE.resolve("src/test/resources/author-errors");

    assertThat(run("controls", "lint", mistaken.toString())).isEqualTo(1);
    assertThat(shown()).contains(Files.readString(mistaken.resolve("expected.txt")));
  }

  @Test
  void lint_leavesBuiltInTablesAndParametersAsTheyAre() throws IOException {
    writeOwn();
    Files.createDirectories(folder.resolve("tables"));
    Files.createDirectories(folder.resolve("parameters"));
    Files.writeString(folder.resolve("tables/roles.yaml"), "owner: me\n");
    Files.writeString(
        folder.resolve("parameters/mine.yaml"),
        "minZones: {type: integer, default: 1, description: Fewer.}\n");

    assertThat(run("controls", "lint", folder.toString())).isEqualTo(1);
    assertThat(shown())
        .isEqualTo(
            """
            parameters/mine.yaml:1:11: there is already a parameter 'minZones'
            tables/roles.yaml:1:1: there is already a table 'roles'
            0 controls, 2 problems
            """);
  }

  @Test
  void lint_whenAFileIsNoText_saysWhich() throws IOException {
    writeOwn();
    Files.write(folder.resolve("my-zones/cases/fail.yaml"), new byte[] {(byte) 0xC3, 0x28});

    assertThat(run("controls", "lint", folder.toString())).isEqualTo(1);
    assertThat(shown()).contains("my-zones/cases/fail.yaml:1:1: the file is not UTF-8 text\n");
  }

  @Test
  void lint_whenThereIsNoFolder_isAUsageError() {
    assertThat(run("controls", "lint", "no/such/folder")).isEqualTo(2);
    assertThat(err).hasToString("aks-guard: there is no folder no/such/folder\n");
  }

  @Test
  void docs_writesThePagesOfAFolder() throws IOException {
    writeOwn();
    Path pages = folder.resolve("pages");
    Path schema = folder.resolve("guard.json");

    int code =
        run(
            "controls",
            "docs",
            folder.toString(),
            "--output",
            pages.toString(),
            "--schema",
            schema.toString());

    assertThat(code).isZero();
    assertThat(pages.resolve("controls/my-zones.md")).content().contains("# Pools span zones");
    assertThat(schema).content().contains("\"my-zones\"");
    try (Stream<Path> files = Files.list(pages.resolve("controls"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("README.md", "my-zones.md");
    }
  }

  private void writeOwn() throws IOException {
    Files.createDirectories(folder.resolve("my-zones/cases"));
    Files.writeString(folder.resolve("my-zones/control.yaml"), OWN);
    write("pass.yaml", "given: {cluster: {zones: [1, 2, 3]}}\nthen: {status: PASS}\n");
    write(
        "fail.yaml",
        "given: {cluster: {zones: []}}\nthen: {status: FAIL, message: 'zones are []'}\n");
    write(
        "missing-property.yaml",
        "given: {cluster: {}}\nthen: {status: UNKNOWN, message: \"'zones' is absent\"}\n");
    write(
        "missing-evidence.yaml",
        "given: {missing: [cluster]}\n"
            + "then: {status: UNKNOWN, message: section 'cluster' was not in the input}\n");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve("my-zones/cases").resolve(file), text);
  }

  private String shown() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private int run(String... arguments) {
    return Main.run(out, new PrintWriter(err, true), arguments);
  }
}
