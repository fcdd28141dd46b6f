package io.aksguard.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.history.Verification;
import io.aksguard.lab.tenant.EventGrid;
import io.aksguard.lab.tenant.RaisedEvent;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.property.Campaign;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many changes at once, told of twice and in any order. */
class StormIT {
  @TempDir private Path data;

  @Test
  void storm_onOneHost() throws Exception {
    new Campaign("storm, 300 events over 8 clusters, one host", 1)
        .run((random, seed) -> storm(8, 300, 1, random, seed));
  }

  @Test
  void storm_onThreeHostsWithOneStore() throws Exception {
    new Campaign("storm, 200 events over 6 clusters, three hosts", 1)
        .run((random, seed) -> storm(6, 200, 3, random, seed + 1000));
  }

  @Test
  @Tag("campaign")
  void greatStorm_onOneHost() throws Exception {
    new Campaign("storm, 10,000 events over 200 clusters, one host", 1)
        .run((random, seed) -> storm(200, 10_000, 1, random, seed));
  }

  @Test
  @Tag("campaign")
  void greatStorm_onThreeHosts() throws Exception {
    new Campaign("storm, 10,000 events over 200 clusters, three hosts", 1)
        .run((random, seed) -> storm(200, 10_000, 3, random, seed));
  }

  private void storm(int clusters, int events, int hosts, Random random, long seed)
      throws Exception {
    TenantOptions options = TenantOptions.unthrottled(seed).operation(Duration.ofMillis(200));
    try (Scene scene = Scene.of(data.resolve("storm-" + seed), clusters, options, seed)) {
      scene.onboarded();
      for (int i = 1; i < hosts; i++) {
        scene.lab.startHost();
      }
      scene.lab.tenant().eventGrid().duplicate(0.3);
      scene.lab.tenant().eventGrid().delay(Duration.ZERO, Duration.ofSeconds(2));
      long before = scene.assessments();
      int told = scene.noticeIds().size();
      int raised = scene.lab.tenant().eventGrid().raised().size();
      try (var hold = scene.lab.clock().hold()) {
        EventGrid grid = scene.lab.tenant().eventGrid();
        for (int i = 0; i < events / 10; i++) {
          scene.drift.next();
        }
        List<RaisedEvent> real = grid.raised();
        for (int i = real.size() - raised; i < events; i++) {
          RaisedEvent model = real.get(random.nextInt(real.size()));
          grid.raise(
              new RaisedEvent(
                  "again-" + i,
                  model.type(),
                  model.subject(),
                  model.source(),
                  scene.lab.clock().instant(),
                  model.data()));
        }
      }
      scene.lab.clock().runUntilQuiet();
      scene.lab.clock().advance(Duration.ofMinutes(2));

      long assessed = scene.assessments() - before;
      List<String> ids = scene.noticeIds();
      assertThat(scene.differences()).isEmpty();
      scene.assertInboxIsEmpty();
      assertThat(scene.verify()).isInstanceOf(Verification.Good.class);
      assertThat(ids.subList(told, ids.size())).doesNotHaveDuplicates();
      assertThat(assessed).as("assessments").isLessThanOrEqualTo(3L * clusters);
      System.out.printf(
          "storm: seed %d, %d hosts, %d events over %d clusters: %d assessments, %d notices%n",
          seed, hosts, events, clusters, assessed, ids.size() - told);
    }
  }
}
