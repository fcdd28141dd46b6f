package io.aksguard.activity;

import static io.aksguard.activity.FakeAzure.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.inbox.Shelf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final String SUBSCRIPTION = "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3";

  private final TestApp app = new TestApp();

  private static String written(String id, String resource) {
    return """
        {"id": "%s", "topic": "%s", "subject": "%s", "eventType": "Microsoft.Resources.ResourceWriteSuccess",
         "eventTime": "2026-11-22T23:59:59Z", "dataVersion": "2",
         "data": {"resourceUri": "%s", "operationName": "Microsoft.ContainerService/managedClusters/write",
                  "claims": {"name": "Ada", "appid": "0c1d"}}}
        """
        .formatted(id, SUBSCRIPTION, resource, resource);
  }

  private Intake.Received receive(String json) {
    return app.intake.receive(json, app);
  }

  @Test
  void changeOfACluster_startsItsAssessmentOnce() {
    assertThat(receive(written("1", SHOP.value()))).isEqualTo(new Intake.Received(1, 0, 0, 0, 0));
    assertThat(receive(written("1", SHOP.value()))).isEqualTo(new Intake.Received(1, 1, 0, 0, 0));
    assertThat(receive(written("2", SHOP + "/agentPools/apps")))
        .isEqualTo(new Intake.Received(1, 0, 0, 0, 0));

    assertThat(app.started).hasSize(1);
    assertThat(app.inbox.look(SHOP).orElseThrow().events()).hasSize(2);
  }

  @Test
  void changeOfWhatAClusterUses_findsTheCluster() {
    app.work.assess(SHOP, Duration.ofMinutes(1));
    String group = SUBSCRIPTION + "/resourceGroups/rg-shop-prod-weu/providers/";

    receive(written("1", group + "Microsoft.Authorization/locks/no"));
    assertThat(app.started).hasSize(1);
    receive(written("2", group + "Microsoft.Compute/virtualMachines/vm"));
    assertThat(app.inbox.look(SHOP).orElseThrow().events()).hasSize(1);
    assertThat(app.shelf.held()).hasSize(1);
  }

  @Test
  void poison_isParked_andHidesNoneOfTheOthers() {
    Intake.Received received = receive("[{\"id\": 7}, " + written("1", SHOP.value()) + "]");

    assertThat(received).isEqualTo(new Intake.Received(1, 0, 1, 0, 0));
    assertThat(app.shelf.parked()).hasSize(1);
  }

  @Test
  void whatIsKeptOfAnEvent_hasNothingOfPersons() {
    receive(
        written("1", SUBSCRIPTION + "/resourceGroups/x/providers/Microsoft.Network/routeTables/r"));

    assertThat(app.shelf.held()).extracting(Shelf.Kept::body).noneMatch(b -> b.contains("Ada"));
  }

  @Test
  void replay_ofWhatIsStillPoison_leavesItParked() {
    receive("{\"id\": 7}");
    String id = app.shelf.parked().get(0).id();

    app.intake.replay(id, app);

    assertThat(app.shelf.parked()).isNotEmpty();
  }

  @Test
  void changeForMoreClustersThanOneInvocationCanQueue_startsAnAuditOfTheFleet() {
    String nsg =
        SUBSCRIPTION + "/resourceGroups/hub/providers/Microsoft.Network/networkSecurityGroups/n";
    for (int i = 0; i < 201; i++) {
      app.index.record(new ArmId(SHOP.value() + i), List.of(nsg));
    }

    receive(written("1", nsg));
    receive(written("1", nsg));

    assertThat(app.started).hasSize(1).first().asString().startsWith("audit-");
  }

  @Test
  void sweep_startsWhatDied_andNothingThatRuns() {
    receive(written("1", SHOP.value()));
    List<String> before = new ArrayList<>(app.started);

    assertThat(app.sweep.run(app)).isEqualTo(new InboxSweep.Swept(0, 0, false));
    app.running.clear();
    assertThat(app.sweep.run(app)).isEqualTo(new InboxSweep.Swept(1, 0, false));

    assertThat(app.started)
        .hasSize(2)
        .startsWith(before.toArray(String[]::new))
        .doesNotHaveDuplicates();
  }

  @Test
  void auditFleet_ofOneSlot_isStartedOnce() {
    String first = app.intake.auditFleet("audit", app);
    String second = app.intake.auditFleet("audit", app);

    assertThat(first).isEqualTo(second).isEqualTo("audit-20261123T000000Z");
    assertThat(app.running).containsExactly(first);
  }
}
