package io.aksguard.remediation.guard;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.Bounds;
import io.aksguard.remediation.Hold;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps small what a bad fix can break, whoever starts it: the timers' path and the events' path
 * take their permits from the same rows, and so does every host. Before a write each of its fixes
 * takes a permit; the permit is held until the outcome is settled, however long that takes. {@link
 * Circuit} says how many there are and when there are none any more; over the fleet, so many
 * clusters have one.
 */
public final class Breaker {
  /** Of one batch: each has a circuit and a permit, and the fleet has a row. */
  static final int MOST_WANTS = (Rows.MOST_WRITES - 1) / 2;

  /**
   * Whoever has asked for a permit so long ago does not use it any more: no activity lives as long,
   * since functionTimeout of host.json ends it after ten minutes.
   */
  public static final Duration LATE = Duration.ofHours(1);

  /** Beside 64 others on the same partition nobody loses that often by chance. */
  private static final int MOST_TRIES = 50;

  private final BreakerRows rows;
  private final Clock clock;
  private final Bounds.Breaker bounds;

  /**
   * @param index the table {@code index}
   * @param bounds that are in force
   */
  public Breaker(Rows index, Clock clock, Bounds.Breaker bounds) {
    this.rows = new BreakerRows(index);
    this.clock = clock;
    this.bounds = bounds;
  }

  /**
   * @param clustersAtRisk clusters with a permit
   * @param circuits all control versions that ever had a permit
   * @param held permits without an outcome
   */
  public record Status(long clustersAtRisk, List<Circuit> circuits, List<Permit.Held> held) {
    public Status {
      circuits = List.copyOf(circuits);
      held = List.copyOf(held);
    }
  }

  /**
   * Takes the permits of all fixes that one write to a cluster carries out, or none of them. Taking
   * again what is held only makes it young again, and is refused where its circuit has opened
   * meanwhile; so a last question just before the write is sent does no harm.
   *
   * <p>Where the store has not answered it is held, and yet the permits may have been taken:
   * whoever gives the fix up then settles them as {@link Permit.Outcome#NOT_WRITTEN}.
   *
   * @param wants of one cluster, each of another control
   * @param fleet how many clusters there are
   * @return why not; empty where the permits are held now
   */
  public Optional<Hold> take(List<Permit.Want> wants, int fleet) {
    ClusterKey cluster = cluster(wants);
    if (wants.size() > MOST_WANTS) {
      return held("one write is for more than " + MOST_WANTS + " controls");
    }
    try {
      for (int i = 0; i < MOST_TRIES; i++) {
        PermitBatch batch = batch(cluster);
        Optional<Hold> refused = batch.take(wants, fleet);
        if (refused.isPresent() || batch.commit()) {
          return refused;
        }
      }
      return held("others change the breaker's rows all the time");
    } catch (UnavailableException | IllegalStateException e) {
      return held("the breaker could not be read or written: " + e.getMessage());
    }
  }

  private PermitBatch batch(ClusterKey cluster) {
    return new PermitBatch(rows, bounds, clock.instant(), cluster);
  }

  private static ClusterKey cluster(List<Permit.Want> wants) {
    if (wants.stream().map(want -> want.permit().cluster()).distinct().count() != 1
        || wants.stream().map(want -> want.permit().control()).distinct().count() != wants.size()) {
      throw new IllegalArgumentException("not the controls of one cluster: " + wants);
    }
    return wants.get(0).permit().cluster();
  }

  static Optional<Hold> held(String reason) {
    return Optional.of(new Hold("breaker", reason));
  }

  /**
   * Says what became of a fix. A permit that is not held, as one that was settled before, changes
   * nothing; one that was settled within {@link #LATE} is not taken again.
   *
   * @return what is known of the control version from now on; {@link Circuit#isOpen} where people
   *     have to be told
   * @throws UnavailableException when it was not settled, or when that is not known: settle again
   */
  public Circuit settle(Permit permit, Permit.Outcome outcome) {
    return settle(permit, Optional.empty(), outcome);
  }

  /** The same for who has only seen the permit: one that was asked for again since then stays. */
  public Circuit settle(Permit.Held seen, Permit.Outcome outcome) {
    return settle(seen.permit(), Optional.of(seen.takenAt()), outcome);
  }

  private Circuit settle(Permit permit, Optional<Instant> takenAt, Permit.Outcome outcome) {
    for (int i = 0; i < MOST_TRIES; i++) {
      PermitBatch batch = batch(permit.cluster());
      Optional<Circuit> after = batch.settle(permit, takenAt, outcome);
      if (after.isEmpty()) {
        return rows.circuit(permit.control())
            .map(Circuit::of)
            .orElse(Circuit.closed(permit.control()));
      }
      if (batch.commit()) {
        return after.get();
      }
    }
    throw new UnavailableException("the breaker's rows change too fast; try again", null);
  }

  /**
   * A person has looked at what had failed, and lets the fix go on.
   *
   * @param by object or application id in Entra ID
   * @return false where nothing is known of that control version
   */
  public boolean reset(ControlVersion control, String by) {
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<Row> row = rows.circuit(control);
      if (row.isEmpty()) {
        return false;
      }
      Map<String, Object> after = Circuit.of(row.get()).reset(by).properties();
      if (rows.commit(List.of(BreakerRows.write(BreakerRows.circuitKey(control), row, after)))) {
        return true;
      }
    }
    throw new UnavailableException("the breaker's rows change too fast; try again", null);
  }

  /** What is at risk now; while hosts are at work, not all of it of the same instant. */
  public Status status() {
    return new Status(
        rows.fleet().map(row -> row.needNumber("clusters")).orElse(0L),
        rows.circuits().stream().map(Circuit::of).toList(),
        held());
  }

  /** All permits without an outcome. */
  public List<Permit.Held> held() {
    return rows.permits().stream().map(Permit::held).toList();
  }

  /** How many clusters of the ring have the control version's fix verified. */
  public int verifiedOfRing(ControlVersion control) {
    return rows.verifiedOfRing(control);
  }
}
