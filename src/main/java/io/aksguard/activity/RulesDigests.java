package io.aksguard.activity;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.history.Commit;
import io.aksguard.history.DamagedException;
import io.aksguard.history.Head;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.notice.Notice;
import io.aksguard.notice.Rollout;
import io.aksguard.notice.RulesDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes the digests of what changed rules have moved. It walks each cluster's ledger back only as
 * far as the digests reach, and not at all where nothing was recorded since.
 */
public final class RulesDigests {
  private static final int PAGE = 50;

  private final Ledger ledger;

  public RulesDigests(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * The digests that are due; to be asked for when a run has ended. The same one may be given again
   * by the next run, under the same id.
   */
  public List<Notice> due(Rollout rollout, Instant now) {
    List<RulesDigest> digests =
        rollout.due(now).stream().map(run -> new RulesDigest(run, rollout)).toList();
    Optional<Instant> since =
        rollout.due(now).stream().map(rollout::since).min(Comparator.naturalOrder());
    if (since.isPresent()) {
      // The run itself tells of what is damaged.
      for (ListedCluster listed : ledger.clusters(problem -> {})) {
        try {
          add(listed.cluster(), since.get(), digests);
        } catch (DamagedException e) {
          continue;
        }
      }
    }
    return digests.stream().flatMap(digest -> digest.notice().stream()).toList();
  }

  private void add(ClusterKey cluster, Instant since, List<RulesDigest> digests) {
    List<Commit> commits = commits(cluster, since);
    for (int i = 0; i < commits.size() && !commits.get(i).recordedAt().isBefore(since); i++) {
      Commit commit = commits.get(i);
      // The last one is the first of its chain, or the one before it was cut.
      Commit previous = i + 1 < commits.size() ? commits.get(i + 1) : null;
      for (RulesDigest digest : digests) {
        if (digest.wants(commit, previous)) {
          digest.add(commit, previous, ledger.transitions(commit));
        }
      }
    }
  }

  /** The newest commits, the newest first, down to the first one before that instant. */
  private List<Commit> commits(ClusterKey cluster, Instant since) {
    List<Commit> commits = new ArrayList<>();
    Optional<Head> head = ledger.head(cluster);
    long next = head.filter(h -> !h.recordedAt().isBefore(since)).map(Head::seq).orElse(0L);
    while (next > 0) {
      long after = Math.max(0, next - PAGE);
      long newest = next;
      List<Commit> page =
          ledger.commits(cluster, after, PAGE).stream()
              .filter(commit -> commit.seq() <= newest)
              .sorted(Comparator.comparing(Commit::seq).reversed())
              .toList();
      commits.addAll(page);
      boolean further = !page.isEmpty() && !page.get(page.size() - 1).recordedAt().isBefore(since);
      next = further ? after : 0;
    }
    return commits;
  }
}
