package io.aksguard.remediation;

import static io.aksguard.remediation.Shop.evidence;
import static io.aksguard.remediation.Shop.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.config.Modes;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowGuardTest {
  private final Shop shop = new Shop();

  /** A node image schedule with this recurrence, four hours from one o'clock. */
  private static String schedule(String recurrence) {
    return """
        [{"id": "%s/maintenanceConfigurations/aksManagedNodeOSUpgradeSchedule", "properties": {"maintenanceWindow":
          {"schedule": {%s}, "durationHours": 4, "startTime": "01:00"}}}]
        """
        .formatted(Shop.ID, recurrence);
  }

  private Planned reimaged(String at, String windows, String... pools) {
    return shop.plan(
        Instant.parse(at),
        Modes.DEFAULT,
        Shop.with(evidence("{}"), "maintenance", Shop.list(windows)),
        List.of(pools).stream().map(pool -> failed("node-ssh-disabled", pool, "")).toList());
  }

  @Test
  void whatReplacesNodes_waitsForAWindowThatHasRoom() {
    String sunday = schedule("\"weekly\": {\"intervalWeeks\": 1, \"dayOfWeek\": \"Sunday\"}");
    // Seven nodes one at a time, 15 minutes each.
    Planned before = reimaged("2026-11-28T12:00:00Z", sunday, "user");
    Planned within = reimaged("2026-11-29T03:15:00Z", sunday, "user");
    Planned late = reimaged("2026-11-29T03:16:00Z", sunday, "user");

    assertThat(before.fixes().get(0).hold())
        .isEqualTo(
            new Hold(
                "window",
                "outside the maintenance window, which opens 2026-11-29T01:00:00Z and has room for"
                    + " the 105 minutes that it takes"));
    assertThat(before.writes()).hasSize(2);
    assertThat(within.fixes().get(0).hold().guard()).isEqualTo("approval");
    assertThat(late.fixes().get(0).hold().reason()).contains("opens 2026-12-06T01:00:00Z");
  }

  @Test
  void room_isForAllThatReplacesNodes_oneAfterTheOther() {
    String daily = schedule("\"daily\": {\"intervalDays\": 1}");
    // 45 minutes for three nodes, 105 for seven.
    assertThat(guards(reimaged("2026-11-29T02:30:00Z", daily, "sys", "user")))
        .containsExactly("approval", "approval");
    assertThat(guards(reimaged("2026-11-29T02:31:00Z", daily, "sys", "user")))
        .containsExactly("approval", "window");
  }

  private static List<String> guards(Planned planned) {
    return planned.fixes().stream()
        .flatMap(fix -> fix.subjects().stream().map(subject -> fix.hold().guard()))
        .toList();
  }

  @Test
  void clusterWithoutAWindow_isNotDisrupted() {
    assertThat(reimaged("2026-11-29T02:30:00Z", "[]", "user").fixes().get(0).hold())
        .isEqualTo(new Hold("window", "the cluster has no maintenance window"));
  }
}
