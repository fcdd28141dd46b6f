package io.aksguard.history;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.intent.Intent;
import io.aksguard.storage.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A fleet whose clusters change at random, told into a store: commits, checkpoints, notices and
 * anchors. The same seed tells the same story, into any store.
 */
final class Story {
  /** Small, so that short stories have all kinds of rows. */
  static final CheckpointPolicy POLICY = new CheckpointPolicy(7, 60);

  private static final Instant BEGIN = Instant.parse("2026-03-01T22:00:00Z");
  private static final int CONTROLS = 12;
  private static final int DRAFTS = 40;
  private static final int ANCHOR_EACH = 12;

  final Store store;
  final SetClock clock = new SetClock(BEGIN.toString());
  final Ledger ledger;
  final List<ArmId> clusters = new ArrayList<>();

  /** How often the newest anchor was followed by commits, by cluster: the number it has signed. */
  final Map<ClusterKey, Long> anchored = new HashMap<>();

  Story(Store store) {
    this.store = store;
    this.ledger = new Ledger(store.ledger(), store.index(), store.checkpoints(), clock, POLICY);
  }

  /** Tells all of it. */
  static Story tell(Store store, long seed, int clusters, @Nullable Signer signer) {
    Story story = new Story(store);
    for (int i = 0; i < clusters; i++) {
      story.clusters.add(Drafts.cluster("aks-" + i));
    }
    story.tell(seed, DRAFTS, signer, UnaryOperator.identity());
    return story;
  }

  /**
   * @param signer null to leave the anchors out
   * @param forge changes drafts before they are appended
   */
  void tell(long seed, int drafts, @Nullable Signer signer, UnaryOperator<Draft> forge) {
    Random random = new Random(seed);
    for (int i = 0; i < drafts; i++) {
      for (ArmId cluster : clusters) {
        Draft draft = Drafts.draft(cluster, Drafts.random(random, CONTROLS), BEGIN.plusSeconds(i));
        ledger.append(forge.apply(draft));
        if (random.nextInt(3) == 0) {
          Intent intent = Drafts.intent(cluster, random, clock.instant());
          ledger.move(cluster, "step", known -> Drafts.with(known.intents(), intent));
        }
        clock.move(Duration.ofSeconds(random.nextInt(600)));
      }
      if (signer != null && i % ANCHOR_EACH == ANCHOR_EACH - 1) {
        new Anchors(ledger, store.anchors(), signer)
            .write(clock.instant())
            .anchor()
            .leaves()
            .forEach(leaf -> anchored.put(leaf.cluster(), leaf.seq()));
      }
    }
    for (ArmId cluster : clusters) {
      ClusterKey key = ClusterKey.of(cluster);
      ledger.markNoticed(key, ledger.head(key).orElseThrow().seq());
    }
  }

  Verification verify(AnchorKey... keys) {
    return new Verifier(store, Set.of(keys)).verify();
  }

  /** Whose draft it is, counted from 0 as the story tells them. */
  static int number(Draft draft) {
    Instant observed = draft.observed().values().iterator().next();
    return (int) Duration.between(BEGIN, observed).toSeconds();
  }
}
