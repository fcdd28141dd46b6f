package io.aksguard.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story comes out as told, and goes on in the folder of an earlier one. */
class StoryIT {
  @TempDir private Path data;

  /**
   * By jumps first, then in real time in a tenant that takes seconds where Azure takes a minute.
   */
  @Test
  @Tag("campaign")
  void secondStart_inRealTime_goesOnWhereTheClockHadJumpedTo() {
    StoryRun first = StoryRun.of("--data", data);
    StoryRun second =
        StoryRun.of(
            tenant -> tenant.operation(Duration.ofSeconds(2)).graphLag(Duration.ofSeconds(20)),
            "--data",
            data,
            "--real-time");

    assertTold(first, "A simulated tenant", "aks-promo", "A day passes");
    assertTold(second, "The tenant of the last time", "aks-promo-2", "a creation takes");
    assertThat(day(second.out().get(0)))
        .as("the clock's day, a day after the first one's")
        .isEqualTo(day(first.out().get(first.out().size() - 1)))
        .isNotEqualTo(day(first.out().get(0)));
    assertThat(second.out()).noneMatch(line -> line.contains("never seen before"));
  }

  @Test
  @Tag("campaign")
  void twiceInRealTime_inATenantAsSlowAsAzure() {
    assertTold(StoryRun.of("--data", data, "--real-time"), "aks-promo", "a repair takes");
    assertTold(StoryRun.of("--data", data, "--real-time"), "aks-promo-2", "a repair takes");
  }

  static void assertTold(StoryRun run, String... words) {
    assertThat(run.out().get(run.out().size() - 1))
        .as("%s", String.join("\n", run.out()))
        .contains("All came out as told");
    assertThat(run.out()).allMatch(line -> line.length() <= 140);
    assertThat(String.join("\n", run.out())).contains(words).doesNotContain(" 1 transitions");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  /** The laboratory's day of the week in a line of the story. */
  private static String day(String line) {
    return List.of(line.strip().split(" +")).get(2);
  }
}
