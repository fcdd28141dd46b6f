package io.aksguard.activity;

import static io.aksguard.activity.FakeAzure.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.event.Events;
import io.aksguard.event.GridEvent;
import io.aksguard.event.Received;
import io.aksguard.inbox.ReverseIndex;
import io.aksguard.storage.MemoryRows;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
  private static final String SUBSCRIPTION = "/subscriptions/s";
  private static final String GROUP = SUBSCRIPTION + "/resourceGroups/g";
  private static final String NSG = GROUP + "/providers/Microsoft.Network/networkSecurityGroups/n";

  private final ReverseIndex index = new ReverseIndex(new MemoryRows());
  private final Reach reach = new Reach(index);

  private Reach.Of of(String type, String source, String data) {
    String text =
        "{\"id\": \"1\", \"source\": \"%s\", \"type\": \"%s\", \"data\": %s}"
            .formatted(source, type, data);
    Received read = Events.read(text, Instant.EPOCH).get(0);
    GridEvent event = ((Received.Event) read).event();
    return reach.of(event);
  }

  private Reach.Of written(String resource) {
    return of(
        "Microsoft.Resources.ResourceWriteSuccess",
        SUBSCRIPTION,
        "{\"resourceUri\": \"%s\"}".formatted(resource));
  }

  @Test
  void changeForAsManyClustersAsOneInvocationCanQueue_isNotWide() {
    for (int i = 0; i < ReverseIndex.MOST_CLUSTERS; i++) {
      index.record(new ArmId(SHOP.value() + i), List.of(NSG));
    }
    assertThat(written(NSG).clusters()).hasSize(ReverseIndex.MOST_CLUSTERS);

    index.record(SHOP, List.of(NSG));
    assertThat(written(NSG)).isEqualTo(new Reach.Of(List.of(), true, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GROUP + "/providers/Microsoft.Authorization/roleAssignments/r",
        SUBSCRIPTION + "/providers/Microsoft.Authorization/policyAssignments/p",
        SUBSCRIPTION + "/providers/Microsoft.Security/pricings/Containers",
        SUBSCRIPTION + "/providers/Microsoft.Insights/diagnosticSettings/d"
      })
  void whatIsSetOnAScope_reachesTheClustersBelowIt(String resource) {
    index.record(SHOP, List.of(GROUP, SUBSCRIPTION));

    assertThat(written(resource).clusters()).containsExactly(SHOP);
  }

  /** A rule that was there, and is made again, is known of those alone that were there then. */
  @Test
  void partThatSomeKnow_reachesAllWhoUseTheThing() {
    ArmId later = new ArmId(SHOP.value() + "-later");
    index.record(SHOP, List.of(NSG, NSG + "/securityRules/r"));
    index.record(later, List.of(NSG));

    assertThat(written(NSG + "/securityRules/r").clusters()).containsExactlyInAnyOrder(SHOP, later);
  }

  @Test
  void partOfAThing_isTheThing_andTheGroupAroundItIsNot() {
    index.record(SHOP, List.of(NSG, GROUP));

    assertThat(written(NSG + "/securityRules/r").clusters()).containsExactly(SHOP);
    assertThat(written(NSG + "2").clusters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ImagePushed", "ImageDeleted"})
  void image_concernsTheClustersThatRunIt_andNoOther(String type) {
    String registry = GROUP + "/providers/Microsoft.ContainerRegistry/registries/shop";
    String data =
        "{\"request\": {\"host\": \"shop.azurecr.io\"}, \"target\": {\"repository\": \"%s\"}}";
    index.record(SHOP, List.of("shop.azurecr.io/web", registry));
    String event = "Microsoft.ContainerRegistry." + type;

    assertThat(of(event, registry, data.formatted("web")).clusters()).containsExactly(SHOP);
    assertThat(of(event, registry, data.formatted("other")))
        .isEqualTo(new Reach.Of(List.of(), false, "an image that no known cluster runs"));
  }
}
