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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets what several clusters use, such as a registry, be changed for one of them at a time. Most of
 * that has no ETag: of two writes at once the later one would do the same again, or take back what
 * the other has changed. Who comes second looks again a little later, and mostly finds it mended.
 */
public final class Shared {
  /** Resources are read at most a minute before they are written; the answer may take another. */
  static final Duration TURN = Duration.ofMinutes(5);

  private static final String PARTITION = "shared";

  private final Rows rows;
  private final Clock clock;

  /**
   * @param index the table {@code index}
   */
  public Shared(Rows index, Clock clock) {
    this.rows = index;
    this.clock = clock;
  }

  /**
   * Has the resource changed for this cluster, and for no other for a while.
   *
   * @return why it has to wait, and until when
   */
  public Optional<Wait> take(ArmId resource, ArmId cluster) {
    Instant now = clock.instant();
    String key = Sha256.hex(resource.key());
    try {
      Optional<Row> row = rows.get(PARTITION, key);
      if (row.isPresent() && !new ArmId(row.get().needText("cluster")).equals(cluster)) {
        Instant until = Instant.parse(row.get().needText("until"));
        if (until.isAfter(now)) {
          return held("it is being changed for " + row.get().needText("cluster"), until);
        }
      }
      Map<String, Object> mine =
          Map.of("cluster", cluster.value(), "until", now.plus(TURN).toString());
      rows.commit(
          PARTITION,
          List.of(
              row.isPresent()
                  ? new Write.Replace(key, mine, row.get().etag())
                  : new Write.Insert(key, mine)));
      return Optional.empty();
    } catch (ConflictException e) {
      return held("somebody else has just begun to change it", now.plus(TURN));
    } catch (UnavailableException | DateTimeException | IllegalStateException e) {
      return held("who changes it could not be read or written", now.plus(TURN));
    }
  }

  private static Optional<Wait> held(String reason, Instant until) {
    return Optional.of(new Wait(new Hold("shared", reason), until));
  }
}
