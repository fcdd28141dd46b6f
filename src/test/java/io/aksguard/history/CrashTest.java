package io.aksguard.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies at each call of the store, before it took effect and after; started again it
 * does the same step again, and the ledger says the same in the end.
 */
class CrashTest {
  private static final ArmId AKS = Drafts.cluster("aks");
  private static final ClusterKey KEY = ClusterKey.of(AKS);
  private static final CheckpointPolicy POLICY = new CheckpointPolicy(2, 150);

  @TempDir private Path folder;
  private Signer signer;

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** One process: it has a clock, and works through the steps from the one that was not done. */
  private final class Process {
    private final Store store;
    private final boolean readsAnew;
    private int done;
    private int starts;

    Process(Store store, boolean readsAnew) {
      this.store = store;
      this.readsAnew = readsAnew;
    }

    void run() throws Exception {
      starts++;
      while (done < 9) {
        step(done);
        done++;
      }
    }

    private void step(int step) throws Exception {
      SetClock clock = new SetClock("2026-03-01T08:00:00Z");
      clock.move(Duration.ofMinutes(step));
      Ledger ledger = new Ledger(store.ledger(), store.index(), store.checkpoints(), clock, POLICY);
      switch (step) {
        case 0 -> ledger.append(draft(clock, 210, Status.FAIL));
        case 1 -> ledger.append(draft(clock, 3, Status.FAIL));
        case 2 -> ledger.markNoticed(KEY, 2);
        case 3 -> ledger.append(draft(clock, 120, Status.PASS));
        case 4 -> new Anchors(ledger, store.anchors(), signer).write(clock.instant());
        case 5 -> ledger.append(Draft.gone(AKS, "event", clock.instant(), Map.of()));
        case 6 -> ledger.markNoticed(KEY, 4);
        case 7 -> new Anchors(ledger, store.anchors(), signer).write(clock.instant());
        default ->
            new Retention(store.ledger(), store.anchors(), ledger, clock).cut(KEY, clock.instant());
      }
    }

    /** A second reading of the evidence gives the same verdicts of another instant. */
    private Draft draft(SetClock clock, int subjects, Status status) {
      Instant observed = readsAnew ? clock.instant().plusSeconds(starts) : clock.instant();
      Map<FindingKey, State> states = new TreeMap<>();
      for (int i = 0; i < subjects; i++) {
        State state =
            new State(
                new FindingKey("control", "subject-" + i),
                "v1",
                Severity.LOW,
                status,
                "",
                "",
                "",
                "",
                observed);
        states.put(state.key(), state);
      }
      return Drafts.draft(AKS, states, observed);
    }
  }

  @BeforeEach
  void key() throws IOException {
    signer = LocalSigner.of(folder.resolve("anchor.pem"));
  }

  /** What happened, without when and how. */
  private static List<String> sequence(Store store) {
    Ledger ledger =
        new Ledger(
            store.ledger(),
            store.index(),
            store.checkpoints(),
            new SetClock("2026-04-01T00:00:00Z"),
            POLICY);
    List<String> lines = new ArrayList<>();
    for (Commit commit : ledger.commits(KEY, 0, 100)) {
      ledger
          .transitions(commit)
          .forEach(
              t ->
                  lines.add(
                      commit.seq()
                          + " "
                          + t.key()
                          + " "
                          + status(t.before())
                          + " "
                          + status(t.after())));
    }
    lines.add(String.valueOf(ledger.known(KEY).states().keySet()));
    return lines;
  }

  private static String status(@Nullable State state) {
    return state == null ? "-" : state.status().name();
  }

  @Test
  void killedAtEachCall_sameSequenceAndVerifyPasses() throws Exception {
    killAtEachCall(false);
  }

  @Test
  void killedAtEachCall_whenTheEvidenceIsReadAgain_sameSequenceAndVerifyPasses() throws Exception {
    killAtEachCall(true);
  }

  private void killAtEachCall(boolean readsAnew) throws Exception {
    Interfering undisturbed = new Interfering(MemoryStore.create());
    undisturbed.at(-1, false, () -> {});
    Store whole = undisturbed.store();
    new Process(whole, readsAnew).run();
    int calls = undisturbed.calls();
    List<String> expected = sequence(whole);
    assertThat(
            new Ledger(
                    whole.ledger(),
                    whole.index(),
                    whole.checkpoints(),
                    new SetClock("2026-04-01T00:00:00Z"),
                    POLICY)
                .head(KEY)
                .orElseThrow()
                .cutBefore())
        .isGreaterThan(1);
    for (int n = 0; n < calls; n++) {
      killAt(n, false, readsAnew, expected);
      // Behind a call that only reads is before the next one.
      if (undisturbed.isWrite(n)) {
        killAt(n, true, readsAnew, expected);
      }
    }
    System.out.printf("crash: %d calls, killed before each, and after each write%n", calls);
  }

  private void killAt(int n, boolean after, boolean readsAnew, List<String> expected)
      throws Exception {
    Interfering interfering = new Interfering(MemoryStore.create());
    interfering.at(
        n,
        after,
        () -> {
          throw new Killed();
        });
    Store store = interfering.store();
    Process process = new Process(store, readsAnew);
    try {
      process.run();
      throw new AssertionError("not killed at " + n);
    } catch (Killed again) {
      process.run();
    }
    String when = "killed %s call %d".formatted(after ? "after" : "before", n);
    assertThat(sequence(store)).as(when).isEqualTo(expected);
    Verification verification = new Verifier(store, Set.of()).verify();
    assertThat(verification).as(when).isInstanceOf(Verification.Good.class);
    assertThat(verification.seen().remarks())
        .as(when)
        .noneMatch(remark -> remark.contains("swept") || remark.contains("not yet deleted"));
  }
}
