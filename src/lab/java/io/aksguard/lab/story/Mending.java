package io.aksguard.lab.story;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.history.Commit;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Move;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.People;
import io.aksguard.lab.tenant.Person;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A fix waits for a person, is approved, written, verified, and is in the ledger all the way. */
final class Mending {
  /** The app that tokens of people are for. */
  static final String AUDIENCE = "api://aks-guard";

  private static final String CONTROL = "api-run-command-disabled";
  private static final String DECISIONS = "decisions";

  /** An operation takes the tenant less, and the sweep comes round each minute. */
  private static final int MOST_MINUTES = 30;

  private final Stage stage;
  private final People people;

  Mending(Stage stage) {
    this.stage = stage;
    this.people = stage.lab.tenant().people();
  }

  void approval(ArmId cluster) throws IOException, InterruptedException {
    long before = stage.seq(cluster);
    Intent waiting = intent(cluster).orElseThrow();
    stage.narrator.need(waiting.phase() == Phase.AWAITING_APPROVAL, "it is %s", waiting);
    String approval = "{\"intent\":\"%s\",\"decision\":\"approve\"}".formatted(waiting.id());
    int nobody = stage.http("POST", DECISIONS, approval).statusCode();
    int reader = as(people.named("Robin Example", "Reader"), approval);
    stage.narrator.need(nobody == 401 && reader == 403, "answers are %d, %d", nobody, reader);
    int approver = as(people.named("Ada Example", "Approver"), approval);
    int again = as(people.named("Ada Example", "Approver"), approval);
    stage.narrator.need(approver == 200 && again == 409, "answers are %d, %d", approver, again);
    stage.say(
        "%s of %s waits for a person: a key alone is answered %d, somebody without the role %d",
        CONTROL, cluster.name(), nobody, reader);
    stage.narrator.more("an Approver is answered %d, and a second time %d", approver, again);
    for (int i = 0; i < MOST_MINUTES && !isEnded(cluster); i++) {
      stage.pass(Duration.ofMinutes(1));
    }
    Intent ended = intent(cluster).orElseThrow();
    stage.narrator.need(ended.phase() == Phase.VERIFIED, "it is %s", ended);
    stage.say("Read anew, judged anew, written bound to its ETag, and seen to have helped:");
    for (Commit commit : stage.ledger.commits(ClusterKey.of(cluster), before, 100)) {
      phases(commit).forEach(phase -> stage.narrator.more("commit #%d %s", commit.seq(), phase));
    }
  }

  private int as(Person person, String approval) throws IOException, InterruptedException {
    return stage.person(people.token(person, AUDIENCE), "POST", DECISIONS, approval).statusCode();
  }

  private Optional<Intent> intent(ArmId cluster) {
    return Optional.ofNullable(stage.ledger.known(ClusterKey.of(cluster)).intents().get(CONTROL));
  }

  private boolean isEnded(ArmId cluster) {
    return intent(cluster).map(Intent::phase).filter(Phase::isEnded).isPresent();
  }

  private List<String> phases(Commit commit) {
    List<String> phases = new ArrayList<>();
    for (Move move : stage.ledger.moves(commit)) {
      Intent after = move.after();
      if (after != null && move.control().equals(CONTROL)) {
        phases.add(after.phase().word() + ": " + after.reason());
      }
    }
    return phases;
  }
}
