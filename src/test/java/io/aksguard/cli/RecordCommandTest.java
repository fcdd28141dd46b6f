package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit --record}. */
class RecordCommandTest {
  private static final String CLUSTER =
      "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg/providers/"
          + "Microsoft.ContainerService/managedClusters/shop";

  @TempDir private Path folder;

  /** A snapshot of one cluster, as of an instant. */
  private Path snapshot(String name, String observedAt, boolean localAccounts) throws IOException {
    Path snapshot = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        snapshot.resolve("snapshot.json"),
        """
        {"schema": "aks-guard/snapshot/v1", "observedAt": "%s", "complete": ["cluster"], "gaps": []}
        """
            .formatted(observedAt));
    Files.writeString(
        snapshot.resolve("page.json"),
        """
        {"value": [{"id": "%s", "name": "shop", "type": "Microsoft.ContainerService/managedClusters",
          "location": "westeurope", "properties": {"disableLocalAccounts": %s,
          "provisioningState": "Succeeded", "agentPoolProfiles": []}}]}
        """
            .formatted(CLUSTER, !localAccounts));
    return snapshot;
  }

  private CommandRun record(Path input) {
    return CommandRun.of(
        "audit", "--input", input, "--record", folder.resolve("store"), "--fail-on", "never");
  }

  private String history() {
    CommandRun run = CommandRun.of("history", "show", "--store", folder.resolve("store"));
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  @Test
  void audits_becomeHistory() throws IOException {
    CommandRun first = record(snapshot("monday", "2026-11-23T08:00:00Z", true));
    CommandRun again = record(folder.resolve("monday"));
    CommandRun second = record(snapshot("tuesday", "2026-11-24T08:00:00Z", false));

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).contains("recorded: 1 clusters with changes, 0 without");
    assertThat(again.err()).contains("recorded: 0 clusters with changes, 1 without");
    assertThat(second.err()).contains("recorded: 1 clusters with changes, 0 without");
    assertThat(history())
        .contains("  #1  aks-guard audit  ", "local-accounts-disabled - -> FAIL")
        .contains("  #2  aks-guard audit  ", "local-accounts-disabled FAIL -> PASS");
    try (EmbeddedStore open = EmbeddedStore.open(folder.resolve("store"))) {
      assertThat(open.store().evidence().list("")).as("what led to failures").isNotEmpty();
    }
    assertThat(CommandRun.of("history", "verify", "--store", folder.resolve("store")).code())
        .isZero();
  }

  @Test
  void olderEvidenceThanTheLedgers_isRefusedAloud() throws IOException {
    record(snapshot("tuesday", "2026-11-24T08:00:00Z", false));
    String before = history();

    CommandRun stale = record(snapshot("monday", "2026-11-23T08:00:00Z", true));

    assertThat(stale.code()).isEqualTo(2);
    assertThat(stale.err())
        .contains(
            "not recorded: " + CLUSTER,
            "was observed at 2026-11-23T08:00:00Z, and the ledger rests on what was seen at"
                + " 2026-11-24T08:00:00Z");
    assertThat(history()).isEqualTo(before);
  }

  @Test
  void templates_areNotRecorded() throws IOException {
    Path template =
        Path.of(System.getProperty("aksguard.basedir", ".")).resolve("src/samples/template");

    CommandRun run = record(template);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("a template is no cluster").contains("recorded: 0 clusters");
  }

  @Test
  void partOfTheControls_isAUsageError() throws IOException {
    CommandRun run =
        CommandRun.of(
            "audit",
            "--input",
            snapshot("monday", "2026-11-23T08:00:00Z", true),
            "--record",
            folder.resolve("store"),
            "--only",
            "local-accounts-disabled");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--record wants the verdicts of all controls");
    assertThat(folder.resolve("store")).doesNotExist();
  }
}
