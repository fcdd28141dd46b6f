package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.history.Commit;
import io.aksguard.history.Head;
import io.aksguard.history.Ledger;
import io.aksguard.history.Runs;
import io.aksguard.inbox.Outbox;
import io.aksguard.inbox.Owed;
import io.aksguard.notice.Derivation;
import io.aksguard.notice.Notice;
import io.aksguard.notice.Notices;
import io.aksguard.notice.Remediated;
import io.aksguard.notice.Rollout;
import io.aksguard.notice.UnpublishedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Publishes and plans what is owed. The ledger says what that is, so nothing is lost by a dead
 * topic and nothing has to be judged again; a notice that is published twice has the same id.
 */
public final class Telling {
  /** So many commits are told at once; a cluster seldom has more than one. */
  private static final int MOST_COMMITS = 50;

  private final Ledger ledger;
  private final Runs runs;
  private final Owed owed;
  private final Outbox outbox;
  private final Notices notices;
  private final Planning planning;

  public Telling(
      Ledger ledger, Runs runs, Owed owed, Outbox outbox, Notices notices, Planning planning) {
    this.ledger = ledger;
    this.runs = runs;
    this.owed = owed;
    this.outbox = outbox;
    this.notices = notices;
    this.planning = planning;
  }

  /** What became of it. */
  public enum Told {
    /** All that was owed is published. */
    ALL,
    /** Nothing is owed, or another host is publishing it. */
    NOTHING,
    /** The topic did not take it: it stays owed. */
    TOPIC_IS_DOWN
  }

  /**
   * Publishes and plans what is owed for the cluster, also what comes meanwhile. Neither a dead
   * topic nor a plan that fails keeps the other back.
   */
  public Told tell(ArmId cluster) {
    Told told = Told.NOTHING;
    Optional<String> claim = owed.claim(cluster);
    while (claim.isPresent()) {
      boolean published;
      try {
        // First: what becomes of intents by it is told, too.
        planning.plan(cluster);
      } finally {
        published = published(ClusterKey.of(cluster));
      }
      if (!published) {
        owed.release(cluster, claim.get());
        return Told.TOPIC_IS_DOWN;
      }
      told = Told.ALL;
      claim = owed.settle(cluster, claim.get()) ? Optional.empty() : owed.claim(cluster);
    }
    return told;
  }

  private boolean published(ClusterKey cluster) {
    try {
      publish(cluster);
      return true;
    } catch (UnpublishedException e) {
      return false;
    }
  }

  private void publish(ClusterKey cluster) {
    Optional<Head> head = ledger.head(cluster);
    Rollout rollout = Closing.rollout(runs);
    long noticed = head.map(Head::noticedSeq).orElse(0L);
    while (head.isPresent() && noticed < head.get().seq()) {
      List<Commit> commits = ledger.commits(cluster, noticed, MOST_COMMITS);
      List<Notice> due = new ArrayList<>();
      for (Commit commit : commits) {
        Commit previous = ledger.commit(cluster, commit.seq() - 1).orElse(null);
        due.addAll(Derivation.of(commit, previous, ledger.transitions(commit), rollout));
        due.addAll(Remediated.of(commit, ledger.moves(commit)));
        noticed = commit.seq();
      }
      if (!due.isEmpty()) {
        notices.publish(due);
      }
      ledger.markNoticed(cluster, noticed);
    }
  }

  /**
   * Publishes the notices that no ledger owes.
   *
   * @return false where the topic did not take them: they stay
   */
  public boolean tellOfRuns() {
    List<Outbox.Claimed> claimed = outbox.claim();
    if (claimed.isEmpty()) {
      return true;
    }
    try {
      notices.publish(claimed.stream().map(each -> NoticeText.read(each.body())).toList());
      outbox.settle(claimed);
      return true;
    } catch (UnpublishedException e) {
      outbox.release(claimed);
      return false;
    }
  }
}
