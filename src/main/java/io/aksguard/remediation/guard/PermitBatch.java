package io.aksguard.remediation.guard;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.Bounds;
import io.aksguard.remediation.Hold;
import io.aksguard.storage.Row;
import io.aksguard.storage.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a cluster's permits, and one batch that changes them: used once. */
final class PermitBatch {
  private final BreakerRows rows;
  private final Bounds.Breaker bounds;
  private final Instant now;

  /** Read before all others: whoever changes a permit replaces it. */
  private final Optional<Row> fleet;

  /** That the cluster holds. */
  private final Map<String, Row> permits;

  private final List<Write> batch = new ArrayList<>();

  PermitBatch(BreakerRows rows, Bounds.Breaker bounds, Instant now, ClusterKey cluster) {
    this.rows = rows;
    this.bounds = bounds;
    this.now = now;
    this.fleet = rows.fleet();
    this.permits = rows.permits(cluster);
  }

  /** Whether all of it was written, or nothing had to be; false where somebody was faster. */
  boolean commit() {
    return batch.isEmpty() || rows.commit(batch);
  }

  /**
   * Takes all of these or, with a reason, none.
   *
   * @param clusters how many there are in the fleet
   */
  Optional<Hold> take(List<Permit.Want> wants, int clusters) {
    for (Permit.Want want : wants) {
      Optional<Hold> refused = take(want);
      if (refused.isPresent()) {
        return refused;
      }
    }
    if (batch.isEmpty()) {
      return Optional.empty();
    }
    long atRisk = atRisk();
    if (!permits.isEmpty()) {
      replaceFleet(atRisk);
      return Optional.empty();
    }
    long most = Circuit.share(bounds.fleet(), clusters);
    if (atRisk >= most) {
      return Breaker.held(
          "%d clusters have fixes that are not verified yet: %d are allowed at a time"
              .formatted(atRisk, most));
    }
    replaceFleet(atRisk + 1);
    return Optional.empty();
  }

  private Optional<Hold> take(Permit.Want want) {
    Permit permit = want.permit();
    Optional<Row> row = rows.circuit(permit.control());
    Circuit circuit = row.map(Circuit::of).orElse(Circuit.closed(permit.control()));
    Row held = permits.get(BreakerRows.permitKey(permit));
    if (held != null) {
      return again(want, circuit, held);
    }
    if (rows.done(permit).filter(done -> isOf(permit, done) && isYoung(done)).isPresent()) {
      return Breaker.held("the fix " + permit.intent() + " has had its permit and its outcome");
    }
    Optional<Hold> refused = refused(circuit, want);
    if (refused.isEmpty()) {
      replaceCircuit(row, circuit.taken());
      batch.add(new Write.Insert(BreakerRows.permitKey(permit), permit.properties(want, now)));
    }
    return refused;
  }

  private Optional<Hold> again(Permit.Want want, Circuit circuit, Row held) {
    Permit permit = want.permit();
    if (!isOf(permit, held)) {
      return Breaker.held("another fix of " + permit.control() + " there is not verified yet");
    }
    if (circuit.isOpen()) {
      return refused(circuit, want);
    }
    batch.add(new Write.Replace(held.key(), permit.properties(want, now), held.etag()));
    return Optional.empty();
  }

  private boolean isYoung(Row done) {
    return Instant.parse(done.needText("settledAt")).isAfter(now.minus(Breaker.LATE));
  }

  private Optional<Hold> refused(Circuit circuit, Permit.Want want) {
    return circuit.refusal(bounds, want.targets()).map(reason -> new Hold("breaker", reason));
  }

  /**
   * The circuit afterwards; empty where the permit is not held.
   *
   * @param takenAt when it was asked for last, for who settles only that one
   */
  Optional<Circuit> settle(Permit permit, Optional<Instant> takenAt, Permit.Outcome outcome) {
    String key = BreakerRows.permitKey(permit);
    Row held = permits.get(key);
    if (held == null
        || !isOf(permit, held)
        || takenAt.filter(seen -> !seen.equals(Permit.held(held).takenAt())).isPresent()) {
      return Optional.empty();
    }
    Optional<Row> row = rows.circuit(permit.control());
    Circuit before = row.map(Circuit::of).orElse(Circuit.closed(permit.control()));
    Circuit after = before.settled(permit, outcome, bounds, now);
    replaceCircuit(row, after);
    batch.add(new Write.Delete(key, held.etag()));
    if (outcome != Permit.Outcome.NOT_WRITTEN) {
      Map<String, Object> done = new HashMap<>(held.properties());
      done.put("outcome", outcome.name());
      done.put("settledAt", now.toString());
      batch.add(new Write.Put(BreakerRows.doneKey(permit), done));
    }
    if (outcome == Permit.Outcome.VERIFIED && held.flag("ofRing")) {
      batch.add(new Write.Put(BreakerRows.ringKey(permit), Map.of("at", now.toString())));
    }
    boolean isLast = permits.size() == 1;
    replaceFleet(isLast ? Math.max(0, atRisk() - 1) : atRisk());
    return Optional.of(after);
  }

  private long atRisk() {
    return fleet.map(row -> row.needNumber("clusters")).orElse(0L);
  }

  private void replaceFleet(long clusters) {
    batch.add(BreakerRows.write(BreakerRows.FLEET, fleet, Map.of("clusters", clusters)));
  }

  private void replaceCircuit(Optional<Row> before, Circuit after) {
    String key = BreakerRows.circuitKey(after.control());
    batch.add(BreakerRows.write(key, before, after.properties()));
  }

  private static boolean isOf(Permit permit, Row row) {
    return row.text("intent").equals(Optional.of(permit.intent()));
  }
}
