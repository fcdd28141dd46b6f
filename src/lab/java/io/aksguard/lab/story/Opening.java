package io.aksguard.lab.story;

import io.aksguard.cluster.ArmId;
import io.aksguard.history.Commit;
import io.aksguard.history.Counts;
import io.aksguard.history.ListedCluster;
import io.aksguard.history.Run;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** A fleet that nobody has looked at, and its first audit. */
final class Opening {
  private final Stage stage;

  Opening(Stage stage) {
    this.stage = stage;
  }

  /** Has the app look at the fleet for the first time, or once more. */
  void play(boolean jumping) throws IOException, InterruptedException {
    int live = stage.http("GET", "live", "").statusCode();
    int ready = stage.http("GET", "ready", "").statusCode();
    stage.narrator.need(live == 200 && ready == 200, "live %d, ready %d", live, ready);
    stage.say("The packaged app runs at %s: live %d, ready %d", stage.host().url(), live, ready);
    List<ListedCluster> before = stage.ledger.clusters();
    long runs = completed();
    if (jumping) {
      Instant now = stage.clock().instant();
      Instant hour = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      stage.pass(Duration.between(now, hour.plusSeconds(90)));
    } else {
      stage.http("POST", "audits", "");
    }
    stage.await("a run over the fleet", () -> completed() > runs);
    stage.await("an empty inbox", this::isQuiet);
    Run run = newest();
    stage.say(
        "%s has read the fleet: %d clusters%s, %.1f %% of verdicts could be told",
        jumping ? "The hourly audit" : "An audit",
        run.coverage().clusters(),
        before.isEmpty() ? ", never seen before" : "",
        run.coverage().percent());
    List<ListedCluster> after =
        stage.ledger.clusters().stream()
            .filter(each -> stage.newest(each.id()).filter(Commit::gone).isEmpty())
            .sorted(Comparator.comparing(each -> each.id().name()))
            .toList();
    stage.narrator.need(after.size() == run.coverage().clusters(), "%d recorded", after.size());
    for (ListedCluster each : after) {
      Commit commit = stage.newest(each.id()).orElseThrow();
      Counts counts = commit.counts();
      stage.narrator.more(
          "%-14s commit #%d: %d findings open, %d unknown, %d of %d controls covered",
          each.id().name(),
          commit.seq(),
          counts.open(),
          counts.unknown(),
          counts.covered(),
          counts.controls());
    }
  }

  private long completed() {
    return stage.runs.newest("audit", 1000).stream()
        .filter(run -> run.completedAt().isPresent())
        .count();
  }

  private Run newest() {
    return stage.runs.newest("audit", 10).stream()
        .filter(run -> run.completedAt().isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** Whether nobody has to work on any cluster. */
  private boolean isQuiet() {
    return stage.waiting().isEmpty();
  }

  /** The best cluster of these: what is worst about a copy of it is then our doing. */
  ArmId model(List<String> clusters) {
    return clusters.stream()
        .map(ArmId::new)
        .min(Comparator.comparing(id -> stage.newest(id).orElseThrow().counts().open()))
        .orElseThrow();
  }
}
