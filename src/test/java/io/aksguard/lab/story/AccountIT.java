package io.aksguard.lab.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.aksguard.storage.Azurite;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story over Azurite, and what src/docs/storage.md promises of the tables that it leaves. */
class AccountIT {
  private static final Path DOC =
      Path.of(System.getProperty("aksguard.basedir", "."), "src/docs/storage.md");
  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @TempDir private static Path base;
  private static Azurite azurite;
  private static StoryRun run;

  @BeforeAll
  static void play() {
    azurite = Azurite.inMemory();
    run = play(base.resolve("first"));
  }

  @AfterAll
  static void close() {
    azurite.close();
  }

  private static StoryRun play(Path data) {
    return StoryRun.of("--data", data, "--storage", azurite.connectionString());
  }

  @Test
  void story_comesOutAsTold() {
    StoryIT.assertTold(run, "2 hours pass", "good");
    assertThat(base.resolve("first/store")).as("a store on disk").doesNotExist();
  }

  @Test
  void anotherTenant_isRefused_andChangesNothing() {
    StoryRun other = play(base.resolve("other"));

    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err())
        .containsExactly(
            "lab: the store holds a ledger of 4 clusters that are not this tenant's: name the"
                + " folder that it came from with --data, or an empty account");
  }

  /** The commands as they stand there, but for the one that names an account. */
  @Test
  void examplesOfTheDocument_printWhatTheyPromise() throws Exception {
    assumeThat(isOnPath("az") && isOnPath("jq")).as("az and jq").isTrue();
    String text = Files.readString(DOC);
    Matcher shell = SHELL.matcher(text.substring(text.indexOf("## Examples")));
    List<String> commands =
        shell.results().map(each -> each.group(1)).filter(each -> !isSignIn(each)).toList();
    assertThat(commands).hasSize(3);

    String said = bash("set -eu\n" + String.join("\n", commands));

    assertThat(said)
        .containsPattern("(?m)^[0-9a-f]{32}\t/subscriptions/.*/aks-promo$")
        .containsPattern("(?m)^Seq +At +Open +Unknown +Moved$")
        .containsPattern("(?m)^\\d+ +20\\S+Z +\\d+ +\\d+ +[1-9]\\d*$")
        .containsPattern("(?m)^[0-9a-f]{32}\t1\t20\\S+Z\thigh\tlocal-accounts-disabled\t\t\\S");
  }

  private static boolean isSignIn(String command) {
    return command.contains("AZURE_STORAGE_ACCOUNT=ACCOUNT");
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  private static String bash(String script) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", script);
    builder.environment().put("AZURE_STORAGE_CONNECTION_STRING", azurite.connectionString());
    builder.directory(base.toFile()).redirectErrorStream(true);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s", said).isZero();
    return said;
  }
}
