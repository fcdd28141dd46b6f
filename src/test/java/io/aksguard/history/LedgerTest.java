package io.aksguard.history;

import static io.aksguard.history.Drafts.OBSERVED;
import static io.aksguard.history.Drafts.draft;
import static io.aksguard.history.Drafts.state;
import static io.aksguard.history.Drafts.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Move;
import io.aksguard.intent.Phase;
import io.aksguard.storage.MemoryRows;
import io.aksguard.storage.Row;
import io.aksguard.storage.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final ArmId AKS = Drafts.cluster("aks");
  private static final ClusterKey KEY = ClusterKey.of(AKS);

  private final MemoryRows rows = new MemoryRows();
  private final MemoryRows index = new MemoryRows();
  private final HeapBlobs blobs = new HeapBlobs();
  private final SetClock clock = new SetClock("2026-03-01T08:00:00.123456Z");
  private final Ledger ledger = new Ledger(rows, index, blobs, clock);

  private Commit append(Draft draft) {
    return ledger.append(draft).commit().orElseThrow();
  }

  @Test
  void append_whenTheClusterIsNew_recordsAllStatesAsTransitions() {
    State a = state("a", "", Status.FAIL);
    State b = state("b", "pool", Status.PASS);

    Commit commit = append(draft(AKS, states(b, a)));

    assertThat(commit.seq()).isEqualTo(1);
    assertThat(commit.previous()).isEmpty();
    assertThat(commit.recordedAt()).isEqualTo("2026-03-01T08:00:00.123Z");
    assertThat(commit.counts()).isEqualTo(new Counts(1, 0, 1, 0, 0, 2, 2));
    assertThat(ledger.transitions(commit))
        .containsExactly(new Transition(a.key(), null, a), new Transition(b.key(), null, b));
    assertThat(ledger.commit(KEY, 1)).contains(commit);
    assertThat(ledger.known(KEY))
        .isEqualTo(new Known(ledger.head(KEY), Optional.of(commit), states(a, b), Map.of()));
    assertThat(ledger.clusters())
        .containsExactly(new ListedCluster(KEY, AKS, Instant.parse("2026-03-01T08:00:00.123Z")));
  }

  @Test
  void append_whenNothingMoved_writesNothing() {
    Draft draft = draft(AKS, states(state("a", "", Status.FAIL)));
    append(draft);
    List<Row> before = rows.all();

    Appended again = ledger.append(draft);

    assertThat(again).isEqualTo(new Appended.Unchanged());
    assertThat(rows.all()).isEqualTo(before);
  }

  @Test
  void append_whenSomethingMoved_recordsThatOnly() {
    State pass = state("a", "", Status.PASS);
    State other = state("b", "", Status.PASS);
    Commit first = append(draft(AKS, states(pass, other)));
    State fail = state("a", "", Status.FAIL);

    Commit second = append(draft(AKS, states(fail)));

    assertThat(second.previous()).isEqualTo(first.hash());
    assertThat(ledger.transitions(second))
        .containsExactly(
            new Transition(pass.key(), pass, fail), new Transition(other.key(), other, null));
    assertThat(ledger.commits(KEY, 0, 10)).containsExactly(first, second);
    assertThat(ledger.commits(KEY, 1, 10)).containsExactly(second);
    assertThat(ledger.commits(KEY, 0, 1)).containsExactly(first);
    assertThat(ledger.commits(KEY, 2, 10)).isEmpty();
  }

  @Test
  void append_whenTheEvidenceIsOlder_isStaleAndWritesNothing() {
    append(draft(AKS, states(state("a", "", Status.FAIL))));
    Instant older = OBSERVED.minusMillis(1);

    Appended appended = ledger.append(draft(AKS, states(state("a", "", Status.PASS)), older));

    assertThat(appended).isEqualTo(new Appended.Stale("cluster", older, OBSERVED));
    assertThat(ledger.head(KEY).orElseThrow().seq()).isEqualTo(1);
  }

  @Test
  void append_whenNewerEvidenceMovedNothing_refusesWhatWasReadBefore() {
    Map<FindingKey, State> pass = states(state("a", "", Status.PASS));
    append(draft(AKS, pass));
    Appended confirmed = ledger.append(draft(AKS, pass, OBSERVED.plusSeconds(60)));
    Instant slow = OBSERVED.plusSeconds(30);

    Appended appended = ledger.append(draft(AKS, states(state("a", "", Status.FAIL)), slow));

    assertThat(confirmed).isEqualTo(new Appended.Unchanged());
    assertThat(appended).isEqualTo(new Appended.Stale("cluster", slow, OBSERVED.plusSeconds(60)));
    assertThat(ledger.known(KEY).states()).isEqualTo(pass);
  }

  @Test
  void append_keepsEvidenceOnlyOfWhatFailsNow() {
    List<String> kept = new ArrayList<>();
    for (Status status : List.of(Status.PASS, Status.FAIL, Status.FAIL, Status.UNKNOWN)) {
      Draft draft = draft(AKS, states(state("a", "", status)));
      ledger.append(
          new Draft(
              AKS,
              draft.cause(),
              draft.judgedAt(),
              "",
              "",
              draft.observed(),
              () -> {
                kept.add(status.name());
                return "digest";
              },
              draft.states(),
              false));
    }

    assertThat(kept).containsExactly("FAIL");
    assertThat(ledger.commits(KEY, 0, 9))
        .extracting(Commit::evidence)
        .containsExactly("", "digest", "");
  }

  @Test
  void append_keepsTheEvidenceOfWhatFailsStill_whereSomethingElseIsMended() {
    append(draft(AKS, states(state("a", "", Status.FAIL), state("b", "", Status.FAIL))));
    Draft mended = draft(AKS, states(state("a", "", Status.FAIL), state("b", "", Status.PASS)));

    ledger.append(
        new Draft(
            AKS,
            mended.cause(),
            mended.judgedAt(),
            "",
            "",
            mended.observed(),
            () -> "digest",
            mended.states(),
            false));

    assertThat(ledger.known(KEY).newest().orElseThrow().evidence()).isEqualTo("digest");
  }

  @Test
  void append_whenASectionWasNotRead_remembersWhenItLastWas() {
    append(draft(AKS, states(state("a", "", Status.FAIL))));
    Draft withoutPools =
        new Draft(
            AKS,
            "run",
            OBSERVED,
            "",
            "",
            Map.of("cluster", OBSERVED.plusSeconds(9)),
            () -> "",
            states(state("a", "", Status.PASS)),
            false);

    Commit commit = append(withoutPools);

    assertThat(commit.observed())
        .isEqualTo(Map.of("cluster", OBSERVED.plusSeconds(9), "pools", OBSERVED));
  }

  @Test
  void move_recordsWhatBecomesOfIntentsAndLeavesWhatWasFound() {
    State fail = state("a", "", Status.FAIL);
    append(draft(AKS, states(fail)));
    Intent planned = Intent.of(AKS, "a", "v1", "wanted", "auto", clock.instant());
    Intent started = planned.to(Phase.STARTED, "it is due", clock.instant());

    ledger.move(AKS, "planned", known -> Map.of("a", planned));
    Commit second = ledger.move(AKS, "due", known -> Map.of("a", started)).commit().orElseThrow();

    assertThat(second.transitions()).isZero();
    assertThat(ledger.moves(second)).containsExactly(new Move("a", planned, started));
    assertThat(ledger.known(KEY).intents()).isEqualTo(Map.of("a", started));
    assertThat(ledger.known(KEY).states()).isEqualTo(states(fail));
    assertThat(ledger.asOf(KEY, second.recordedAt()).intents()).isEqualTo(Map.of("a", started));
    assertThat(ledger.move(AKS, "again", known -> Map.of("a", started)))
        .isEqualTo(new Appended.Unchanged());
  }

  @Test
  void append_leavesIntentsAsTheyAre_untilTheClusterIsGone() {
    Intent planned = Intent.of(AKS, "a", "v1", "wanted", "auto", clock.instant());
    append(draft(AKS, states(state("a", "", Status.FAIL))));
    ledger.move(AKS, "planned", known -> Map.of("a", planned));

    append(draft(AKS, states(state("a", "", Status.PASS))));
    Map<String, Intent> kept = ledger.known(KEY).intents();
    Commit gone = append(Draft.gone(AKS, "event 2", OBSERVED, Map.of()));

    assertThat(kept).isEqualTo(Map.of("a", planned));
    assertThat(ledger.moves(gone)).containsExactly(new Move("a", planned, null));
    assertThat(ledger.known(KEY).intents()).isEmpty();
    assertThat(ledger.move(AKS, "late", known -> Map.of("a", planned)))
        .isEqualTo(new Appended.Unchanged());
  }

  @Test
  void move_owesAPlanOnlyWhereOneIsOwedAlready() {
    append(draft(AKS, states(state("a", "", Status.FAIL))));
    Intent planned = Intent.of(AKS, "a", "v1", "wanted", "auto", clock.instant());

    ledger.move(AKS, "planned", known -> Map.of("a", planned));
    long owed = ledger.head(KEY).orElseThrow().plannedSeq();
    ledger.markPlanned(KEY, 2, "rules");
    ledger.move(AKS, "held", known -> Map.of("a", planned.to(Phase.HELD, "w", clock.instant())));

    assertThat(owed).isZero();
    assertThat(ledger.head(KEY).orElseThrow().plannedSeq()).isEqualTo(3);
    assertThat(ledger.head(KEY).orElseThrow().noticedSeq()).isZero();
  }

  @Test
  void append_whenTheClockGoesBack_recordedAtDoesNot() {
    Commit first = append(draft(AKS, states(state("a", "", Status.FAIL))));
    clock.move(Duration.ofDays(-2));

    Commit second = append(draft(AKS, states(state("a", "", Status.PASS))));

    assertThat(second.recordedAt()).isEqualTo(first.recordedAt());
  }

  @Test
  void append_whenTheClusterIsGone_recordsThatEverythingIs() {
    State state = state("a", "", Status.FAIL);
    append(draft(AKS, states(state)));

    Commit gone = append(Draft.gone(AKS, "event 2", OBSERVED, Map.of()));

    assertThat(gone.gone()).isTrue();
    assertThat(ledger.transitions(gone)).containsExactly(new Transition(state.key(), state, null));
    assertThat(ledger.append(Draft.gone(AKS, "event 3", OBSERVED, Map.of())))
        .isEqualTo(new Appended.Unchanged());
  }

  @Test
  void known_whenTransitionsAreInAnyNumberOfBatches_hasThemAll() {
    Map<FindingKey, State> many = new TreeMap<>();
    for (int i = 0; i < 450; i++) {
      State state = state("a", "subject-" + i, Status.FAIL);
      many.put(state.key(), state);
    }

    Commit commit = append(draft(AKS, many));

    assertThat(commit.transitions()).isEqualTo(450);
    assertThat(ledger.transitions(commit)).hasSize(450);
    assertThat(ledger.known(KEY).states()).isEqualTo(many);
  }

  @Test
  void append_whenTextsHaveHalvesOfCharacters_keepsWhatCanBeKept() {
    State odd = state("a", "half \uD83D of one \u0000", Status.FAIL);

    append(draft(AKS, states(odd)));

    State kept = ledger.known(KEY).states().values().iterator().next();
    assertThat(kept.key().subject()).isEqualTo("half \uFFFD of one \u0000");
    assertThat(ledger.append(draft(AKS, states(odd)))).isEqualTo(new Appended.Unchanged());
    assertThat(new Verifier(rows, index, blobs, new HeapBlobs(), Set.of()).verify())
        .isInstanceOf(Verification.Good.class);
  }

  @Test
  void markNoticed_movesForwardOnlyAndKeepsTheSeal() {
    append(draft(AKS, states(state("a", "", Status.FAIL))));
    append(draft(AKS, states(state("a", "", Status.PASS))));

    boolean forward = ledger.markNoticed(KEY, 2);
    boolean back = ledger.markNoticed(KEY, 1);

    assertThat(forward).isTrue();
    assertThat(back).isFalse();
    assertThat(ledger.head(KEY).orElseThrow().noticedSeq()).isEqualTo(2);
    assertThat(ledger.markPlanned(KEY, 1, "rules")).isTrue();
    assertThat(ledger.head(KEY).orElseThrow().plannedSeq()).isEqualTo(1);
    assertThatThrownBy(() -> ledger.markNoticed(KEY, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void head_whenOneOfItsPropertiesWasEdited_isRefused() throws Exception {
    append(draft(AKS, states(state("a", "", Status.FAIL))));
    Row head = rows.get(KEY.value(), "h").orElseThrow();
    Map<String, Object> edited = new TreeMap<>(head.properties());
    edited.put("noticedSeq", 1L);
    rows.commit(KEY.value(), List.of(new Write.Put("h", edited)));

    assertThatThrownBy(() -> ledger.known(KEY))
        .isInstanceOf(DamagedException.class)
        .hasMessageContaining("seal");
  }

  @Test
  void asOf_isWhatWasRecordedByThen() {
    State fail = state("a", "", Status.FAIL);
    State pass = state("a", "", Status.PASS);
    Instant first = append(draft(AKS, states(fail))).recordedAt();
    clock.move(Duration.ofMinutes(5));
    Instant second = append(draft(AKS, states(pass))).recordedAt();

    assertThat(ledger.asOf(KEY, first.minusMillis(1)).states()).isEmpty();
    assertThat(ledger.asOf(KEY, first).states()).isEqualTo(states(fail));
    assertThat(ledger.asOf(KEY, second.minusMillis(1)).states()).isEqualTo(states(fail));
    assertThat(ledger.asOf(KEY, second).states()).isEqualTo(states(pass));
    assertThat(ledger.asOf(KEY, second.plusSeconds(1)).commit()).isEqualTo(ledger.commit(KEY, 2));
  }
}
