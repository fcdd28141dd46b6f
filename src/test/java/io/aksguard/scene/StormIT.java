package io.aksguard.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.history.Verification;
import io.aksguard.lab.LabClock;
import io.aksguard.lab.tenant.EventGrid;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.property.Campaign;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many changes at once, each a write of its own, some told of twice, in any order. */
class StormIT {
  @TempDir private Path data;

  @Test
  void storm_onOneHost() throws Exception {
    new Campaign("storm, 300 events over 8 clusters, one host", 1)
        .run((random, seed) -> storm(8, 300, 1, seed));
  }

  @Test
  void storm_onThreeHostsWithOneStore() throws Exception {
    new Campaign("storm, 200 events over 6 clusters, three hosts", 1)
        .run((random, seed) -> storm(6, 200, 3, seed + 1000));
  }

  @Test
  @Tag("campaign")
  void greatStorm_onOneHost() throws Exception {
    new Campaign("storm, 10,000 events over 200 clusters, one host", 1)
        .run((random, seed) -> storm(200, 10_000, 1, seed));
  }

  @Test
  @Tag("campaign")
  void greatStorm_onThreeHosts() throws Exception {
    new Campaign("storm, 10,000 events over 200 clusters, three hosts", 1)
        .run((random, seed) -> storm(200, 10_000, 3, seed));
  }

  private void storm(int clusters, int events, int hosts, long seed) throws Exception {
    TenantOptions options = TenantOptions.unthrottled(seed).operation(Duration.ofMillis(200));
    try (Scene scene = Scene.of(data.resolve("storm-" + seed), clusters, options, seed)) {
      scene.onboarded();
      for (int i = 1; i < hosts; i++) {
        scene.lab.startHost();
      }
      EventGrid grid = scene.lab.tenant().eventGrid();
      grid.duplicate(0.3);
      grid.delay(Duration.ZERO, Duration.ofSeconds(2));
      scene.lab.deliverAtOnce(hosts);
      Map<String, Map<FindingKey, Status>> initial = scene.known();
      long before = scene.assessments();
      int told = scene.noticeIds().size();
      try (LabClock.Hold hold = scene.lab.clock().hold()) {
        for (int made = 0; made < events; ) {
          made += scene.drift.next().done() ? 1 : 0;
        }
      }
      scene.lab.clock().runUntilQuiet();
      scene.lab.clock().advance(Duration.ofMinutes(2));

      long assessed = scene.assessments() - before;
      // Who changed what is in Resource Graph by then.
      scene.lab.clock().advance(Duration.ofMinutes(61));
      List<String> ids = scene.noticeIds();
      assertThat(scene.differences()).isEmpty();
      scene.assertInboxIsEmpty();
      assertThat(scene.verify()).isInstanceOf(Verification.Good.class);
      assertThat(ids.subList(told, ids.size())).doesNotHaveDuplicates();
      Map<String, Map<FindingKey, Status>> known = scene.known();
      long moved =
          known.entrySet().stream()
              .filter(each -> !each.getValue().equals(initial.get(each.getKey())))
              .count();
      assertThat(moved).as("clusters that are not as they were").isGreaterThan(clusters * 9L / 10);
      assertThat(assessed).as("assessments").isLessThanOrEqualTo(3L * clusters);
      System.out.printf(
          "storm: seed %d, %d hosts, %d events over %d clusters: %d assessments, %d clusters are not"
              + " as they were, %d notices%n",
          seed, hosts, events, clusters, assessed, moved, ids.size() - told);
    }
  }
}
