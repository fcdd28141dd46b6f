package io.aksguard.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.lab.LabClock;
import io.aksguard.lab.TaskHub;
import io.aksguard.lab.tenant.Fleet;
import io.aksguard.lab.tenant.SimulatedTenant;
import io.aksguard.lab.tenant.TenantOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the laboratory cannot use: exit code 2 and one sentence, and nothing of it is changed. */
class StoryUsageTest {
  private static final String ACCOUNT =
      "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;"
          + "BlobEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://127.0.0.1:1/a";

  @TempDir private Path base;
  private Path app;

  /** As much of a packaged app as is looked at before the store and the folder are. */
  @BeforeEach
  void packaged() throws IOException {
    app = Files.createDirectories(base.resolve("app"));
    Files.createDirectories(app.resolve("lib"));
    Files.writeString(app.resolve("host.json"), "{\"version\": \"2.0\"}");
    function("onResourceChanged");
  }

  private void function(String name) throws IOException {
    Files.writeString(
        Files.createDirectories(app.resolve(name)).resolve("function.json"),
        "{\"scriptFile\": \"../a.jar\", \"entryPoint\": \"a.A.a\", \"bindings\": []}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --relatime                   | Unknown option: '--relatime'; --help shows what there is
          --stay now                   | Unmatched argument at index 1: 'now'
          --storage                    | Expected parameter for option '--storage'
          --storage nonsense           | --storage: 'nonsense' is no connection string
          --storage https://a.table.core.windows.net | is no connection string
          --storage AccountName=a      | --storage: the connection string cannot be used (
          --storage $account           | --storage: the account does not answer (
          --data $base/file            | file is a file: name a folder with --data
          --data $base/file/x          | x cannot be used (
          --data $base/pictures        | pictures holds something else than a laboratory
          --app $base/nothing          | nothing is no packaged Function App; mvn -DskipTests package makes one in target/
          --app $base/file             | file is no packaged Function App
          --app $base/pictures         | pictures is no packaged Function App
          --app $base/other            | other is another Function App than AKS Guard's
          """)
  void option_isRefusedInOneSentence(String options, String sentence) throws IOException {
    Files.writeString(base.resolve("file"), "mine");
    Files.writeString(Files.createDirectories(base.resolve("pictures")).resolve("a.png"), "mine");
    Files.createDirectories(base.resolve("other/lib"));
    Files.writeString(base.resolve("other/host.json"), "{}");
    List<String> before = below(base);

    StoryRun run = run(options.replace("$account", ACCOUNT).split(" "));

    assertRefused(run, sentence);
    assertThat(below(base)).isEqualTo(before);
    assertThat(Path.of("nonsense")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tenant/tenant.json      | cut   | tenant.json is damaged (
          tenant/tenant.json      | {}    | tenant.json is damaged (it has no port)
          tenant/tenant.json      | words | tenant.json is damaged (
          tenant/resources.ndjson | cut   | resources.ndjson is damaged (
          tenant/resources.ndjson | none  | resources.ndjson is missing
          tenant/resources.ndjson | ''    | resources.ndjson is damaged (it has 0 lines of
          tenant/changes.ndjson   | words | changes.ndjson is damaged (
          tenant/activity.ndjson  | {}    | activity.ndjson is damaged (
          tenant/tls.p12          | cut   | tls.p12 is damaged (
          host/keys.json          | {}    | keys.json is damaged (
          host/keys.json          | words | keys.json is damaged (
          host/hub.journal        | words | hub.journal is damaged (no record begins at byte 0)
          host/hub.journal        | flip  | hub.journal is damaged (the record at byte 0 does not fit its checksum)
          """)
  void savedFile_thatIsDamaged_isRefusedAndLeftAlone(String file, String how, String sentence)
      throws Exception {
    Path data = base.resolve("data");
    saved(data);
    damage(data.resolve(file), how);
    String left = content(data.resolve(file));

    StoryRun run = run("--data", data.toString());

    assertRefused(run, sentence);
    assertThat(run.err().get(0)).contains(": put a copy of it there, or name a new folder");
    assertThat(content(data.resolve(file))).isEqualTo(left);
  }

  @Test
  void folder_isOneLaboratorysAlone() throws Exception {
    Path data = base.resolve("data");
    try (DataFolder first = DataFolder.kept(data)) {
      assertRefused(run("--data", data.toString()), "another laboratory runs in " + first.path());
    }
  }

  @Test
  void folderThatIsEmptied_keepsItsLockAndNothingElse() throws Exception {
    Path data = base.resolve("data");
    saved(data);

    try (DataFolder emptied = DataFolder.emptied(data)) {
      assertThat(below(emptied.path())).containsExactly("lab.lock");
      assertThat(emptied.isKnown()).isFalse();
    }
  }

  private StoryRun run(String... options) {
    Stream<String> words = Stream.of(options).map(word -> word.replace("$base", base.toString()));
    boolean own = List.of(options).contains("--app");
    return StoryRun.of(
        (own ? words : Stream.concat(words, Stream.of("--app", app.toString()))).toArray());
  }

  private static void assertRefused(StoryRun run, String sentence) {
    assertThat(run.err()).singleElement().asString().startsWith("lab: ").contains(sentence);
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }

  /** What a laboratory leaves behind: a tenant, a host's keys, and a jump of the clock. */
  private static void saved(Path data) throws Exception {
    try (LabClock clock = LabClock.jumping();
        SimulatedTenant tenant =
            SimulatedTenant.start(TenantOptions.unthrottled(1), clock, data.resolve("tenant"))) {
      Fleet.of(1, 1, 1).putInto(tenant);
      tenant
          .as(tenant.newPrincipal())
          .call(
              "PATCH",
              Fleet.of(1, 1, 1).clusters().get(0) + "?api-version=2026-08-01",
              "{\"tags\":{\"a\":\"b\"}}");
      tenant.save();
      try (TaskHub hub = TaskHub.open(data.resolve("host"), clock)) {
        clock.at(clock.instant().plusSeconds(60), () -> {});
        clock.runUntilQuiet();
        assertThat(hub.states(false)).isEmpty();
      }
    }
    Files.writeString(
        data.resolve("host/keys.json"),
        "{\"master\":\"a\",\"function\":\"b\",\"eventGrid\":\"c\",\"durable\":\"d\"}");
  }

  private static void damage(Path file, String how) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    switch (how) {
      case "none" -> Files.delete(file);
      case "cut" -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      case "words" -> Files.writeString(file, "this is something else\n");
      case "flip" -> {
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
      }
      default -> Files.writeString(file, how);
    }
  }

  private static String content(Path file) throws IOException {
    return Files.exists(file) ? HexFormat.of().formatHex(Files.readAllBytes(file)) : "";
  }

  private static List<String> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(each -> !each.equals(folder))
          .map(each -> folder.relativize(each).toString())
          .filter(each -> !each.startsWith("app"))
          .sorted()
          .toList();
    }
  }
}
