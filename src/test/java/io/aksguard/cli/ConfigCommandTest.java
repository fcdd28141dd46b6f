package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code config} and {@code waivers} on a store in a folder. */
class ConfigCommandTest {
  private static final Path SAMPLE =
      Path.of(System.getProperty("aksguard.basedir", ".")).resolve("src/samples/guard.yaml");

  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-29T23:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  @Test
  void push_thenShow_givesTheFileBack() throws IOException {
    CommandRun pushed = config("push", SAMPLE);
    CommandRun shown = config("show");

    assertThat(pushed.err()).isEmpty();
    assertThat(pushed.code()).isZero();
    assertThat(pushed.out()).startsWith("in force: version 1 of ");
    assertThat(shown.code()).isZero();
    assertThat(shown.out().substring(shown.out().indexOf('\n') + 1))
        .isEqualTo(Files.readString(SAMPLE));
  }

  @Test
  void push_ofMistakes_namesThemAll_andChangesNothing() throws IOException {
    config("push", SAMPLE);
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "schema: x\nparameters: {a: 1}\n");

    CommandRun run = config("push", wrong);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(2).allMatch(line -> line.startsWith("guard.yaml:"));
    assertThat(config("show", "--versions").out().lines()).hasSize(1);
  }

  @Test
  void push_ofMistakes_makesNoStore() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "schema: x\n");
    Path none = folder.resolve("none");

    CommandRun run = CommandRun.of("config", "push", wrong, "--store", none);

    assertThat(run.code()).isEqualTo(2);
    assertThat(none).doesNotExist();
  }

  @Test
  void waiver_isAdded_listed_ended_andStaysInItsVersion() {
    config("push", SAMPLE);

    CommandRun added = add("W-2", "local-accounts-disabled", "2027-05-31");
    CommandRun listed = waivers("list");
    CommandRun ended = waivers("end", "W-2");

    assertThat(added.err()).isEmpty();
    assertThat(added.out()).contains("version 2 of ", ": added waiver W-2");
    assertThat(listed.out())
        .contains("W-2  until 2027-05-31  local-accounts-disabled  */rg-x/*  *  team: later")
        .endsWith("2 waivers\n");
    assertThat(ended.out()).contains("version 3 of ", ": ended waiver W-2");
    assertThat(waivers("list").out()).doesNotContain("W-2").endsWith("1 waiver\n");
    String second = config("show", "--versions").out().lines().toList().get(1);
    String digest = second.replaceFirst(".*, ([0-9a-f]{64}): .*", "$1");
    assertThat(config("show", "--version-digest", digest.substring(0, 12)).out())
        .contains("id: \"W-2\"", "# yaml-language-server");
  }

  @Test
  void firstWaiver_needsNoFile() {
    assertThat(add("W-1", "local-accounts-disabled", "2027-05-31").code()).isZero();
    assertThat(waivers("list").out()).contains("W-1").endsWith("1 waiver\n");
  }

  @Test
  void waiverThatIsOver_isRefused() {
    CommandRun over = add("W-1", "local-accounts-disabled", "2026-11-28");
    CommandRun today = add("W-1", "local-accounts-disabled", "2026-11-29");

    assertThat(over.code()).isEqualTo(2);
    assertThat(over.out()).isEmpty();
    assertThat(over.err())
        .isEqualTo(
            "aks-guard: --expires: 2026-11-28 is over, today is 2026-11-29 in UTC; name today or a"
                + " later day\n");
    assertThat(today.code()).as(today.err()).isZero();
    assertThat(waivers("list").out()).contains("W-1  until 2026-11-29");
  }

  @Test
  void mistakes_areOneSentence() {
    config("push", SAMPLE);

    assertThat(add("W-2", "nope", "2027-05-31").err()).contains("there is no control 'nope'");
    assertThat(add("W-2", "local-accounts-disabled", "soon").err())
        .contains("--expires: 'soon' is no day such as 2027-01-31");
    assertThat(waivers("end", "W-9").err()).contains("there is no waiver 'W-9'");
    assertThat(config("show", "--version-digest", "ff").err()).contains("there is no version ff");
    assertThat(config("push", folder.resolve("none.yaml")).err()).contains("there is no such file");
    assertThat(config("push", SAMPLE, "--controls", folder.resolve("no")).err())
        .contains("--controls: there is no folder");
  }

  @Test
  void show_makesNoStore() {
    CommandRun run = config("show");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--store: there is no store in the folder");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void store_thatIsAFile_isASentence() throws IOException {
    Files.writeString(folder.resolve("store"), "x");

    CommandRun run = config("push", SAMPLE);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "aks-guard: cannot use the folder "
                + folder.resolve("store")
                + ": there is a file of this name; name another folder\n");
  }

  private CommandRun add(String id, String control, String expires) {
    return waivers(
        "add",
        "--id",
        id,
        "--control",
        control,
        "--resource",
        "*/rg-x/*",
        "--owner",
        "team",
        "--reason",
        "later",
        "--expires",
        expires);
  }

  private CommandRun config(Object... arguments) {
    return run("config", arguments);
  }

  private CommandRun waivers(Object... arguments) {
    return run("waivers", arguments);
  }

  private CommandRun run(String command, Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = command;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--store";
    all[arguments.length + 2] = folder.resolve("store");
    return CommandRun.outside(new Outside(Map.of(), NOW), all);
  }
}
