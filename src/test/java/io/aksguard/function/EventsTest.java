package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aksguard.cluster.ArmId;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
  private static final String GROUP = "/subscriptions/s/resourceGroups/g";
  private static final String ID =
      GROUP + "/providers/Microsoft.ContainerService/managedClusters/aks";
  private static final Set<ArmId> CLUSTER = Set.of(new ArmId(ID));

  @Test
  void armEvent_isAboutItsResourceUri_inAnyCase() {
    String event = "{\"topic\": \"%s\", \"subject\": \"%s\", \"data\": {\"resourceUri\": \"%s\"}}";
    String lower = ID.toLowerCase(Locale.ROOT);

    assertThat(Events.clusters(event.formatted(GROUP, GROUP, ID))).isEqualTo(CLUSTER);
    assertThat(Events.clusters(event.formatted(GROUP, lower, lower))).isEqualTo(CLUSTER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"topic", "source"})
  void eventOfAks_isAboutItsTopic(String member) {
    assertThat(Events.clusters("{\"%s\": \"%s\", \"subject\": \"aks\"}".formatted(member, ID)))
        .isEqualTo(CLUSTER);
  }

  @Test
  void policyEvent_isAboutItsSubject() {
    String event =
        "{\"source\": \"%s\", \"subject\": \"%s\", \"data\": {\"policyAssignmentId\": \"%s\"}}";

    assertThat(Events.clusters(event.formatted(GROUP, ID, GROUP))).isEqualTo(CLUSTER);
  }

  @Test
  void resourceNotification_isAboutItsResource() {
    String event = "{\"source\": \"%s\", \"data\": {\"resourceInfo\": {\"id\": \"%s\"}}}";

    assertThat(Events.clusters(event.formatted(GROUP, ID))).isEqualTo(CLUSTER);
  }

  @ParameterizedTest
  @CsvSource({
    "/agentPools/system",
    "/maintenanceConfigurations/default",
    "/providers/Microsoft.Insights/diagnosticSettings/all",
    "/providers/Microsoft.Authorization/roleAssignments/r"
  })
  void partsOfAClusterAndWhatIsAttachedToIt_areTheCluster(String below) {
    assertThat(Events.clusters("{\"subject\": \"%s\"}".formatted(ID + below))).isEqualTo(CLUSTER);
  }

  @Test
  void otherResources_areNoCluster() {
    assertThat(Events.clusters("{\"subject\": \"%s\"}".formatted(GROUP))).isEmpty();
    assertThat(
            Events.clusters(
                "{\"subject\": \"%s/providers/Microsoft.Storage/storageAccounts/a\"}"
                    .formatted(GROUP)))
        .isEmpty();
  }

  @Test
  void array_isAllItsEvents() {
    String events =
        "[{\"subject\": \"%s\"}, {\"subject\": \"%s\"}, {\"subject\": \"%s/agentPools/p\"}]";

    assertThat(Events.clusters(events.formatted(ID, GROUP, ID))).isEqualTo(CLUSTER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''| neither an object nor an array of objects",
        "null| neither an object nor an array of objects",
        "[]| neither an object nor an array of objects",
        "7| neither an object nor an array of objects",
        "[{\"subject\":\"/s\"}, null]| neither an object nor an array of objects",
        "[{\"subject\":\"/s\"}, \"x\"]| neither an object nor an array of objects",
        "{\"subject\":\"/s\"} {}| text behind its end",
        "{\"subject\":\"/s\"| no JSON: line 1, column 16",
        "{\"subject\":\"/s\",\"subject\":\"/s\"}| no JSON: line 1, column",
        "{}| names no resource",
        "{\"subject\":\"aks\",\"data\":7}| names no resource",
        "[{\"subject\":\"/s\"}, {}]| names no resource"
      })
  void noEvent_isThrownBack(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Events.clusters(text))
        .withMessageContaining(reason)
        .withNoCause();
  }

  @Test
  void noEvent_repeatsNothingOfItsText() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Events.clusters("{\"name\": jane.doe@example.org}"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("jane"));
  }
}
