package io.aksguard.notice;

import static io.aksguard.notice.TestCommits.AT;
import static io.aksguard.notice.TestCommits.CLUSTER;
import static io.aksguard.notice.TestCommits.commit;
import static io.aksguard.notice.TestCommits.state;
import static io.aksguard.notice.TestCommits.transition;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DerivationTest {
  private static final Rollout QUIET = Rollout.of(List.of());
  private static final Rules RULES = new Rules("cat", "conf");

  @Test
  void openedAndResolved_areOneNoticeEach_withTheWorstFirst() {
    List<Transition> transitions =
        List.of(
            transition(
                state("a", "", Status.PASS), state("a", "", Status.FAIL, "", "1", Severity.LOW)),
            transition(null, state("b", "pool", Status.FAIL)),
            transition(state("c", "", Status.FAIL), state("c", "", Status.PASS)),
            transition(
                state("d", "", Status.FAIL),
                state("d", "", Status.FAIL, "w-1", "1", Severity.MEDIUM)),
            transition(state("e", "", Status.FAIL), state("e", "", Status.UNKNOWN)));

    List<Notice> notices = Derivation.of(commit(7), commit(6), transitions, QUIET);

    assertThat(notices)
        .extracting(Notice::type)
        .containsExactly("AksGuard.FindingsOpened", "AksGuard.FindingsResolved");
    assertThat(notices).allMatch(n -> n.subject().equals(CLUSTER.value()) && n.time().equals(AT));
    assertThat(JsonWriter.text(notices.get(0).data()))
        .isEqualTo(
            "{\"cluster\":\"%1$s\",\"clusterKey\":\"%2$s\",\"commit\":7,"
                    .formatted(CLUSTER, ClusterKey.of(CLUSTER))
                + "\"judgedAt\":\"2026-11-23T05:59:58Z\",\"cause\":\"event e1\","
                + "\"catalogueDigest\":\"cat\",\"configDigest\":\"conf\","
                + "\"more\":\"aks-guard history show --cluster '%s' --from %s --to %s\","
                    .formatted(CLUSTER, AT, AT)
                + "\"total\":2,\"bySeverity\":{\"high\":1,\"medium\":0,\"low\":1},\"open\":3,"
                + "\"truncated\":false,\"findings\":["
                + "{\"control\":\"b\",\"severity\":\"high\",\"subject\":\"pool\","
                + "\"message\":\"it is off\",\"path\":\"properties.x\"},"
                + "{\"control\":\"a\",\"severity\":\"low\",\"subject\":\"\","
                + "\"message\":\"it is off\",\"path\":\"properties.x\"}]}");
    assertThat(JsonWriter.text(notices.get(1).data()))
        .contains(
            "\"findings\":[{\"control\":\"c\",\"severity\":\"high\",\"subject\":\"\","
                + "\"now\":\"passed\"},{\"control\":\"d\",\"severity\":\"medium\","
                + "\"subject\":\"\",\"now\":\"waived\",\"waiver\":\"w-1\"}]");
  }

  @Test
  void sameFact_hasTheSameId_whenItIsCommittedLater_afterACrash() {
    List<Transition> opened = List.of(transition(null, state("a", "", Status.FAIL)));
    Commit later = commit(CLUSTER, 7, AT.plusSeconds(90), RULES, false);

    String id = Derivation.of(commit(7), commit(6), opened, QUIET).get(0).id();

    assertThat(id).matches("[0-9a-f]{32}");
    assertThat(Derivation.of(later, commit(6), opened, QUIET).get(0).id()).isEqualTo(id);
    assertThat(Derivation.of(commit(8), commit(7), opened, QUIET).get(0).id()).isNotEqualTo(id);
    assertThat(
            Derivation.of(
                    commit(7),
                    commit(6),
                    List.of(transition(null, state("a", "pool", Status.FAIL))),
                    QUIET)
                .get(0)
                .id())
        .isNotEqualTo(id);
  }

  @Test
  void firstCommit_isAnOnboardingWithTotals() {
    List<Transition> all =
        List.of(
            transition(null, state("a", "", Status.FAIL)),
            transition(null, state("b", "", Status.PASS)));

    List<Notice> notices = Derivation.of(commit(1), null, all, QUIET);

    assertThat(notices).extracting(Notice::type).containsExactly("AksGuard.ClusterOnboarded");
    assertThat(JsonWriter.text(notices.get(0).data()))
        .contains("\"counts\":{\"open\":3,", "\"bySeverity\":{\"high\":1,\"medium\":0,\"low\":0}")
        .doesNotContain("findings");
  }

  @Test
  void clusterThatIsGone_isToldOnce_andOnboardsAgain() {
    Commit gone = commit(CLUSTER, 7, AT, new Rules("", ""), true);
    List<Transition> ended = List.of(transition(state("a", "", Status.FAIL), null));

    assertThat(Derivation.of(gone, commit(6), ended, QUIET))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.type()).isEqualTo("AksGuard.ClusterGone");
              assertThat(notice.data().raw("wasOpen")).isEqualTo(1L);
            });
    assertThat(Derivation.of(gone, gone, List.of(), QUIET)).isEmpty();
    assertThat(Derivation.of(commit(8), gone, List.of(), QUIET))
        .extracting(Notice::type)
        .containsExactly("AksGuard.ClusterOnboarded");
  }

  @Test
  void commitWhoseForerunnerWasCut_isNoOnboarding() {
    List<Transition> opened = List.of(transition(null, state("a", "", Status.FAIL)));

    assertThat(Derivation.of(commit(7), null, opened, QUIET))
        .extracting(Notice::type)
        .containsExactly("AksGuard.FindingsOpened");
  }

  @Test
  void twentyThousandTransitions_areOneNoticeBelow64KilobytesThatCountsAll() {
    String wide = "Ω".repeat(2_000);
    List<Transition> opened = new ArrayList<>();
    IntStream.range(0, 20_000)
        .forEach(i -> opened.add(transition(null, state("a" + i, wide, Status.FAIL))));

    List<Notice> notices = Derivation.of(commit(7), commit(6), opened, QUIET);

    assertThat(notices).hasSize(1);
    Notice notice = notices.get(0);
    assertThat(notice.bytes("urn:aks-guard")).isBetween(50_000, 64_000);
    assertThat(notice.data().raw("total")).isEqualTo(20_000L);
    assertThat(notice.data().raw("truncated")).isEqualTo(true);
    assertThat(notice.data().array("findings").orElseThrow().size()).isBetween(50, 100);
  }

  @Test
  void noticeOfManyShortFindings_listsAHundred() {
    List<Transition> opened = new ArrayList<>();
    IntStream.range(0, 150)
        .forEach(i -> opened.add(transition(null, state("a" + i, "", Status.FAIL))));

    JsonObject data = Derivation.of(commit(7), commit(6), opened, QUIET).get(0).data();

    assertThat(data.array("findings").orElseThrow().size()).isEqualTo(100);
    assertThat(data.raw("truncated")).isEqualTo(true);
  }

  @Test
  void finding_saysWhatHasBecomeOfIt_andThatItsWaiverHasEnded() {
    State waived = state("a", "", Status.FAIL, "w-1", "1", Severity.HIGH);
    List<Transition> moved =
        List.of(
            transition(waived, state("a", "", Status.FAIL)),
            transition(state("b", "", Status.FAIL), null),
            transition(state("c", "", Status.FAIL), state("c", "", Status.NOT_APPLICABLE)));

    List<Notice> notices = Derivation.of(commit(7), commit(6), moved, QUIET);

    assertThat(JsonWriter.text(notices.get(0).data())).contains("\"waiverEnded\":\"w-1\"");
    assertThat(JsonWriter.text(notices.get(1).data()))
        .contains("\"now\":\"gone\"", "\"now\":\"notApplicable\"");
  }

  /** People paste it into a shell. */
  @Test
  void command_cannotBeLeftByTheNameOfACluster() {
    ArmId cluster = TestCommits.cluster("a'; rm -rf x; '");
    Commit commit = commit(cluster, 1, AT, RULES, false);

    String more =
        Derivation.of(commit, null, List.of(), QUIET).get(0).data().string("more").orElseThrow();

    assertThat(more.chars().filter(c -> c == '\'')).hasSize(2);
  }
}
