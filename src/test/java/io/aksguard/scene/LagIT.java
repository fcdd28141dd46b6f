package io.aksguard.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Catalogue;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.property.Campaign;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Resource Graph is half a minute behind: no drift is missed, none is taken back and found again.
 */
class LagIT {
  /** An operation under way is seen or not, as it happens. */
  private static final String UNDER_WAY = "cluster-provisioned-healthy";

  /** Who changed what is told by Resource Graph alone: until it is, that is unknown. */
  private static final List<String> CHANGES =
      Catalogue.builtIn().controls().stream()
          .filter(control -> control.definition().sections().contains("changes"))
          .map(control -> "control=" + control.id() + ",")
          .toList();

  @TempDir private Path data;

  @Test
  void drifts_areNeitherMissedNorFlapped() throws Exception {
    new Campaign("lag, 20 drifts", 1).run((random, seed) -> drift(20, random, seed));
  }

  @Test
  @Tag("campaign")
  void manyDrifts_areNeitherMissedNorFlapped() throws Exception {
    new Campaign("lag, 500 drifts", 1).run((random, seed) -> drift(500, random, seed));
  }

  private void drift(int drifts, Random random, long seed) throws Exception {
    TenantOptions options =
        TenantOptions.unthrottled(seed)
            .graphLag(Duration.ofSeconds(30))
            .operation(Duration.ofSeconds(5));
    try (Scene scene = Scene.of(data.resolve("lag-" + seed), 8, options, seed).onboarded()) {
      Courses truth = new Courses();
      truth.follow(scene.truth());
      int audits = 0;
      for (int made = 0; made < drifts; ) {
        made += scene.drift.next().done() ? 1 : 0;
        scene.lab.clock().runUntilQuiet();
        truth.follow(scene.truth());
        // While Resource Graph still shows what was before.
        if (random.nextInt(3) == 0) {
          scene.lab.clock().advance(Duration.ofSeconds(random.nextInt(25)));
          scene.trigger("auditFleet");
          audits++;
        }
        scene.lab.clock().advance(Duration.ofSeconds(random.nextInt(120)));
      }
      Courses recorded = scene.courses();
      truth.forget(key -> key.contains(UNDER_WAY));
      recorded.forget(key -> key.contains(UNDER_WAY));
      recorded.forgetDoubt(key -> CHANGES.stream().anyMatch(key::contains));

      assertThat(recorded.otherThan(truth)).isEmpty();
      scene.assertInboxIsEmpty();
      System.out.printf(
          "lag: seed %d, %d drifts, %d audits within the lag: none missed, none flapped%n",
          seed, drifts, audits);
    }
  }
}
