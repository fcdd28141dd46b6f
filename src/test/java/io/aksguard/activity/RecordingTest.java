package io.aksguard.activity;

import static io.aksguard.activity.FakeAzure.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {
  private final TestApp app = new TestApp();

  @ParameterizedTest
  @ValueSource(strings = {"/agentPools/apps", "/providers/Microsoft.Insights/diagnosticSettings/d"})
  void partOfACluster_isNoCluster(String part) {
    Recording recording =
        new Recording(app.ledger, app.store.evidence(), "by hand", app.now, "", "catalogue");
    Section section = new Section(JsonObject.of(Map.of()), app.now);

    recording.record(new Evidence(SHOP + part, Origin.NONE, Map.of("cluster", section)), List.of());

    assertThat(recording.refused())
        .containsExactly(SHOP + part + ": the input has no resource id of a cluster");
    assertThat(app.ledger.clusters()).isEmpty();
  }
}
