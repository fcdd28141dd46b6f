package io.aksguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardEditTest {
  private static final Catalogue CATALOGUE = Catalogue.builtIn();
  private static final Path SAMPLE =
      Path.of(System.getProperty("aksguard.basedir", ".")).resolve("src/samples/guard.yaml");

  private static final String TEXT =
      """
      # ours
      schema: aks-guard/config/v1
      waivers:
        # about the first
        - id: W-1   # one
          control: local-accounts-disabled
          resource: "*/rg-legacy/*"
          subject: "*"
          owner: o
          reason: r
          expires: "2027-01-31"

        # about the second
        - id: W-2
          control: local-accounts-disabled
          resource: "*/rg-new/*"
          subject: "*"
          owner: o
          reason: r
          expires: "2027-01-31"
      # about the parameters
      parameters:
        minZones: 3   # three
      """;

  @Test
  void add_leavesAllOtherLines() throws AuthorException {
    GuardEdit edit = GuardEdit.add(TEXT, waiver("W-3"), CATALOGUE);

    assertThat(edit.keptComments()).isTrue();
    assertThat(edit.text())
        .isEqualTo(
            TEXT.replace(
                "# about the parameters",
                """
                  - id: "W-3"
                    control: "local-accounts-disabled"
                    resource: "*/x \\"y\\"/*"
                    subject: "*"
                    owner: "o: #1"
                    reason: "- r"
                    expires: "2027-02-28"
                # about the parameters"""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema: aks-guard/config/v1\nremediation:\n  mode: report\n  rules:\n  - {mode: off}\n",
        "{schema: aks-guard/config/v1, remediation: {mode: off, rules: [{mode: auto}]}, waivers:"
            + " []}\n",
        "{schema: aks-guard/config/v1, remediation: {mode: off, breaker: {perControl: 7%, failures:"
            + " 1}, ring: {tags: {a: b}}, blackouts: [{from: 2026-12-20, to: '2026-12-20T18:00',"
            + " zone: '+14:00'}]}, waivers: []}\n",
        "schema: aks-guard/config/v1\nwaivers: []\nremediation:\n  mode: off\n  # ours\n"
            + "  blackouts:\n  - from: 2026-12-20\n    to: 2026-12-21\n  flap: {within: 9d}\n"
      })
  void whatMayBeDone_staysAsItWas(String text) throws AuthorException {
    GuardConfig before = GuardFile.read("guard.yaml", text, CATALOGUE);

    GuardEdit added = GuardEdit.add(text, waiver("W-3"), CATALOGUE);
    GuardEdit ended = GuardEdit.end(added.text(), "W-3", CATALOGUE);

    assertThat(before.modes()).isNotEqualTo(Modes.DEFAULT);
    GuardConfig between = GuardFile.read("guard.yaml", added.text(), CATALOGUE);
    assertThat(between.modes()).isEqualTo(before.modes());
    assertThat(between.bounds()).isEqualTo(before.bounds());
    assertThat(GuardFile.read("guard.yaml", ended.text(), CATALOGUE)).isEqualTo(before);
  }

  @Test
  void end_takesTheWaiverAndItsCommentAlone() throws AuthorException {
    GuardEdit edit = GuardEdit.end(TEXT, "W-1", CATALOGUE);

    assertThat(edit.keptComments()).isTrue();
    assertThat(edit.text())
        .isEqualTo(
            TEXT.substring(0, TEXT.indexOf("  # about the first"))
                + TEXT.substring(TEXT.indexOf("\n  # about the second")));
    GuardEdit both = GuardEdit.end(edit.text(), "W-2", CATALOGUE);
    assertThat(both.keptComments()).isTrue();
    assertThat(both.text()).contains("waivers: []\n").contains("# about the parameters", "# three");
  }

  @Test
  void end_ofAnUnknownOne_changesNothing() throws AuthorException {
    assertThat(GuardEdit.end(TEXT, "W-9", CATALOGUE)).isEqualTo(new GuardEdit(TEXT, true));
  }

  @Test
  void addAndEnd_giveBackTheSample() throws AuthorException, IOException {
    String sample = Files.readString(SAMPLE);

    GuardEdit added = GuardEdit.add(sample, waiver("W-3"), CATALOGUE);

    assertThat(added.keptComments()).isTrue();
    assertThat(GuardEdit.end(added.text(), "W-3", CATALOGUE).text()).isEqualTo(sample);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema: aks-guard/config/v1\n",
        "schema: aks-guard/config/v1",
        "schema: aks-guard/config/v1\nwaivers: []\n",
        "schema: aks-guard/config/v1\nwaivers: [] # none\nparameters: {minZones: 3}\n",
        "schema: aks-guard/config/v1\nparameters:\n  minZones: 3\n",
      })
  void add_whereThereWasNone(String text) throws AuthorException {
    GuardConfig before = GuardFile.read("f", text, CATALOGUE);

    GuardEdit edit = GuardEdit.add(text, waiver("W-3"), CATALOGUE);

    assertThat(edit.keptComments()).isTrue();
    GuardConfig after = GuardFile.read("f", edit.text(), CATALOGUE);
    assertThat(after.waivers()).containsExactly(waiver("W-3"));
    assertThat(after.parameters()).isEqualTo(before.parameters());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{schema: aks-guard/config/v1, parameters: {minZones: 3, requiredTags: [a, 'b: c']}}",
        "schema: aks-guard/config/v1\nwaivers: [{id: W-1, control: local-accounts-disabled,"
            + " resource: x, subject: y, owner: o, reason: r, expires: '2027-01-31'}]\n",
        "\"schema\": aks-guard/config/v1\n\"waivers\":\n- id: W-1\n  control:"
            + " local-accounts-disabled\n  resource: x\n  subject: y\n  owner: o\n  reason: |\n"
            + "    a\n    # b\n  expires: '2027-01-31'\n"
      })
  void unusualFile_isWrittenAnew_andSaysSo(String text) throws AuthorException {
    GuardConfig before = GuardFile.read("f", text, CATALOGUE);

    GuardEdit edit = GuardEdit.add(text, waiver("W-3"), CATALOGUE);

    assertThat(edit.keptComments()).isFalse();
    GuardConfig after = GuardFile.read("f", edit.text(), CATALOGUE);
    assertThat(after.parameters()).isEqualTo(before.parameters());
    assertThat(after.waivers()).hasSize(before.waivers().size() + 1).contains(waiver("W-3"));
    assertThat(GuardFile.read("f", GuardEdit.end(edit.text(), "W-3", CATALOGUE).text(), CATALOGUE))
        .isEqualTo(before);
  }

  @Test
  void add_ofAMistake_isThatMistake() {
    Waiver unknown = new Waiver("W-3", "nope", "x", "*", "o", "r", LocalDate.parse("2027-02-28"));

    assertThatExceptionOfType(AuthorException.class)
        .isThrownBy(() -> GuardEdit.add(TEXT, unknown, CATALOGUE))
        .withMessageContaining("there is no control 'nope'");
    assertThatExceptionOfType(AuthorException.class)
        .isThrownBy(() -> GuardEdit.add(TEXT, waiver("W-1"), CATALOGUE))
        .withMessageContaining("there is already a waiver 'W-1'");
  }

  private static Waiver waiver(String id) {
    return new Waiver(
        id,
        "local-accounts-disabled",
        "*/x \"y\"/*",
        "*",
        "o: #1",
        "- r",
        LocalDate.parse("2027-02-28"));
  }
}
