package io.aksguard.lab.story;

import io.aksguard.cluster.ArmId;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What is done by itself, and what waits for a person and a maintenance window. */
final class Mending {
  private static final String IN_PLACE = "nodepool-max-surge";
  private static final String DISRUPTIVE = "node-ssh-disabled";
  private static final String DECISIONS = "decisions";

  private final Stage stage;
  private final Clusters clusters;
  private final Fixes fixes;

  Mending(Stage stage, Clusters clusters, Fixes fixes) {
    this.stage = stage;
    this.clusters = clusters;
    this.fixes = fixes;
  }

  /** The customer lets one fix be made without asking. */
  void automatic(ArmId cluster) throws IOException, InterruptedException {
    long before = stage.seq(cluster);
    stage.say("guard.yaml lets three fixes be made without asking, by which nothing restarts:");
    fixes.push(
        """
        schema: aks-guard/config/v1
        remediation:
          mode: approve
          rules:
            - controls: [%s, %s]
              resource: "*/%s"
              mode: auto
            - controls: [%s]
              mode: auto
        """
            .formatted(IN_PLACE, Guards.FOUGHT, cluster.name(), Guards.HARMFUL));
    for (String control : List.of(IN_PLACE, Guards.FOUGHT)) {
      fixes.await(cluster, control, Phase.VERIFIED);
      stage.say("Nobody was asked: %s is mended on %s", control, cluster.name());
      fixes.tell(cluster, control, before);
    }
  }

  /** Nodes are replaced only where a person has agreed, and in the cluster's own window. */
  void approval(ArmId cluster) throws IOException, InterruptedException {
    long before = stage.seq(cluster);
    Instant opens = stage.clock().instant().truncatedTo(ChronoUnit.HOURS).plus(2, ChronoUnit.HOURS);
    clusters.window(cluster, opens.atOffset(ZoneOffset.UTC));
    Intent waiting = fixes.await(cluster, DISRUPTIVE, Phase.AWAITING_APPROVAL);
    String approval = "{\"intent\":\"%s\",\"decision\":\"approve\"}".formatted(waiting.id());
    int nobody = stage.http("POST", DECISIONS, approval).statusCode();
    int reader = fixes.as(fixes.reader(), DECISIONS, approval).statusCode();
    stage.narrator.need(nobody == 401 && reader == 403, "answers are %d, %d", nobody, reader);
    int approver = fixes.as(fixes.approver(), DECISIONS, approval).statusCode();
    int again = fixes.as(fixes.approver(), DECISIONS, approval).statusCode();
    stage.narrator.need(approver == 200 && again == 409, "answers are %d, %d", approver, again);
    stage.say(
        "%s of %s replaces nodes and waits for a person: a key alone is answered %d, somebody",
        DISRUPTIVE, cluster.name(), nobody);
    stage.narrator.more(
        "without the role %d, an Approver %d, and a second time %d", reader, approver, again);
    Intent held = fixes.await(cluster, DISRUPTIVE, intent -> intent.phase() == Phase.HELD);
    stage.narrator.need(held.guard().equals("window"), "it is %s", held);
    stage.say("Approved, and held all the same: %s", held.reason());
    stage.pass(Duration.between(stage.clock().instant(), opens));
    fixes.await(cluster, DISRUPTIVE, Phase.VERIFIED);
    stage.say("The window is open. Read anew, judged anew, written, and seen to have helped:");
    fixes.tell(cluster, DISRUPTIVE, before);
  }
}
