package io.aksguard.lab.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.aksguard.cluster.ArmId;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import io.aksguard.lab.LabClock;
import io.aksguard.lab.LocalHost;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What goes wrong around the app, and how it comes through. */
final class Mishaps {
  private static final int MOST_RUNS = 10_000;

  private final Stage stage;
  private final Clusters clusters;

  Mishaps(Stage stage, Clusters clusters) {
    this.stage = stage;
    this.clusters = clusters;
  }

  /** An event that nobody can understand. */
  void poison() throws IOException, InterruptedException {
    int status =
        stage
            .host()
            .post(
                "onResourceChanged",
                "{\"topic\":\"/subscriptions/x\",\"eventType\":\"Microsoft.Resources."
                    + "ResourceWriteSuccess\",\"data\":{\"claims\":{\"name\":\"Jordan Example\"}}}");
    stage.narrator.need(status == 202, "it is answered %d", status);
    stage.say("An event without an id comes: answered %d, parked with its reason", status);
    List<String> lines = stage.guard("inbox", "list", "--store", stage.where()).lines();
    stage.narrator.need(
        lines.stream().anyMatch(line -> line.contains("the event has no id")), "%s", lines);
    stage.narrator.need(
        lines.stream().noneMatch(line -> line.contains("Jordan")), "a name was kept: %s", lines);
    lines.forEach(line -> stage.narrator.more("%s", line));
  }

  /** The port is closed again, and the host dies before it could judge that. */
  void crash(ArmId model, ArmId made) throws IOException, InterruptedException {
    long before = stage.seq(model);
    long also = stage.seq(made);
    LocalHost host = stage.host();
    long begun;
    // Held until another host is there: with none, Event Grid would try again for a whole day.
    try (LabClock.Hold hold = stage.lab.clock().hold()) {
      clusters.closeSsh();
      stage.acknowledged("the event in the inbox", List.of(model, made));
      host.kill();
      stage.lab.forget(host);
      stage.narrator.need(stage.seq(model) == before, "it was judged before the host died");
      stage.say(
          "SSH is closed again. The event was acknowledged, and the host dies before it judges");
      stage.narrator.more(
          "clusters that wait in the inbox: %s", String.join(", ", stage.waiting()));
      begun = System.nanoTime();
      stage.lab.startHost();
    }
    Commit commit = stage.moved(model, before, Trouble.ofSsh().and(Transition::resolves));
    stage.moved(made, also, Trouble.ofSsh().and(Transition::resolves));
    stage.say(
        "A new host goes on where it died (%d ms): commit #%d resolves %s, once",
        (System.nanoTime() - begun) / 1_000_000, commit.seq(), Trouble.SSH);
    onlyOnce();
  }

  /** The cluster is put right, and its findings resolve. */
  void repair(ArmId made) throws InterruptedException {
    long before = stage.seq(made);
    Instant at = stage.clock().instant();
    clusters.repair(made);
    Commit commit = stage.moved(made, before, Transition::resolves);
    List<Transition> resolved =
        stage.ledger.transitions(commit).stream().filter(Transition::resolves).toList();
    stage.narrator.need(!resolved.isEmpty(), "resolved is %s", resolved);
    stage.say(
        "Somebody repairs %s: commit #%d resolves %d findings, %d are left open",
        made.name(), commit.seq(), resolved.size(), commit.counts().open());
    String type = "AksGuard.FindingsResolved";
    stage.narrator.more("the topic has %s: %s", type, Notices.text(stage.notice(made, type)));
    stage.rest("a repair", at);
    onlyOnce();
  }

  /** So many hours in which nobody changes anything. */
  void quiet(Duration duration) throws InterruptedException {
    long commits = commits();
    long begun = System.nanoTime();
    long audits = stage.runs.newest("audit", MOST_RUNS).size();
    for (long hour = 0; hour < duration.toHours(); hour++) {
      stage.pass(Duration.ofHours(1));
    }
    audits = stage.runs.newest("audit", MOST_RUNS).size() - audits;
    stage.narrator.need(audits == duration.toHours(), "there were %d audits", audits);
    stage.say(
        "%s (in %d ms): %d audits, %d commits",
        duration.toDays() == 1 ? "A day passes" : duration.toHours() + " hours pass",
        (System.nanoTime() - begun) / 1_000_000,
        audits,
        commits() - commits);
    onlyOnce();
  }

  private long commits() {
    return stage.ledger.clusters().stream().mapToLong(each -> stage.seq(each.id())).sum();
  }

  /** A notice may come twice, as subscribers are told; no fact comes as two notices. */
  private void onlyOnce() {
    Map<String, String> ids = new HashMap<>();
    for (JsonNode each : stage.notices()) {
      String fact =
          each.path("subject")
              + " "
              + each.path("type")
              + each.at("/data/commit")
              + each.at("/data/phase");
      String id = each.path("id").asText();
      stage.narrator.need(
          each.at("/data/commit").isMissingNode() || ids.getOrDefault(fact, id).equals(id),
          "told twice: %s",
          fact);
      ids.put(fact, id);
    }
  }
}
