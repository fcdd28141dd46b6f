package io.aksguard.cli;

import io.aksguard.activity.Recording;
import io.aksguard.app.OpenStore;
import io.aksguard.app.Stores;
import io.aksguard.evidence.Evidence;
import io.aksguard.finding.Finding;
import io.aksguard.history.Ledger;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an audit is recorded, if anywhere. */
final class RecordOptions {
  @Option(
      names = "--record",
      paramLabel = "WHERE",
      description = {
        "append what has moved to the ledger of this store, which history shows: a folder,",
        "https://NAME.table.core.windows.net, or a connection string; made where there is none"
      })
  private @Nullable String where;

  boolean given() {
    return where != null;
  }

  /** A ledger that an audit is recorded in, or nothing that records nothing. */
  static final class Record implements AutoCloseable {
    private final @Nullable OpenStore open;
    private final @Nullable Recording recording;

    private Record(@Nullable OpenStore open, @Nullable Recording recording) {
      this.open = open;
      this.recording = recording;
    }

    void judged(Evidence evidence, List<Finding> findings) {
      if (recording != null) {
        recording.record(evidence, findings);
      }
    }

    /**
     * Tells what was recorded, and what could not be.
     *
     * @return whether all was recorded that was to be
     */
    boolean tell(PrintWriter err) {
      if (recording == null) {
        return true;
      }
      recording.refused().forEach(each -> Failures.say(err, "not recorded: " + each));
      Failures.say(
          err,
          "recorded: %s with changes, %d without"
              .formatted(Amount.of(recording.commits(), "cluster"), recording.unchanged()));
      return recording.refused().isEmpty();
    }

    @Override
    public void close() {
      if (open != null) {
        open.close();
      }
    }
  }

  /**
   * Opens the store, where one is given.
   *
   * @param at the instant that the verdicts are asked for
   */
  Record open(Clock clock, Instant at, String configDigest, String catalogueDigest) {
    if (where == null) {
      return new Record(null, null);
    }
    OpenStore open;
    try {
      open = Stores.open(where);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--record: " + e.getMessage());
    }
    open.expiry().expire();
    Ledger ledger =
        new Ledger(open.store().ledger(), open.store().index(), open.store().checkpoints(), clock);
    return new Record(
        open,
        new Recording(
            ledger, open.store().evidence(), "aks-guard audit", at, configDigest, catalogueDigest));
  }
}
