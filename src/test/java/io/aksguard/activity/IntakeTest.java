package io.aksguard.activity;

import static io.aksguard.activity.FakeAzure.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.finding.Coverage;
import io.aksguard.history.DamagedException;
import io.aksguard.history.Run;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Shelf;
import io.aksguard.notice.Notice;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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

  /** An audit for each of them would never end. */
  @Test
  void changesForMoreClustersThanOneInvocationCanQueue_shareAnAuditOfTheFleet() {
    String nsg =
        SUBSCRIPTION + "/resourceGroups/hub/providers/Microsoft.Network/networkSecurityGroups/n";
    for (int i = 0; i < 201; i++) {
      app.index.record(new ArmId(SHOP.value() + i), List.of(nsg));
    }

    for (int i = 0; i < 30; i++) {
      receive(written("1" + i, nsg));
    }
    app.sweep.run(app);
    assertThat(app.started).as("Resource Graph lags").isEmpty();

    app.now = app.now.plusSeconds(60);
    app.sweep.run(app);
    app.sweep.run(app);
    assertThat(app.started).containsExactly("audit-20261123T000100Z");

    receive(written("11", nsg));
    app.now = app.now.plusSeconds(61);
    app.sweep.run(app);
    assertThat(app.started).as("a second delivery").hasSize(1);

    receive(written("2", nsg));
    app.now = app.now.plusSeconds(61);
    app.sweep.run(app);
    assertThat(app.started).hasSize(2);
  }

  @Test
  void wideChange_waitsForTheAuditThatIsUnderWay() {
    String nsg =
        SUBSCRIPTION + "/resourceGroups/hub/providers/Microsoft.Network/networkSecurityGroups/n";
    for (int i = 0; i < 201; i++) {
      app.index.record(new ArmId(SHOP.value() + i), List.of(nsg));
    }
    app.intake.auditFleet("audit", app);
    app.runs.put(
        new Run(
            "20261123T000000Z",
            "audit",
            app.now,
            Optional.empty(),
            Coverage.NONE,
            0,
            0,
            0,
            0,
            "",
            "",
            ""));

    receive(written("1", nsg));
    app.now = app.now.plusSeconds(61);
    app.sweep.run(app);
    assertThat(app.started).hasSize(1);

    app.running.clear();
    app.sweep.run(app);
    assertThat(app.started).hasSize(2);
  }

  @Test
  void cluster_thatIsNotAudited_isNotAssessedForTheAsking() {
    app.outside = SHOP;

    assertThat(app.intake.auditCluster(SHOP, app)).isEmpty();
    assertThat(app.inbox.look(SHOP)).isEmpty();
  }

  /** What was not let go before the time was up is let go by the next audit. */
  @Test
  void heldEvents_areReleasedForAWhile_andTheRestLater() {
    String unknown = SUBSCRIPTION + "/resourceGroups/x/providers/Microsoft.Network/routeTables/r";
    for (int i = 0; i < 5; i++) {
      receive(written("1" + i, unknown + i));
    }
    app.tick = Duration.ofSeconds(50);
    app.intake.releaseHeld(app);
    assertThat(app.shelf.held()).hasSizeBetween(1, 4);

    app.tick = Duration.ZERO;
    app.intake.releaseHeld(app);
    assertThat(app.shelf.held()).isEmpty();
  }

  /** One cluster whose history is damaged keeps no other one waiting. */
  @Test
  void sweep_tellsOfTheOthers_whereOneIsDamaged() {
    List<ArmId> clusters = new ArrayList<>();
    app.azure.fleet(evidence -> clusters.add(new ArmId(evidence.resource())));
    clusters.forEach(cluster -> app.work.assess(cluster, Duration.ofMinutes(1)));
    ArmId first =
        IntStream.range(0, Inbox.partitions())
            .mapToObj(app.owed::clusters)
            .flatMap(List::stream)
            .findFirst()
            .orElseThrow();
    damage(first);

    assertThatThrownBy(() -> app.sweep.run(app)).isInstanceOf(DamagedException.class);

    assertThat(app.published)
        .extracting(Notice::subject)
        .containsAll(clusters.stream().filter(c -> !c.equals(first)).map(ArmId::value).toList());
  }

  private void damage(ArmId cluster) {
    try {
      app.store
          .ledger()
          .commit(ClusterKey.of(cluster).value(), List.of(new Write.Put("h", Map.of("seq", 7L))));
    } catch (ConflictException e) {
      throw new AssertionError(e);
    }
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
