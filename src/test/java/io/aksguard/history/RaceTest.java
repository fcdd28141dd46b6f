package io.aksguard.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Row;
import io.aksguard.storage.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Several writers at one cluster: one chain, and nothing left beside it. */
class RaceTest {
  private static final ArmId AKS = Drafts.cluster("aks");
  private static final ClusterKey KEY = ClusterKey.of(AKS);

  private final SetClock clock = new SetClock("2026-03-01T08:00:00Z");

  private Ledger ledger(Store store) {
    return new Ledger(
        store.ledger(), store.index(), store.checkpoints(), clock, new CheckpointPolicy(5, 400));
  }

  private static Map<FindingKey, State> states(String writer, int subjects, Status status) {
    Map<FindingKey, State> states = new TreeMap<>();
    for (int i = 0; i < subjects; i++) {
      State state = Drafts.state("control-of-" + writer, "subject-" + i, status);
      states.put(state.key(), state);
    }
    return states;
  }

  private static void assertOneChain(Store store) {
    Verification verification = new Verifier(store, Set.of()).verify();
    assertThat(verification).isInstanceOf(Verification.Good.class);
  }

  /** Rows of transitions that no commit names. */
  private static List<String> strays(Store store, Ledger ledger) {
    List<String> own =
        ledger.commits(KEY, 0, 10_000).stream()
            .map(commit -> Keys.transitions(commit.seq(), commit.writer()))
            .toList();
    return Partitions.rows(store.ledger(), KEY.value()).stream()
        .map(Row::key)
        .filter(key -> key.startsWith(Keys.TRANSITIONS))
        .filter(key -> own.stream().noneMatch(key::startsWith))
        .toList();
  }

  @Test
  void eightWriters_makeOneChain() throws Exception {
    Store store = MemoryStore.create();
    int writers = 8;
    int rounds = 12;
    CyclicBarrier start = new CyclicBarrier(writers);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<Future<Integer>> committed = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      String name = "writer-" + w;
      Random random = new Random(w);
      committed.add(
          threads.submit(
              () -> {
                Ledger mine = ledger(store);
                start.await();
                int commits = 0;
                for (int i = 0; i < rounds; i++) {
                  int subjects = random.nextInt(4) == 0 ? 250 : 1 + random.nextInt(5);
                  Draft draft = Drafts.draft(AKS, states(name, subjects, Status.FAIL));
                  commits += mine.append(draft).commit().isPresent() ? 1 : 0;
                }
                return commits;
              }));
    }
    long commits = 0;
    for (Future<Integer> each : committed) {
      commits += each.get();
    }
    threads.shutdown();

    Ledger ledger = ledger(store);
    assertThat(ledger.head(KEY).orElseThrow().seq()).isEqualTo(commits);
    assertThat(ledger.commits(KEY, 0, 1_000)).hasSize((int) commits);
    assertOneChain(store);
    ledger.markNoticed(KEY, commits);
    assertThat(strays(store, ledger)).isEmpty();
  }

  /** Another writer commits just before or just after each call of ours. */
  @Test
  void anotherCommit_atEachCallOfOurs_makesOneChain() {
    for (int others : new int[] {1, 230}) {
      for (int ours : new int[] {1, 250}) {
        int calls = interfere(-1, false, ours, others);
        for (int n = 0; n < calls; n++) {
          interfere(n, false, ours, others);
          interfere(n, true, ours, others);
        }
        System.out.printf(
            "race: %d against %d transitions, the other at each of %d calls%n",
            ours, others, calls);
      }
    }
  }

  private int interfere(int at, boolean after, int ours, int others) {
    Store store = MemoryStore.create();
    Ledger other = ledger(store);
    other.append(Drafts.draft(AKS, states("base", 2, Status.FAIL)));
    Interfering interfering = new Interfering(store);
    interfering.at(
        at, after, () -> other.append(Drafts.draft(AKS, states("other", others, Status.FAIL))));

    Appended appended =
        ledger(interfering.store()).append(Drafts.draft(AKS, states("ours", ours, Status.FAIL)));
    int calls = interfering.calls();

    String when = "other %s call %d".formatted(after ? "after" : "before", at);
    assertThat(appended).as(when).isInstanceOf(Appended.Committed.class);
    long seq = other.head(KEY).orElseThrow().seq();
    assertThat(seq).as(when).isEqualTo(at < 0 ? 2 : 3);
    assertOneChain(store);
    assertThat(new TreeSet<>(other.known(KEY).states().keySet()))
        .as(when)
        .isEqualTo(
            new TreeSet<>(
                (appended.commit().orElseThrow().seq() == seq
                        ? states("ours", ours, Status.FAIL)
                        : states("other", others, Status.FAIL))
                    .keySet()));
    other.markNoticed(KEY, seq);
    assertThat(strays(store, other)).as(when).isEmpty();
    assertOneChain(store);
    return calls;
  }

  /** Another host, that has read later, confirms what is known at each call of ours. */
  @Test
  void laterEvidence_atEachCallOfOurs_leavesNothingThatIsNotTrueAnyMore() {
    Map<FindingKey, State> truth = states("base", 2, Status.PASS);
    int calls = 0;
    for (boolean hasMet = true; hasMet; ) {
      hasMet = laterEvidence(truth, calls, false) && laterEvidence(truth, calls, true);
      calls += hasMet ? 1 : 0;
    }
    System.out.printf("later evidence before and after each of %d calls%n", calls);
    assertThat(calls).isPositive();
  }

  private boolean laterEvidence(Map<FindingKey, State> truth, int call, boolean after) {
    Store store = MemoryStore.create();
    Ledger other = ledger(store);
    other.append(Drafts.draft(AKS, truth));
    Interfering interfering = new Interfering(store);
    AtomicBoolean met = new AtomicBoolean();
    interfering.at(
        call,
        after,
        () -> {
          met.set(true);
          other.append(Drafts.draft(AKS, truth, Drafts.OBSERVED.plusSeconds(20)));
        });

    ledger(interfering.store())
        .append(Drafts.draft(AKS, states("base", 2, Status.FAIL), Drafts.OBSERVED.plusSeconds(10)));

    if (met.get()) {
      assertThat(other.known(KEY).states().values())
          .as("%s call %d", after ? "after" : "before", call)
          .extracting(State::status)
          .containsOnly(Status.PASS);
      assertOneChain(store);
    }
    return met.get();
  }

  /** A writer that sleeps over a commit of its number, writes on, and dies. */
  @Test
  void rows_ofASleepyWriter_cannotAppearUnderANumberThatIsTaken() {
    int rounds = 12;
    for (int n = 0; n < rounds; n++) {
      Store store = MemoryStore.create();
      Ledger other = ledger(store);
      other.append(Drafts.draft(AKS, states("base", 1, Status.FAIL)));
      Interfering interfering = new Interfering(store);
      Runnable dies =
          () -> {
            throw new IllegalStateException("dead");
          };
      interfering.at(
          n,
          false,
          () -> {
            other.append(Drafts.draft(AKS, states("other", 1, Status.FAIL)));
            other.markNoticed(KEY, 2);
            interfering.at(0, false, dies);
          });
      Ledger sleepy = ledger(interfering.store());

      try {
        sleepy.append(Drafts.draft(AKS, states("sleepy", 300, Status.FAIL)));
      } catch (IllegalStateException dead) {
        assertThat(dead).hasMessage("dead");
      }

      assertThat(strays(store, other)).noneMatch(key -> Keys.seqOfTransition(key) <= 2);
      assertOneChain(store);
    }
  }

  /** Somebody records, and moves the mark of notices, at each call of a verification. */
  @Test
  void commits_atEachCallOfAVerification_areNoDamage() {
    int calls = 1;
    for (int n = 0; n < calls; n++) {
      Store store = MemoryStore.create();
      Ledger writer = ledger(store);
      for (int i = 0; i < 8; i++) {
        writer.append(Drafts.draft(AKS, states("writer-" + i % 2, 3, Status.FAIL)));
      }
      Interfering interfering = new Interfering(store);
      interfering.at(
          n,
          false,
          () -> {
            writer.append(Drafts.draft(AKS, states("meanwhile", 120, Status.FAIL)));
            writer.markNoticed(KEY, 9);
          });

      Verification verification = new Verifier(interfering.store(), Set.of()).verify();

      calls = interfering.calls();
      assertThat(verification).as("call %d", n).isInstanceOf(Verification.Good.class);
    }
    System.out.printf("commit at each of %d calls of a verification%n", calls);
  }
}
