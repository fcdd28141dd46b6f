package io.aksguard.notice;

import static io.aksguard.notice.TestCommits.AT;
import static io.aksguard.notice.TestCommits.CLUSTER;
import static io.aksguard.notice.TestCommits.commit;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import io.aksguard.intent.Culprit;
import io.aksguard.intent.Fight;
import io.aksguard.intent.Intent;
import io.aksguard.intent.KeptLine;
import io.aksguard.intent.Move;
import io.aksguard.intent.Phase;
import io.aksguard.report.Schemas;
import io.aksguard.yaml.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a commit, a run or an event may hold, its notices keep their published schemas. */
class NoticeSchemasTest {
  private static final long SEED = Long.getLong("aksguard.seed", 1);
  private static final int CASES = Integer.getInteger("aksguard.cases", 150);
  private static final String SOURCE = "urn:aks-guard:shop";
  private static final List<String> TEXTS =
      List.of(
          "", "a", "pool 1", "\"\\\n\t\u0001", "é😀\ud800", "x".repeat(1_999), "😀".repeat(999));

  @Test
  void everyNotice_keepsItsSchema_andIsSmall() throws IOException {
    System.out.printf("notices: seed %d, %d cases%n", SEED, CASES);
    Set<NoticeType> seen = EnumSet.noneOf(NoticeType.class);
    for (int i = 0; i < CASES; i++) {
      Random random = new Random((SEED + i) * 0x9E3779B97F4A7C15L);
      for (Notice notice : notices(random)) {
        String as = "-Daksguard.seed=" + (SEED + i) + " -Daksguard.cases=1: " + notice.type();
        NoticeType type = NoticeType.of(notice.type());
        seen.add(type);
        assertThat(
                Schemas.objections(
                    "src/main/resources/schemas/notices/" + type.word() + ".v1.json",
                    JsonWriter.text(notice.data())))
            .as(as)
            .isEmpty();
        assertThat(
                Schemas.objections(
                    "src/test/resources/notices/envelope.json", notice.cloudEvent(SOURCE)))
            .as(as)
            .isEmpty();
        assertThat(notice.bytes(SOURCE)).as(as).isLessThan(64_000);
      }
    }
    assertThat(seen).isEqualTo(EnumSet.allOf(NoticeType.class));
  }

  @Test
  void schema_refusesWhatItDoesNotDescribe() throws IOException {
    String schema = "src/main/resources/schemas/notices/SupportEnding.v1.json";
    Notice notice = new SupportEnding(CLUSTER, "1.31", true, AT).notice();

    assertThat(Schemas.objections(schema, JsonWriter.text(notice.data().with("stage", "soon"))))
        .isNotEmpty();
    assertThat(Schemas.objections(schema, JsonWriter.text(notice.data().with("who", "jane"))))
        .isNotEmpty();
  }

  private static List<Notice> notices(Random random) {
    Rules rules = new Rules("c", "g");
    Commit before = commit(CLUSTER, 6, AT, rules, false);
    List<Transition> transitions = new ArrayList<>();
    for (int i = random.nextInt(300); i > 0; i--) {
      FindingKey key = new FindingKey("control-" + i, text(random));
      State from = state(random, key);
      State to = state(random, key);
      if (from != null || to != null) {
        transitions.add(new Transition(key, from, to));
      }
    }
    FleetRun first = new FleetRun("r1", AT, AT, rules, new Coverage(5, 1_000, 1_000), 0);
    FleetRun last =
        new FleetRun(
            "r2",
            AT.plusSeconds(60),
            AT.plusSeconds(90),
            new Rules("c", "h"),
            new Coverage(5, 1_000, random.nextInt(1_000)),
            random.nextInt(5));
    Rollout rollout = Rollout.of(List.of(first, last));
    Commit changed = commit(CLUSTER, 7, AT.plusSeconds(80), last.rules(), false);
    RulesDigest digest = new RulesDigest(last, Rollout.of(List.of(last)));
    digest.add(changed, before, transitions);
    List<Notice> notices = new ArrayList<>();
    notices.addAll(
        Derivation.of(commit(CLUSTER, 7, AT, rules, false), before, transitions, rollout));
    notices.addAll(Derivation.of(commit(CLUSTER, 1, AT, rules, false), null, transitions, rollout));
    notices.addAll(
        Derivation.of(commit(CLUSTER, 7, AT, rules, true), before, transitions, rollout));
    digest.notice().ifPresent(notices::add);
    notices.addAll(Remediated.of(changed, moves(random)));
    CoverageDropped.of(last, first).ifPresent(notices::add);
    notices.add(new SupportEnding(CLUSTER, "1.31.2", random.nextBoolean(), AT).notice());
    patches(random).notice().ifPresent(notices::add);
    notices.add(review(random).notice());
    notices.add(
        new ConfigurationRefused(
                "d1", "", "c", AT, List.of(new Problem("guard.yaml", 1, 2, text(random))))
            .notice());
    return notices;
  }

  private static List<Move> moves(Random random) {
    List<Move> moves = new ArrayList<>();
    for (int i = random.nextInt(300); i > 0; i--) {
      Phase phase = Phase.values()[random.nextInt(Phase.values().length)];
      Intent intent =
          Intent.of(CLUSTER, "control-" + i, "v1", "wish", "approve", AT)
              .decided(phase, random.nextBoolean() ? "" : "oid", text(random), AT);
      Intent known = random.nextBoolean() ? intent : intent.until(AT);
      moves.add(
          new Move(
              intent.control(),
              null,
              random.nextBoolean() ? known : known.fought(fight(random, Optional.empty()))));
      moves.add(
          new Move(
              intent.control(),
              intent.fought(fight(random, Optional.of(AT))),
              intent.fought(fight(random, Optional.empty()))));
    }
    return moves;
  }

  private static Fight fight(Random random, Optional<Instant> look) {
    Culprit culprit =
        new Culprit(
            text(random),
            text(random),
            text(random),
            text(random),
            random.nextBoolean() ? Optional.empty() : Optional.of(AT),
            text(random));
    KeptLine line = new KeptLine(text(random), text(random), text(random), text(random));
    return new Fight(culprit, Collections.nCopies(random.nextInt(20), line), look);
  }

  private static ImagePatches patches(Random random) {
    List<ImagePatches.Patch> patches = new ArrayList<>();
    for (int i = random.nextInt(300); i > 0; i--) {
      patches.add(
          new ImagePatches.Patch(
              ImagePatches.Sort.values()[random.nextInt(2)], text(random), "1", text(random)));
    }
    return new ImagePatches(CLUSTER, AT, patches);
  }

  private static Review review(Random random) {
    List<String> remarks = new ArrayList<>();
    for (int i = random.nextInt(300); i > 0; i--) {
      remarks.add(text(random));
    }
    return new Review(
        "review-1",
        AT,
        AT.plusSeconds(60),
        Coverage.NONE,
        3,
        2,
        1,
        Map.of("high", 2L, "low", 0L),
        remarks);
  }

  private static @Nullable State state(Random random, FindingKey key) {
    Status status = Status.values()[random.nextInt(4)];
    return random.nextInt(5) == 0
        ? null
        : new State(
            key,
            "1",
            Severity.values()[random.nextInt(3)],
            status,
            status == Status.FAIL && random.nextInt(4) == 0 ? "waiver" + text(random) : "",
            text(random),
            text(random),
            text(random),
            null);
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
