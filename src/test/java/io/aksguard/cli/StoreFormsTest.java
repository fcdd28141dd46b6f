package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words after {@code --store} that name no store: one sentence, and nothing is made of them. */
class StoreFormsTest {
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[64]);
  private static final Path SAMPLE =
      Path.of(System.getProperty("aksguard.basedir", ".")).resolve("src/samples/guard.yaml");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://name.table.core.windows.net    | begins with http://
          HTTPS://name                          | is no endpoint of a storage account, such as https://NAME.table.core.windows.net
          https://name.example                  | is no endpoint of a storage account, such as https://NAME.table.core.windows.net
          https://                              | is no endpoint of a storage account, such as https://NAME.table.core.windows.net
          https://name.queue.core.windows.net   | is no endpoint of a storage account, such as https://NAME.table.core.windows.net
          https://name.table.core.windows.net/t | is no endpoint of a storage account, such as https://NAME.table.core.windows.net
          AccountName=name                      | has no AccountKey and no SharedAccessSignature
          AccountName=name;AccountKey=          | has no AccountKey and no SharedAccessSignature
          AccountName=name;AccountKey=no!key    | its AccountKey is no base64
          AccountKey=$key;EndpointSuffix=x      | has no AccountName
          DefaultEndpointsProtocol=https;AccountKey=$key | has no AccountName
          BlobEndpoint=https://n.blob.x;SharedAccessSignature=$key | has no TableEndpoint
          TableEndpoint=https://n.table.x;SharedAccessSignature=$key | has no BlobEndpoint
          AccountName=name;AccountKey=$key;TableEndpoint=:: | its TableEndpoint is no URL
          ''                                    | is empty
          """)
  void isRefusedInOneSentence_andNoFolderIsMade(String where, String sentence) throws IOException {
    String given = where.replace("$key", KEY);

    for (Object[] line :
        new Object[][] {
          {"history", "show", "--store", given}, {"config", "push", SAMPLE, "--store", given}
        }) {
      CommandRun run = CommandRun.of(line);

      assertThat(run.code()).as(run.err()).isEqualTo(2);
      assertThat(run.err().lines()).singleElement().asString().contains("--store: ", sentence);
      assertThat(run.err()).doesNotContain(KEY, "no!key");
    }
    assertThat(Path.of(given.isEmpty() ? "no folder" : given)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "history show",
        "history as-of 2026-03-03T08:00:00Z",
        "history plan",
        "history verify",
        "history export",
        "inbox list",
        "inbox replay a",
        "reviews list",
        "waivers list",
        "waivers end W-1",
        "config show",
      })
  void folderThatHoldsNoStore_isNotMade(String command) throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    for (Path none : new Path[] {folder.resolve("nonsense"), empty}) {
      CommandRun run =
          CommandRun.of(
              Stream.concat(Stream.of(command.split(" ")), Stream.of("--store", none)).toArray());

      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err())
          .isEqualTo("aks-guard: --store: there is no store in the folder " + none + "\n");
    }
    assertThat(folder.resolve("nonsense")).doesNotExist();
    assertThat(empty).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccountName=name;", ""})
  void closedPort_isNamedWithItsRemedy(String more) {
    String closed = "http://127.0.0.1:1/name";
    CommandRun run =
        CommandRun.of(
            "history",
            "show",
            "--store",
            (more.isEmpty()
                    ? "SharedAccessSignature=sv=1&sig=" + KEY
                    : "AccountName=name;AccountKey=" + KEY)
                + ";TableEndpoint="
                + closed
                + ";BlobEndpoint="
                + closed);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "aks-guard: cannot read "
                + closed
                + "/AksGuardIndex: no connection; see whether the address is right, the service is"
                + " up, and a firewall lets this machine in\n");
  }

  @Test
  void storeOfARecord_isSpelledAsThatOfOthers() {
    CommandRun run =
        CommandRun.of(
            "audit",
            "--input",
            Export.in(folder).file("prod.json"),
            "--record",
            "http://name.table.core.windows.net");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--record: ", "begins with http://");
    assertThat(Path.of("http:")).doesNotExist();
  }
}
