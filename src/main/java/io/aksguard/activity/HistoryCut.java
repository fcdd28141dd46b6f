package io.aksguard.activity;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.history.Anchors;
import io.aksguard.history.DamagedException;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.history.Retention;
import io.aksguard.storage.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has history forget what is older than it is to be kept, on each day that an anchor is due. What
 * is cut from a chain is a commit of that chain. Each step may run twice, and may be missed.
 */
public final class HistoryCut {
  /** A cut is a commit: a chain that changes each day gets one a month. */
  private static final Duration SLACK = Duration.ofDays(30);

  /** One step ends after so long, well within what a host lets an activity take. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /**
   * So many steps follow each other at most: within the hour, and in one history of an
   * orchestration, which is replayed at every turn. The next day finds what was left.
   */
  public static final int MOST_STEPS = 25;

  private final Ledger ledger;
  private final Anchors anchors;
  private final Retention retention;
  private final Expiry expiry;
  private final Optional<Duration> kept;
  private final Clock clock;

  /**
   * @param expiry of evidence and of what sweeps have read
   * @param kept so long is history kept, and up to a month longer; empty: for ever
   */
  public HistoryCut(
      Ledger ledger,
      Anchors anchors,
      Retention retention,
      Expiry expiry,
      Optional<Duration> kept,
      Clock clock) {
    this.ledger = ledger;
    this.anchors = anchors;
    this.retention = retention;
    this.expiry = expiry;
    this.kept = kept;
    this.clock = clock;
  }

  /**
   * What one step has done.
   *
   * @param next what the next step is to be asked; empty where there is none
   * @param clusters whose chains have lost rows
   * @param rows that were deleted
   * @param problems chains that are damaged, a sentence each: nothing is deleted of them
   */
  public record Done(String next, long clusters, long rows, List<String> problems) {
    public Done {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Cuts what is too old, some clusters at a time.
   *
   * @param from as the step before has said; empty for the first one, which does nothing unless an
   *     anchor is due
   */
  public Done step(String from) {
    Instant begun = clock.instant();
    if (from.isEmpty()) {
      if (!anchors.isDue(begun)) {
        return new Done("", 0, 0, List.of());
      }
      expiry.expire();
    }
    if (kept.isEmpty()) {
      return new Done("", 0, 0, List.of());
    }
    try {
      return cut(from, begun, retention.pass(begun.minus(kept.get()), SLACK));
    } catch (DamagedException e) {
      return new Done("", 0, 0, List.of("retention: " + e.getMessage()));
    }
  }

  /** Where a step begins. A history of before steps were counted has the cluster's key alone. */
  private record Start(int step, String cluster) {
    private static Start of(String from) {
      int blank = from.indexOf(' ');
      return blank < 0
          ? new Start(1, from)
          : new Start(Integer.parseInt(from.substring(0, blank)), from.substring(blank + 1));
    }

    private String next(ClusterKey cluster) {
      return step < MOST_STEPS ? (step + 1) + " " + cluster : "";
    }
  }

  private Done cut(String from, Instant begun, Retention.Pass pass) {
    Start start = Start.of(from);
    Instant oldest = begun.minus(kept.orElseThrow()).minus(SLACK);
    List<String> problems = new ArrayList<>();
    long clusters = 0;
    long rows = 0;
    boolean begunWithOne = false;
    for (ListedCluster listed : ledger.clusters()) {
      ClusterKey cluster = listed.cluster();
      if (cluster.value().compareTo(start.cluster) < 0 || listed.firstRecorded().isAfter(oldest)) {
        continue;
      }
      if (begunWithOne && clock.instant().isAfter(begun.plus(LONGEST))) {
        return new Done(start.next(cluster), clusters, rows, problems);
      }
      begunWithOne = true;
      try {
        int deleted = pass.cut(cluster).rowsDeleted();
        clusters += deleted > 0 ? 1 : 0;
        rows += deleted;
      } catch (DamagedException e) {
        problems.add("retention: " + e.getMessage());
      }
    }
    return new Done("", clusters, rows, problems);
  }
}
