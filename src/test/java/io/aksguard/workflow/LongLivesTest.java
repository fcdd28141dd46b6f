package io.aksguard.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CompleteOrchestrationAction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.EventRaisedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each turn replays the whole history, so that no history may grow without end. */
class LongLivesTest {
  private static final int KIB = 1 << 10;

  /** The last turn, whose history is the longest. */
  private static OrchestratorRequest last(Scenario scenario) throws Exception {
    scenario.play();
    List<String> requests = scenario.requests();
    return OrchestratorRequest.parseFrom(
        Base64.getDecoder().decode(requests.get(requests.size() - 1)));
  }

  private static CompleteOrchestrationAction end(OrchestratorRequest request) throws Exception {
    String response =
        Scenarios.endless().turn(Base64.getEncoder().encodeToString(request.toByteArray()));
    return OrchestratorResponse.parseFrom(Base64.getDecoder().decode(response))
        .getActions(0)
        .getCompleteOrchestration();
  }

  @Test
  void historyOfOneWithoutEnd_beginsAnew_beforeItIsLong() throws Exception {
    OrchestratorRequest last = last(Scenarios.endless());

    assertThat(last.getPastEventsCount()).isBetween(100, 200);
    assertThat(last.getSerializedSize()).isLessThan(32 * KIB);
  }

  /**
   * Of 10,000 clusters. The shards are no orchestrations of their own: that would spare half of
   * these events, and cost 50 instances each hour.
   */
  @Test
  void historyOfALargeFleet_isOfAFewHundredEvents() throws Exception {
    OrchestratorRequest last =
        last(Scenarios.large().answer(Activities.JUDGE_SHARD, Map.of("moved", 200L)));

    assertThat(events(last)).isBetween(300L, 400L);
    assertThat(last.getSerializedSize()).isLessThan(64 * KIB);
  }

  /** Four attempts of each, and the waits between them. */
  @Test
  void historyOfALargeFleet_ofWhichNothingCanBeJudged_isOfTwoThousandEventsAtMost()
      throws Exception {
    OrchestratorRequest last =
        last(Scenarios.large().failure(Activities.JUDGE_SHARD, "x".repeat(2_000)));

    assertThat(events(last)).isBetween(500L, 2_000L);
    assertThat(last.getSerializedSize()).isLessThan(1_024 * KIB);
  }

  /** At worst each answer comes in a turn of its own, whose begin and end are events too. */
  private static long events(OrchestratorRequest last) {
    List<HistoryEvent> all = new ArrayList<>(last.getPastEventsList());
    all.addAll(last.getNewEventsList());
    all.removeIf(event -> event.hasOrchestratorStarted() || event.hasOrchestratorCompleted());
    long turns =
        all.stream().filter(each -> !each.hasTaskScheduled() && !each.hasTimerCreated()).count();
    return all.size() + 2 * turns;
  }

  @Test
  void newHistory_hasTheSameInput_andNoEventsOfTheOldOne() throws Exception {
    HistoryEvent stray =
        HistoryEvent.newBuilder()
            .setEventId(-1)
            .setEventRaised(
                EventRaisedEvent.newBuilder().setName("more").setInput(StringValue.of("1")))
            .build();
    CompleteOrchestrationAction end =
        end(last(Scenarios.endless()).toBuilder().addNewEvents(stray).build());

    assertThat(end.getResult().getValue()).isEqualTo('"' + Scenario.CLUSTER + '"');
    assertThat(end.getCarryoverEventsList()).isEmpty();
  }
}
