package io.aksguard.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CompleteOrchestrationAction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.EventRaisedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorResponse;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each turn replays the whole history, so that no history may grow without end. */
class LongLivesTest {
  /** The last turn of one that never comes to its end. */
  private static OrchestratorRequest last() throws Exception {
    Scenario scenario = Scenarios.endless();
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
    OrchestratorRequest last = last();

    assertThat(last.getPastEventsCount()).isBetween(100, 200);
    assertThat(last.getSerializedSize()).isLessThan(32 << 10);
  }

  @Test
  void newHistory_hasTheSameInput_andNoEventsOfTheOldOne() throws Exception {
    HistoryEvent stray =
        HistoryEvent.newBuilder()
            .setEventId(-1)
            .setEventRaised(
                EventRaisedEvent.newBuilder().setName("more").setInput(StringValue.of("1")))
            .build();
    CompleteOrchestrationAction end = end(last().toBuilder().addNewEvents(stray).build());

    assertThat(end.getResult().getValue()).isEqualTo('"' + Scenario.CLUSTER + '"');
    assertThat(end.getCarryoverEventsList()).isEmpty();
  }
}
