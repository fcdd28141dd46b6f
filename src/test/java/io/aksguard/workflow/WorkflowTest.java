package io.aksguard.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.lab.Orchestration.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The orchestrators on the real executor, every turn twice. */
class WorkflowTest {
  private static List<String> names(Outcome outcome) {
    return outcome.schedule().stream()
        .map(each -> each.startsWith("wait") ? each : each.substring(0, each.indexOf(' ')))
        .toList();
  }

  /** The second time without what it has asked for before: it must ask for all of that again. */
  @TestFactory
  Stream<DynamicTest> everyOrchestrator_asksForTheSame_whenItIsReplayed() {
    return Scenarios.all().stream()
        .map(
            scenario ->
                DynamicTest.dynamicTest(
                    scenario.path(),
                    () -> {
                      scenario.play();

                      assertThat(scenario.requests()).hasSizeGreaterThan(1);
                    }));
  }

  @Test
  void quietCluster_isAssessedOnce_andNobodyIsTold() throws Exception {
    Outcome outcome = Scenarios.quiet().play();

    assertThat(names(outcome)).containsExactly("assess", "finish");
    assertThat(outcome.resultJson()).contains("rounds").contains("1");
  }

  @Test
  void burst_isWaitedOut_withTheTimeThatWasWaited() throws Exception {
    Outcome outcome = Scenarios.burst().play();

    assertThat(names(outcome))
        .containsExactly(
            "assess",
            "wait 1 s",
            "assess",
            "wait 1 s",
            "assess",
            "wait 2 s",
            "assess",
            "tell",
            "finish");
    assertThat(outcome.schedule().get(6)).contains("\"waited\":4");
  }

  @Test
  void workThatWasTouchedMeanwhile_goesRoundAgain_alsoWhenTheTopicIsDown() throws Exception {
    assertThat(names(Scenarios.meanwhile().play()))
        .containsExactly("assess", "tell", "finish", "assess", "finish");
  }

  @Test
  void storeThatComesBack_isWaitedFor() throws Exception {
    assertThat(names(Scenarios.flaky().play()))
        .containsExactly(
            "assess",
            "failed:",
            "wait 10 s",
            "assess",
            "failed:",
            "wait 20 s",
            "assess",
            "tell",
            "failed:",
            "wait 10 s",
            "tell",
            "finish");
  }

  @Test
  void storeThatStaysAway_leavesTheWorkInTheInbox() throws Exception {
    Outcome outcome = Scenarios.dead().play();

    assertThat(names(outcome)).doesNotContain("finish");
    assertThat(outcome.status()).isEqualTo("ORCHESTRATION_STATUS_COMPLETED");
    assertThat(outcome.resultJson()).contains("the store does not answer");
  }

  @Test
  void eventsWithoutEnd_beginANewHistory() throws Exception {
    assertThat(Scenarios.endless().play().status())
        .isEqualTo("ORCHESTRATION_STATUS_CONTINUED_AS_NEW");
  }

  @Test
  void fleet_isJudgedFourShardsAtATime_andCompletedOnce() throws Exception {
    List<String> names = names(Scenarios.fleet().play());

    assertThat(names).startsWith("sweep").endsWith("completeRun");
    assertThat(names.stream().filter("judgeShard"::equals)).hasSize(9);
  }

  /** The library itself never tries one again that fails while another one is waited for. */
  @Test
  void shardsThatFailAtOnce_areAllTriedAgain_threeTimesAtMost() throws Exception {
    Outcome shaken = Scenarios.shaken().play();
    Outcome half = Scenarios.half().play();

    assertThat(names(shaken))
        .containsExactly(
            "sweep",
            "judgeShard",
            "judgeShard",
            "failed:",
            "judgeShard",
            "failed:",
            "wait 10 s",
            "judgeShard",
            "failed:",
            "judgeShard",
            "failed:",
            "wait 20 s",
            "judgeShard",
            "judgeShard",
            "cutHistory",
            "completeRun");
    assertThat(shaken.schedule()).last().asString().contains("\"failed\":\"\"");
    assertThat(half.schedule())
        .filteredOn(each -> each.startsWith("wait"))
        .containsExactly("wait 10 s", "wait 20 s", "wait 40 s");
    assertThat(names(half)).filteredOn("judgeShard"::equals).hasSize(8);
  }

  @Test
  void history_isCutInSteps_beforeTheRunIsCompleted() throws Exception {
    List<String> schedule = Scenarios.fleet().play().schedule();

    assertThat(schedule.subList(schedule.size() - 3, schedule.size()))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("cutHistory").contains("\"from\":\"\""),
            second -> assertThat(second).startsWith("cutHistory").contains("\"from\":\"b\""),
            last -> assertThat(last).startsWith("completeRun").contains("c is damaged"));
  }

  @Test
  void whatCouldNotBeJudged_isSaidAtTheEndOfTheRun() throws Exception {
    Outcome shard = Scenarios.half().play();
    Outcome sweep = Scenarios.blind().play();

    assertThat(shard.schedule().get(shard.schedule().size() - 1))
        .contains("the snapshot is damaged");
    assertThat(sweep.schedule().get(sweep.schedule().size() - 1))
        .contains("no token", "cutHistory: the store does not answer");
  }
}
