package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.history.Head;
import io.aksguard.history.Known;
import io.aksguard.history.Ledger;
import io.aksguard.remediation.Plan;
import io.aksguard.remediation.Planner;
import io.aksguard.remediation.Plans;
import java.time.Clock;

/**
 * Makes the plan that the newest commit of a cluster owes, and writes it down. What a commit before
 * it owed is in it, too. Nothing is written to Azure.
 */
public final class Planning {
  private final Ledger ledger;
  private final Plans plans;
  private final Rules.Source rules;
  private final Clock clock;

  public Planning(Ledger ledger, Plans plans, Rules.Source rules, Clock clock) {
    this.ledger = ledger;
    this.plans = plans;
    this.rules = rules;
    this.clock = clock;
  }

  /** May run twice, also on two hosts: the plan of a commit that is kept first stays. */
  public void plan(ArmId cluster) {
    ClusterKey key = ClusterKey.of(cluster);
    if (ledger.head(key).filter(Planning::isOwed).isEmpty()) {
      return;
    }
    Known known = ledger.known(key);
    Head head = known.head().orElseThrow();
    Rules by = rules.get();
    plans.keep(
        new Plan(
            head.id(),
            head.seq(),
            head.hash(),
            clock.instant(),
            by.catalogue().digest(),
            new Planner(by.catalogue()).fixes(known.states().values())));
    ledger.markPlanned(key, head.seq());
  }

  static boolean isOwed(Head head) {
    return head.plannedSeq() < head.seq();
  }
}
