package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit code says the first that holds: 2 unreadable, 1 findings, 3 coverage, 0. */
class ExitCodeTest {
  private static final String PASS = "k8s-rbac-enabled";
  private static final String FAIL = "local-accounts-disabled";
  private static final String UNKNOWN = "delete-lock-present";

  @TempDir private Path folder;

  @BeforeEach
  void export() {
    Export.in(folder.resolve("good"));
    new Export(folder.resolve("bad")).with("cut.json", "{\"type\":\"Microsoft.Conta");
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, false, 0",
    "false, false, true,  3",
    "false, true,  false, 1",
    "false, true,  true,  1",
    "true,  false, false, 2",
    "true,  false, true,  2",
    "true,  true,  false, 2",
    "true,  true,  true,  2",
  })
  void firstConditionThatHolds_decides(
      boolean unreadable, boolean findings, boolean uncovered, int code) {
    String only = PASS + (findings ? "," + FAIL : "") + (uncovered ? "," + UNKNOWN : "");

    CommandRun run =
        CommandRun.of(
            "audit",
            "--input",
            folder.resolve(unreadable ? "." : "good"),
            "--only",
            only,
            "--min-coverage",
            100);

    assertThat(run.code()).isEqualTo(code);
    assertThat(run.err().lines()).hasSize(unreadable ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "local-accounts-disabled,   high,   1",
    "local-accounts-disabled,   medium, 1",
    "local-accounts-disabled,   low,    1",
    "local-accounts-disabled,   never,  0",
    "api-run-command-disabled,  high,   0",
    "api-run-command-disabled,  medium, 1",
    "api-run-command-disabled,  LOW,    1",
    "image-cleaner-on, high,   0",
    "image-cleaner-on, medium, 0",
    "image-cleaner-on, low,    1",
    "image-cleaner-on, Never,  0",
  })
  void failOn_isTheLeastSeverityThatCounts(String control, String failOn, int code) {
    CommandRun run =
        CommandRun.of(
            "audit", "--input", folder.resolve("good"), "--only", control, "--fail-on", failOn);

    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).contains("FAIL");
  }

  @Test
  void failOn_isHighByDefault() {
    assertThat(audit("--only", "image-cleaner-on").code()).isZero();
    assertThat(audit("--only", FAIL).code()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "50, 0", "50.01, 3", "100, 3"})
  void minCoverage_isReachedByExactlyIt(String percent, int code) {
    CommandRun run = audit("--only", PASS + "," + UNKNOWN, "--min-coverage", percent);

    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).contains("1/2 pairs = 50.00 %");
  }

  @Test
  void hiddenFindings_countAllTheSame() {
    assertThat(audit("--only", FAIL, "--include", "pass").code()).isEqualTo(1);
  }

  @Test
  void unreadableInput_isNamedWithItsPlaceAndTheWayRoundIt() {
    CommandRun run = CommandRun.of("audit", "--input", folder);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("cut.json: line 1, column ")
        .endsWith("--skip-unreadable goes on without what cannot be read\n");
    assertThat(run.out()).contains("local-accounts-disabled");
  }

  @Test
  void skipUnreadable_goesOnWithTheRest() {
    CommandRun run = CommandRun.of("audit", "--input", folder, "--only", PASS, "--skip-unreadable");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("cut.json");
  }

  @Test
  void skipUnreadable_exitsWith2_whenNoneCouldBeRead() {
    CommandRun run = CommandRun.of("audit", "--input", folder.resolve("bad"), "--skip-unreadable");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines()).singleElement().asString().contains("cut.json: line 1");
  }

  @Test
  void missingFile_isAnInputThatCouldNotBeRead() {
    CommandRun run =
        CommandRun.of(
            "audit", "--format", "json", "--input", folder.resolve("good"), "/no/such.json");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("/no/such.json: there is no such file");
    assertThat(run.inputs()).contains("error there is no such file");
    assertThat(run.findings()).isNotEmpty();
  }

  @Test
  void nothingToJudge_isNoSuccess() {
    new Export(folder.resolve("empty")).with("none.json", "[]");

    CommandRun run = CommandRun.of("audit", "--input", folder.resolve("empty"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "aks-guard: there is no cluster in the inputs; "
                + "give --input an export or a template that holds one\n");
  }

  private CommandRun audit(Object... more) {
    Object[] all = new Object[more.length + 3];
    all[0] = "audit";
    all[1] = "--input";
    all[2] = folder.resolve("good");
    System.arraycopy(more, 0, all, 3, more.length);
    return CommandRun.of(all);
  }
}
