package io.aksguard.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.property.Campaign;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What was known at any instant is a replay from scratch, at a bounded cost. */
class AsOfTest {
  private static final ArmId AKS = Drafts.cluster("aks");
  private static final ClusterKey KEY = ClusterKey.of(AKS);

  private final Store store = MemoryStore.create();
  private final SetClock clock = new SetClock("2026-03-01T08:00:00Z");
  private final Ledger ledger =
      new Ledger(store.ledger(), store.index(), store.checkpoints(), clock);
  private final List<Commit> commits = new ArrayList<>();
  private final List<List<Transition>> transitions = new ArrayList<>();
  private final List<Map<FindingKey, State>> drafts = new ArrayList<>();

  private void append(Map<FindingKey, State> states) {
    Draft draft = Drafts.draft(AKS, states, clock.instant());
    ledger
        .append(draft)
        .commit()
        .ifPresent(
            commit -> {
              commits.add(commit);
              transitions.add(ledger.transitions(commit));
              drafts.add(draft.states());
            });
  }

  private static Map<FindingKey, Status> statuses(Map<FindingKey, State> states) {
    Map<FindingKey, Status> statuses = new TreeMap<>();
    states.forEach((key, state) -> statuses.put(key, state.status()));
    return statuses;
  }

  @Test
  void asOf_at100RandomTimesOf1000Transitions_isAReplayFromScratch() throws Exception {
    new Campaign("as-of", 1)
        .run(
            (random, seed) -> {
              tell(random, 1_000);
              int most = 0;
              for (int i = 0; i < 100; i++) {
                most = Math.max(most, check(random));
              }
              System.out.printf(
                  "as-of: %d transitions in %d commits, at most %d rows a query, bound %d%n",
                  commits.stream().mapToInt(Commit::transitions).sum(),
                  commits.size(),
                  most,
                  CheckpointPolicy.STANDARD.mostRows(commits.size()));
            });
  }

  /** Some controls move each time, some time later. */
  private void tell(Random random, int transitions) {
    Map<FindingKey, State> states = new TreeMap<>(Drafts.random(random, 40));
    append(states);
    while (commits.stream().mapToInt(Commit::transitions).sum() < transitions) {
      clock.move(Duration.ofSeconds(random.nextInt(3_600)));
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        Status status = Status.values()[random.nextInt(4)];
        State state = Drafts.state("control-" + random.nextInt(40), "", status);
        if (random.nextInt(5) == 0) {
          states.remove(state.key());
        } else {
          states.put(state.key(), state);
        }
      }
      append(states);
    }
  }

  /** Asks for a random instant, and gives the rows that it took. */
  private int check(Random random) {
    Instant first = commits.get(0).recordedAt().minusSeconds(60);
    long span = Duration.between(first, clock.instant()).toMillis() + 60_000;
    Instant at = first.plusMillis((long) (random.nextDouble() * span));
    Map<FindingKey, State> replayed = new TreeMap<>();
    Map<FindingKey, Status> drafted = Map.of();
    for (int i = 0; i < commits.size() && !commits.get(i).recordedAt().isAfter(at); i++) {
      for (Transition transition : transitions.get(i)) {
        assertThat(Objects.equals(replayed.get(transition.key()), transition.before())).isTrue();
        replayed.remove(transition.key());
        State after = transition.after();
        if (after != null) {
          replayed.put(transition.key(), after);
        }
      }
      drafted = statuses(drafts.get(i));
    }

    AsOf asOf = ledger.asOf(KEY, at);

    assertThat(asOf.states()).isEqualTo(replayed);
    assertThat(statuses(asOf.states())).isEqualTo(drafted);
    assertThat(asOf.rowsRead())
        .isLessThanOrEqualTo(CheckpointPolicy.STANDARD.mostRows(commits.size()));
    return asOf.rowsRead();
  }

  @Test
  void asOf_whenOneCommitHas20000Transitions_readsNoMoreThanThePolicyAllows() {
    append(huge(Status.PASS, 1));
    clock.move(Duration.ofMinutes(1));
    append(huge(Status.PASS, 20_000));
    clock.move(Duration.ofMinutes(1));
    append(huge(Status.PASS, 19_999));
    clock.move(Duration.ofMinutes(1));
    append(huge(Status.FAIL, 20_000));

    assertThat(commits).extracting(Commit::transitions).containsExactly(1, 19_999, 1, 20_000);
    assertThat(commits).extracting(Commit::checkpointSeq).containsExactly(0L, 2L, 2L, 4L);
    for (int i = 0; i < commits.size(); i++) {
      AsOf asOf = ledger.asOf(KEY, commits.get(i).recordedAt());
      assertThat(statuses(asOf.states())).isEqualTo(statuses(drafts.get(i)));
      assertThat(asOf.rowsRead()).isLessThan(10);
    }
    assertThat(ledger.transitions(commits.get(3))).hasSize(20_000);
    assertThat(new Verifier(store, Set.of()).verify()).isInstanceOf(Verification.Good.class);
  }

  private static Map<FindingKey, State> huge(Status status, int subjects) {
    Map<FindingKey, State> states = new TreeMap<>();
    for (int i = 0; i < subjects; i++) {
      State state = Drafts.state("pods-run-as-non-root", "namespace/pod-" + i, status);
      states.put(state.key(), state);
    }
    return states;
  }
}
