package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.embedded.EmbeddedStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistorySpanTest {
  private static final String EARLY = "2026-03-02T08:00:00Z";
  private static final String LATE = "2026-03-03T08:00:00Z";

  @TempDir private Path folder;

  @Test
  void spanThatEndsBeforeItBegins_isAUsageError() {
    EmbeddedStore.open(folder.resolve("store")).close();
    for (String command : new String[] {"show", "export"}) {
      CommandRun wrong = history(command, LATE, EARLY);

      assertThat(wrong.code()).isEqualTo(2);
      assertThat(wrong.out()).isEmpty();
      assertThat(wrong.err())
          .isEqualTo("aks-guard: --from: " + LATE + " is later than --to " + EARLY + "\n");
      assertThat(history(command, EARLY, EARLY).code()).isZero();
    }
  }

  private CommandRun history(String command, String from, String to) {
    return CommandRun.of(
        "history", command, "--store", folder.resolve("store"), "--from", from, "--to", to);
  }
}
