package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code config push --controls}: nothing is put in force that its own cases do not bear out. */
class PushControlsTest {
  private static final Path SAMPLE =
      Path.of(System.getProperty("aksguard.basedir", ".")).resolve("src/samples/guard.yaml");

  @TempDir private Path folder;

  @Test
  void push_withControls_takesThemAlong() throws IOException {
    own();

    CommandRun pushed = push();

    assertThat(pushed.err()).isEmpty();
    assertThat(pushed.code()).isZero();
    assertThat(CommandRun.of("config", "show", "--store", folder.resolve("store")).out())
        .contains("# with ours/control.yaml\n")
        .doesNotContain("cases");
  }

  @Test
  void push_whenACaseDiffers_changesNothing() throws IOException {
    Path cases = own();
    Files.writeString(
        cases.resolve("fail.yaml"),
        "given: {cluster: {properties: {enableRBAC: false}}}\nthen: {status: PASS}\n");

    CommandRun pushed = push();

    assertThat(pushed.code()).isEqualTo(1);
    assertThat(pushed.out()).isEmpty();
    assertThat(pushed.err())
        .contains("ours/cases/fail.yaml:2:7: expected PASS but was FAIL")
        .endsWith(
            "aks-guard: nothing was pushed: controls test "
                + folder.resolve("own")
                + " runs the cases alone\n");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void push_whenACaseIsMissing_changesNothing() throws IOException {
    Path cases = own();
    Files.delete(cases.resolve("missing-property.yaml"));

    CommandRun pushed = push();

    assertThat(pushed.code()).isEqualTo(1);
    assertThat(pushed.err()).contains("there is no case named missing-property*.yaml");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void push_whenAControlIsWrong_namesItsMistakes() throws IOException {
    Path cases = own();
    Files.writeString(cases.resolveSibling("control.yaml"), "id: ours\n");

    CommandRun pushed = push();

    assertThat(pushed.code()).isEqualTo(2);
    assertThat(pushed.err()).contains("ours/control.yaml:1:1: ");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  private CommandRun push() {
    return CommandRun.of(
        "config",
        "push",
        SAMPLE,
        "--controls",
        folder.resolve("own"),
        "--store",
        folder.resolve("store"));
  }

  /** A control with its cases, in the folder {@code own}. */
  private Path own() throws IOException {
    Path cases = Files.createDirectories(folder.resolve("own/ours/cases"));
    Files.writeString(
        cases.resolveSibling("control.yaml"),
        """
        id: ours
        title: Something of ours
        practice: "1.1"
        severity: high
        why: Because we say so.
        sources: [{name: Our handbook, ref: "1"}]
        sections: [cluster]
        expect: cluster.properties.?enableRBAC.orValue(false)
        seen: cluster.properties.enableRBAC
        message: "RBAC is {seen}"
        remedy: {mode: manual, impact: in-place, how: Nothing to do.}
        """);
    Map.of(
            "pass", "given: {cluster: {properties: {enableRBAC: true}}}\nthen: {status: PASS}\n",
            "fail",
                "given: {cluster: {properties: {enableRBAC: false}}}\n"
                    + "then: {status: FAIL, message: RBAC is false}\n",
            "missing-property",
                "given: {cluster: {properties: {}}}\n"
                    + "then: {status: FAIL, message: RBAC is absent}\n",
            "missing-evidence",
                "given: {missing: [cluster]}\n"
                    + "then: {status: UNKNOWN, message: \"section 'cluster' was not in the input\"}\n")
        .forEach((name, text) -> write(cases.resolve(name + ".yaml"), text));
    return cases;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
