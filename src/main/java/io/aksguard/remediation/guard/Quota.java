package io.aksguard.remediation.guard;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.Sha256;
import io.aksguard.remediation.Hold;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.UnavailableException;
import io.aksguard.storage.Write;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Paces writes to AKS, and leaves the customer a share. AKS takes 20 PUTs and then one a minute, of
 * clusters and of node pools each, in a region ("Throttling limits on AKS resource provider APIs",
 * learn.microsoft.com/azure/aks/quotas-skus-regions). That page can be read as for each cluster,
 * the text of the 429 as for the subscription: the smaller one is assumed. What AKS itself says
 * goes over it. Who has to wait is given a turn, so that what people are told is when it happens,
 * and nobody asks before.
 */
public final class Quota {
  static final int SIZE = 20;

  /** In which AKS lets one more through; to be waited for where a 429 has no Retry-After. */
  public static final Duration REFILL = Duration.ofMinutes(1);

  private static final String PARTITION = "quota";
  private static final String POOL = "microsoft.containerservice/managedclusters/agentpools";
  private static final String CLUSTER = "microsoft.containerservice/managedclusters";

  /** Of a digest: enough to tell the resources of a region apart. */
  private static final int DIGITS = 32;

  /** Beside 64 others on the same row nobody loses that often by chance. */
  private static final int MOST_TRIES = 50;

  private final Rows rows;
  private final Clock clock;
  private final int size;
  private final Duration interval;

  /**
   * @param index the table {@code index}
   * @param share percent of AKS' quota that is ours, 1 to 100
   */
  public Quota(Rows index, Clock clock, int share) {
    this.rows = index;
    this.clock = clock;
    this.size = Math.max(1, SIZE * share / 100);
    // Rounded up to a second: with a share more than all would be taken.
    this.interval = Duration.ofSeconds((REFILL.toSeconds() * 100 + share - 1) / share);
  }

  /**
   * What AKS counts together.
   *
   * @param kind {@code clusters} or {@code pools}
   */
  public record Counted(String subscription, String region, String kind) {

    /**
     * What a PUT of the resource is counted with; empty where AKS does not count it.
     *
     * @param region of the cluster, as ARM writes it in any way
     */
    public static Optional<Counted> of(ArmId resource, String region) {
      String kind =
          switch (resource.type().orElse("")) {
            case CLUSTER -> "clusters";
            case POOL -> "pools";
            default -> "";
          };
      String name = region.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
      return kind.isEmpty()
          ? Optional.empty()
          : resource.subscription().map(id -> new Counted(id, name, kind));
    }

    private String key() {
      return subscription + "|" + region + "|" + kind;
    }
  }

  /**
   * Takes one write. Where there is none, the resource is given its turn among the writes that are
   * still to come: it is told when, and may use it from then on for as long as a full bucket takes
   * to fill. Asking again before that changes nothing.
   *
   * @return empty where it may be sent now, else when to come again
   */
  public Optional<Wait> take(Counted of, ArmId resource) {
    return take(of, turnKey(of, resource), false);
  }

  /**
   * The same for what takes a fix back: it has the next turn, before all fixes that wait, whose
   * turns come one later.
   */
  public Optional<Wait> takeFirst(Counted of, ArmId resource) {
    return take(of, turnKey(of, resource) + "|undo", true);
  }

  private Optional<Wait> take(Counted of, String key, boolean isFirst) {
    Instant now = clock.instant();
    try {
      for (int i = 0; i < MOST_TRIES; i++) {
        Taking taking = new Taking(of, key, isFirst, now);
        Optional<Instant> turn = taking.turn();
        if (turn.filter(now::isBefore).isPresent()) {
          return held(turn.get());
        }
        if (taking.commit()) {
          return taking.given().isAfter(now) ? held(taking.given()) : Optional.empty();
        }
      }
      return unknown(now, "others take from the quota all the time");
    } catch (UnavailableException | IllegalStateException e) {
      return unknown(now, "the quota could not be read or written: " + e.getMessage());
    }
  }

  /** The bucket and a resource's turn as they were read, and what becomes of them. */
  private final class Taking {
    private final Counted of;
    private final String key;
    private final boolean isFirst;
    private final Instant now;
    private final Optional<Row> before;
    private final Bucket bucket;
    private final Optional<Row> row;

    private Taking(Counted of, String key, boolean isFirst, Instant now) {
      this.of = of;
      this.key = key;
      this.isFirst = isFirst;
      this.now = now;
      this.before = rows.get(PARTITION, of.key());
      this.bucket = Bucket.of(before, size, interval, now);
      this.row = rows.get(PARTITION, key);
    }

    /** When the turn of the resource is; empty where it has none, or has not used it. */
    private Optional<Instant> turn() {
      try {
        return row.map(known -> bucket.turn(Instant.parse(known.needText("at"))))
            .filter(at -> !now.isAfter(at.plus(bucket.patience())));
      } catch (DateTimeException e) {
        throw new IllegalStateException("a turn's row is none", e);
      }
    }

    private Instant given() {
      return turn().orElse(isFirst ? bucket.next(now) : bucket.due(now));
    }

    private boolean commit() {
      List<Write> batch = new ArrayList<>();
      Bucket after = isFirst ? bucket.overtaken(now) : bucket.taken(now);
      if (turn().isEmpty()) {
        batch.add(write(of.key(), before, after.properties()));
      }
      if (given().isAfter(now)) {
        // Without the delay of then, which is added again when the row is read.
        String at = given().minus(after.delay()).toString();
        batch.add(write(key, row, Map.of("at", at)));
      } else {
        row.ifPresent(used -> batch.add(new Write.Delete(key, used.etag())));
      }
      return Quota.this.commit(batch);
    }
  }

  /**
   * AKS has refused a write with 429: nothing is sent before it says, and then one write after the
   * other.
   *
   * @param retryAfter as AKS says, however long; {@link #REFILL} where it does not
   * @throws UnavailableException when that was not kept: say it again
   */
  public void throttled(Counted of, Duration retryAfter) {
    Instant now = clock.instant();
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<Row> row = rows.get(PARTITION, of.key());
      Bucket after = Bucket.of(row, size, interval, now).emptied(now, now.plus(retryAfter));
      if (commit(List.of(write(of.key(), row, after.properties())))) {
        return;
      }
    }
    throw new UnavailableException("the quota's row changes too fast; try again", null);
  }

  /**
   * When the n-th write from now is sent, if AKS refuses none before it.
   *
   * @param n from 1
   */
  public Instant eta(Counted of, int n) {
    Instant now = clock.instant();
    return Bucket.of(rows.get(PARTITION, of.key()), size, interval, now).due(now, n);
  }

  /** A turn is that of the resource: what is to be written may be worked out anew meanwhile. */
  private static String turnKey(Counted of, ArmId resource) {
    return of.key() + "|" + Sha256.hex(resource.key()).substring(0, DIGITS);
  }

  private static Write write(String key, Optional<Row> before, Map<String, Object> values) {
    return before.isPresent()
        ? new Write.Replace(key, values, before.get().etag())
        : new Write.Insert(key, values);
  }

  private boolean commit(List<Write> batch) {
    try {
      rows.commit(PARTITION, batch);
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }

  private static Optional<Wait> held(Instant turn) {
    String reason = "its turn among our writes that AKS takes is at " + turn;
    return Optional.of(new Wait(new Hold("quota", reason), turn));
  }

  private Optional<Wait> unknown(Instant now, String reason) {
    return Optional.of(new Wait(new Hold("quota", reason), now.plus(interval)));
  }
}
