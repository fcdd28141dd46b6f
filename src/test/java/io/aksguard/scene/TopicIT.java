package io.aksguard.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.lab.tenant.Topic;
import io.aksguard.property.Campaign;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody can be told for a while: everybody is told later, once, and nothing is judged again. */
class TopicIT {
  @TempDir private Path data;

  @Test
  void deadTopic_getsAllNoticesLater_once() throws Exception {
    new Campaign("dead topic, 30 commits", 1).run((random, seed) -> dead(30, seed));
  }

  @Test
  @Tag("campaign")
  void deadTopic_for1000Commits() throws Exception {
    new Campaign("dead topic, 1,000 commits", 1).run((random, seed) -> dead(1_000, seed));
  }

  private void dead(int commits, long seed) throws Exception {
    TenantOptions options = TenantOptions.unthrottled(seed).operation(Duration.ofSeconds(1));
    try (Scene scene = Scene.of(data.resolve("topic-" + seed), 10, options, seed).onboarded()) {
      List<String> before = scene.noticeIds();
      long recorded = commits(scene);
      scene.lab.tenant().topic().trouble(Topic.Trouble.DEAD);
      while (commits(scene) - recorded < commits) {
        scene.drift.next();
        scene.lab.clock().runUntilQuiet();
        scene.lab.clock().advance(Duration.ofSeconds(20));
      }
      scene.lab.clock().advance(Duration.ofMinutes(3));
      assertThat(scene.noticeIds()).isEqualTo(before);
      long assessments = scene.assessments();

      scene.lab.tenant().topic().trouble(Topic.Trouble.NONE);
      scene.lab.clock().advance(Duration.ofMinutes(4));

      List<String> after = scene.noticeIds();
      assertThat(after).doesNotHaveDuplicates().hasSizeGreaterThan(before.size());
      assertThat(scene.assessments()).as("assessments").isEqualTo(assessments);
      assertThat(scene.untold()).as("commits that nobody was told of").isEmpty();
      scene.assertInboxIsEmpty();
      System.out.printf(
          "dead topic: seed %d, %d commits, %d notices afterwards, each once%n",
          seed, commits(scene) - recorded, after.size() - before.size());
    }
  }

  private static long commits(Scene scene) {
    return scene.fleet.clusters().stream()
        .mapToLong(id -> scene.commits(new ArmId(id).value()))
        .sum();
  }
}
