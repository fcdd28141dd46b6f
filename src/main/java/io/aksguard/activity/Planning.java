package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.evidence.Evidence;
import io.aksguard.history.Head;
import io.aksguard.history.Known;
import io.aksguard.history.Ledger;
import io.aksguard.remediation.Plan;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Planner;
import io.aksguard.remediation.Plans;
import io.aksguard.storage.Blobs;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes the plan that the newest commit of a cluster owes, and writes it down. What a commit before
 * it owed is in it, too. Nothing is written to Azure.
 */
public final class Planning {
  private final Ledger ledger;
  private final Blobs evidence;
  private final Plans plans;
  private final Rules.Source rules;
  private final Clock clock;

  /**
   * @param evidence where {@link ClusterWork} keeps what it has judged from
   */
  public Planning(Ledger ledger, Blobs evidence, Plans plans, Rules.Source rules, Clock clock) {
    this.ledger = ledger;
    this.evidence = evidence;
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
    Instant now = clock.instant();
    Optional<Evidence> seen =
        known.newest().flatMap(commit -> EvidenceFile.read(commit.evidence(), evidence));
    Planned planned =
        new Planner(by.catalogue(), by.config(), now)
            .plan(head.id().value(), known.states().values(), seen);
    plans.keep(new Plan(head.id(), head.seq(), head.hash(), now, by.catalogue().digest(), planned));
    ledger.markPlanned(key, head.seq());
  }

  static boolean isOwed(Head head) {
    return head.plannedSeq() < head.seq();
  }
}
