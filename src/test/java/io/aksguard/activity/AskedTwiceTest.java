package io.aksguard.activity;

import static io.aksguard.activity.FakeAzure.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.finding.Coverage;
import io.aksguard.history.Run;
import io.aksguard.inbox.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Event Grid delivers again, steps run again, people ask again. */
class AskedTwiceTest {
  private static final String NSG =
      "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/hub/providers/"
          + "Microsoft.Network/networkSecurityGroups/n";

  private final TestApp app = new TestApp();

  private static String written(String resource, String operation) {
    return """
        {"id": "1", "source": "/subscriptions/s", "type": "Microsoft.Resources.ResourceWriteSuccess",
         "data": {"resourceUri": "%s", "operationName": "%s"}}
        """
        .formatted(resource, operation);
  }

  private int waiting() {
    return app.inbox.look(SHOP).map(Work::events).map(List::size).orElse(0);
  }

  @Test
  void person_whoAsksAgain_isNoDuplicate() {
    app.intake.auditCluster(SHOP, app);
    app.now = app.now.plusSeconds(60);
    Optional<String> instance = app.intake.auditCluster(SHOP, app);

    assertThat(waiting()).isEqualTo(2);
    assertThat(instance).contains(app.started.get(0));
  }

  @Test
  void run_thatConfirmsAgain_isADuplicate_howeverLateItIs() {
    app.intake.confirm(List.of(SHOP), "audit-1", app);
    app.now = app.now.plusSeconds(60);
    app.intake.confirm(List.of(SHOP), "audit-1", app);
    assertThat(waiting()).isEqualTo(1);

    app.intake.confirm(List.of(SHOP), "audit-2", app);
    assertThat(waiting()).isEqualTo(2);
  }

  @Test
  void runThatHasEnded_isNotStartedAgain_inTheSameMinute() {
    String id = app.intake.auditFleet("audit", app);
    app.runs.put(
        new Run(
            id.substring("audit-".length()),
            "audit",
            app.now,
            Optional.of(app.now),
            Coverage.NONE,
            0,
            0,
            0,
            0,
            "",
            "",
            ""));
    app.running.clear();

    app.intake.auditFleet("audit", app);

    assertThat(app.started).containsExactly(id);
  }

  @Test
  void ignoredEvent_isCountedOnce_withItsReason() {
    String reading = written(SHOP.value(), "m/x/listKeys/action");

    app.intake.receive(reading, app);
    app.intake.receive(reading, app);

    assertThat(app.shelf.ignored(Instant.EPOCH)).isEqualTo(Map.of("the operation only reads", 1L));
    assertThat(app.started).isEmpty();
  }

  @Test
  void heldEvent_isDelivered_whenItsClusterIsKnown_andIsADuplicateFromThenOn() {
    String written = written(NSG, "Microsoft.Network/networkSecurityGroups/write");
    app.intake.receive(written, app);
    app.index.record(SHOP, List.of(NSG));

    app.intake.releaseHeld(app);
    assertThat(waiting()).isEqualTo(1);
    assertThat(app.shelf.held()).isEmpty();

    app.now = app.now.plus(Duration.ofHours(1));
    assertThat(app.intake.receive(written, app).duplicates()).isEqualTo(1);
  }
}
