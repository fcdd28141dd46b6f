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
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Fixes as the ledger has them, and what people do about them. */
final class Fixes {
  /** The app that tokens of people are for. */
  static final String AUDIENCE = "api://aks-guard";

  /** An operation takes the tenant less, and the sweep comes round each minute. */
  private static final int MOST_MINUTES = 180;

  private final Stage stage;
  private final People people;
  private final Path folder;

  /**
   * @param folder where guard.yaml is written that is pushed
   */
  Fixes(Stage stage, Path folder) {
    this.stage = stage;
    this.people = stage.lab.tenant().people();
    this.folder = folder;
  }

  Person approver() {
    return people.named("Ada Example", "Approver");
  }

  Person reader() {
    return people.named("Robin Example", "Reader");
  }

  HttpResponse<String> as(Person person, String route, String body)
      throws IOException, InterruptedException {
    return stage.person(people.token(person, AUDIENCE), "POST", route, body);
  }

  Optional<Intent> find(ArmId cluster, String control) {
    return Optional.ofNullable(stage.ledger.known(ClusterKey.of(cluster)).intents().get(control));
  }

  /** Lets minutes pass until the fix is so. */
  Intent await(ArmId cluster, String control, Predicate<Intent> reached)
      throws InterruptedException {
    for (int i = 0; i < MOST_MINUTES && find(cluster, control).filter(reached).isEmpty(); i++) {
      stage.pass(Duration.ofMinutes(1));
    }
    Optional<Intent> found = find(cluster, control);
    stage.narrator.need(
        found.filter(reached).isPresent(), "%s of %s is %s", control, cluster.name(), found);
    return found.orElseThrow();
  }

  Intent await(ArmId cluster, String control, Phase phase) throws InterruptedException {
    return await(cluster, control, intent -> intent.phase() == phase);
  }

  /** Tells what the ledger has of it since a commit. */
  void tell(ArmId cluster, String control, long after) {
    for (Commit commit : stage.ledger.commits(ClusterKey.of(cluster), after, 1000)) {
      stage.ledger.moves(commit).stream()
          .filter(move -> move.control().equals(control) && move.isNewPhase())
          .map(Move::after)
          .map(Objects::requireNonNull)
          .forEach(
              intent ->
                  stage.narrator.more(
                      "commit #%d %s: %s", commit.seq(), intent.phase().word(), intent.reason()));
    }
  }

  /** Puts a guard.yaml in force, and has the fleet audited by it. */
  void push(String guard) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("guard.yaml"), guard);
    Stage.Said said = stage.guard("config", "push", file.toString(), "--store", stage.where());
    stage.narrator.need(said.code() == 0, "push exits with %d", said.code());
    guard.lines().forEach(line -> stage.narrator.more("  %s", line));
    // One audit a minute is made.
    stage.pass(Duration.ofMinutes(1));
    stage.http("POST", "audits", "");
    stage.await("an empty inbox", () -> stage.waiting().isEmpty());
  }
}
