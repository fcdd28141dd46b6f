package io.aksguard.function;

import static io.aksguard.function.PackagedApp.GROUPS;
import static io.aksguard.function.PackagedApp.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonWriter;
import io.aksguard.lab.LabClock;
import io.aksguard.lab.LocalHost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged app on the local host, with settings and time of its own. */
class LocalHostIT {
  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");

  private static final String ACCOUNT =
      GROUPS + "rg-shop/providers/Microsoft.Storage/storageAccounts/shop";

  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  void packagedApp_runsOnTheLocalHost(@TempDir Path data) throws Exception {
    Map<String, String> settings =
        Map.of(
            "AKS_GUARD_SNAPSHOT",
            PackagedApp.BASE.resolve("src/test/resources/snapshot").toString(),
            "AKS_GUARD_AUDIT_SCHEDULE",
            "0 0 * * * *");
    try (LabClock clock = LabClock.jumpingFrom(START);
        LocalHost host =
            LocalHost.start(
                LocalHost.Options.of(PackagedApp.FOLDER, data, settings, clock)
                    .withLog(log::add))) {
      assertThat(host.post("onResourceChanged", event(ACCOUNT))).isEqualTo(202);
      assertThat(host.post("onResourceChanged", "[{}]")).isEqualTo(500);
      host.hub()
          .start("one", "AssessCluster", Optional.of(JsonWriter.text(SHOP)), Optional.empty());
      clock.runUntilQuiet();
      clock.advance(Duration.ofHours(2));

      assertThat(host.instances())
          .singleElement()
          .satisfies(
              instance -> assertThat(instance.getOutput().getValue()).contains("{\\\"ok\\\":true"));
    }
    assertThat(log)
        .anyMatch(
            line ->
                line.equals(START + " onResourceChanged INFO ignored: an event about no cluster"))
        .anyMatch(line -> line.startsWith("2026-11-23T07:00:00Z auditFleet INFO judged the fleet"))
        .anyMatch(line -> line.startsWith("2026-11-23T08:00:00Z auditFleet INFO judged the fleet"));
  }

  private static String event(String resource) {
    return """
        [{"id": "4db48cba-50a2-455a-93b4-de41a3b5b7f6", "subject": "%1$s",
          "topic": "/subscriptions/00000000-0000-0000-0000-000000000001",
          "eventType": "Microsoft.Resources.ResourceWriteSuccess", "dataVersion": "2",
          "eventTime": "2026-11-23T06:00:00Z", "metadataVersion": "1",
          "data": {"resourceUri": "%1$s", "status": "Succeeded"}}]
        """
        .formatted(resource);
  }
}
