package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.history.Ledger;
import io.aksguard.intent.Intent;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Moves intents in the ledger, as long as they are what the caller has seen. */
final class Moves {
  private final Ledger ledger;

  Moves(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Moves each of these, or none where one is another one by now.
   *
   * @param cause one line
   * @return whether they were moved
   */
  boolean move(ArmId cluster, String cause, Collection<Intent> seen, UnaryOperator<Intent> change) {
    boolean[] isSeen = {false};
    ledger.move(
        cluster,
        cause,
        known -> {
          Map<String, Intent> next = new TreeMap<>(known.intents());
          isSeen[0] = seen.stream().allMatch(intent -> intent.equals(next.get(intent.control())));
          if (isSeen[0]) {
            seen.forEach(intent -> next.put(intent.control(), change.apply(intent)));
          }
          return next;
        });
    return isSeen[0];
  }
}
