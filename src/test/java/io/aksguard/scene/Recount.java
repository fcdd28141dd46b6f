package io.aksguard.scene;

import io.aksguard.activity.Rules;
import io.aksguard.adapter.graph.BlobSnapshot;
import io.aksguard.adapter.graph.Snapshot;
import io.aksguard.adapter.graph.SweepResult;
import io.aksguard.cluster.ArmId;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import io.aksguard.finding.FindingKey;
import io.aksguard.history.Run;
import io.aksguard.storage.Store;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a run's coverage must be, counted anew from all that its sweep has kept. */
final class Recount {
  private final Rules rules =
      new Rules(Catalogue.builtIn(), GuardConfig.defaults(Catalogue.builtIn()), "");
  private final Auditor auditor;
  private final Set<String> own;
  private final Map<String, Map<FindingKey, Status>> recorded;
  private long clusters;
  private long covered;

  private Recount(Run run, Set<String> own, Map<String, Map<FindingKey, Status>> recorded) {
    this.auditor = rules.auditor(run.startedAt());
    this.own = own;
    this.recorded = recorded;
  }

  /**
   * @param own controls on our own record, which no sweep reads: what is recorded counts
   * @param recorded all verdicts of each cluster, by its key
   */
  static Coverage of(
      Run run, Store store, Set<String> own, Map<String, Map<FindingKey, Status>> recorded) {
    Recount count = new Recount(run, own, recorded);
    BlobSnapshot snapshot = new BlobSnapshot(store.runs(), run.kind() + "-" + run.id());
    SweepResult result = Snapshot.read(snapshot).orElseThrow();
    for (int shard = 0; shard < result.shards().size(); shard++) {
      Snapshot.shard(snapshot, shard, count::take);
    }
    // Of a cluster that was not found nothing is known.
    long all = count.clusters + result.missing().size();
    return new Coverage(all, all * count.rules.asked().size(), count.covered);
  }

  private void take(Evidence evidence) {
    clusters++;
    Set<String> unknown = new HashSet<>();
    for (Finding finding : auditor.audit(evidence)) {
      if (finding.status() == Status.UNKNOWN && !own.contains(finding.control())) {
        unknown.add(finding.control());
      }
    }
    recorded
        .getOrDefault(new ArmId(evidence.resource()).key(), Map.of())
        .forEach(
            (key, status) -> {
              if (status == Status.UNKNOWN && own.contains(key.control())) {
                unknown.add(key.control());
              }
            });
    covered += rules.asked().size() - unknown.size();
  }
}
