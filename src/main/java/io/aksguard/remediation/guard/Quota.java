package io.aksguard.remediation.guard;

import io.aksguard.cluster.ArmId;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Paces writes to AKS, and leaves the customer a share. AKS takes 20 PUTs and then one a minute, of
 * clusters and of node pools each, in a region ("Throttling limits on AKS resource provider APIs",
 * learn.microsoft.com/azure/aks/quotas-skus-regions). That page can be read as for each cluster,
 * the text of the 429 as for the subscription: the smaller one is assumed. What AKS itself says
 * goes over it.
 */
public final class Quota {
  static final int SIZE = 20;

  /** In which AKS lets one more through; to be waited for where a 429 has no Retry-After. */
  public static final Duration REFILL = Duration.ofMinutes(1);

  private static final String PARTITION = "quota";
  private static final String POOL = "microsoft.containerservice/managedclusters/agentpools";
  private static final String CLUSTER = "microsoft.containerservice/managedclusters";

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

  /** Takes one write; empty where it may be sent now, else when to come again. */
  public Optional<Wait> take(Counted of) {
    Instant now = clock.instant();
    try {
      for (int i = 0; i < MOST_TRIES; i++) {
        Optional<Row> row = rows.get(PARTITION, of.key());
        Bucket bucket = bucket(row, now);
        Optional<Bucket> after = bucket.taken(now);
        if (after.isEmpty()) {
          Instant due = bucket.due(now);
          return held(due, "AKS takes the next write of ours at " + due);
        }
        if (write(of, row, after.get())) {
          return Optional.empty();
        }
      }
      return held(now.plus(interval), "others take from the quota all the time");
    } catch (UnavailableException | IllegalStateException e) {
      return held(now.plus(interval), "the quota could not be read or written: " + e.getMessage());
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
      if (write(of, row, bucket(row, now).emptied(now.plus(retryAfter)))) {
        return;
      }
    }
    throw new UnavailableException("the quota's row changes too fast; try again", null);
  }

  /**
   * When the n-th write from now is sent, if nobody else is before it and AKS refuses none.
   *
   * @param n from 1
   */
  public Instant eta(Counted of, int n) {
    Instant now = clock.instant();
    return bucket(rows.get(PARTITION, of.key()), now).due(now, n);
  }

  /**
   * @throws IllegalStateException when somebody else has written the row
   */
  private Bucket bucket(Optional<Row> row, Instant now) {
    try {
      Instant fullAt = row.map(known -> Instant.parse(known.needText("fullAt"))).orElse(now);
      return new Bucket(size, interval, fullAt);
    } catch (DateTimeException e) {
      throw new IllegalStateException("the quota's row is none", e);
    }
  }

  private boolean write(Counted of, Optional<Row> before, Bucket after) {
    Map<String, Object> values = Map.of("fullAt", after.fullAt().toString());
    try {
      rows.commit(
          PARTITION,
          List.of(
              before.isPresent()
                  ? new Write.Replace(of.key(), values, before.get().etag())
                  : new Write.Insert(of.key(), values)));
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }

  private static Optional<Wait> held(Instant until, String reason) {
    return Optional.of(new Wait(new Hold("quota", reason), until));
  }
}
