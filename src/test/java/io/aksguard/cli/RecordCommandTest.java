package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit --record}. */
class RecordCommandTest {
  private static final String CLUSTER = Snapshot.CLUSTER;
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  /** A snapshot of one cluster, as of an instant. */
  private Path snapshot(String name, String observedAt, boolean localAccounts) throws IOException {
    return Snapshot.in(folder.resolve(name), observedAt, localAccounts);
  }

  private CommandRun record(Path input, Object... more) {
    List<Object> line =
        new ArrayList<>(
            List.of(
                "audit",
                "--input",
                input,
                "--record",
                folder.resolve("store"),
                "--fail-on",
                "never"));
    line.addAll(List.of(more));
    return CommandRun.outside(new Outside(Map.of(), NOW), line.toArray());
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
    assertThat(first.err()).contains("recorded: 1 cluster with changes, 0 without");
    assertThat(again.err()).contains("recorded: 0 clusters with changes, 1 without");
    assertThat(second.err()).contains("recorded: 1 cluster with changes, 0 without");
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
  void instantBeforeTheLedgersLastJudgement_isRefusedAloud() throws IOException {
    Path monday = snapshot("monday", "2026-11-23T08:00:00Z", true);
    record(monday, "--at", "2026-11-25T00:00:00Z");
    String before = history();

    CommandRun earlier =
        record(snapshot("changed", "2026-11-23T08:00:00Z", false), "--at", "2026-11-24T00:00:00Z");
    CommandRun same =
        record(snapshot("changed", "2026-11-23T08:00:00Z", false), "--at", "2026-11-25T00:00:00Z");

    assertThat(earlier.code()).isEqualTo(2);
    assertThat(earlier.err())
        .contains(
            "not recorded: "
                + CLUSTER
                + ": it was judged as of 2026-11-24T00:00:00Z, and the ledger's last commit as of"
                + " 2026-11-25T00:00:00Z; leave --at out, or record into another ledger")
        .contains("recorded: 0 clusters with changes");
    assertThat(same.code()).as(same.err()).isZero();
    assertThat(history()).startsWith(before).contains("  #2  ");
  }

  @Test
  void instantOfTheFuture_isAUsageError() throws IOException {
    CommandRun run =
        record(snapshot("monday", "2026-11-23T08:00:00Z", true), "--at", "2026-11-30T00:00:00Z");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("--at: 2026-11-30T00:00:00Z is yet to come: a ledger keeps what was known");
    assertThat(folder.resolve("store")).doesNotExist();
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
