package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.intent.Culprit;
import io.aksguard.intent.Fight;
import io.aksguard.intent.Intent;
import io.aksguard.intent.IntentJson;
import io.aksguard.intent.KeptLine;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Fault.Effect;
import io.aksguard.lab.tenant.Principal;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.lab.tenant.Terraform;
import io.aksguard.notice.Notice;
import io.aksguard.notice.Remediated;
import io.aksguard.property.Campaign;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody else decides what we mend: that is given up, and who it is is named. */
class FightTest {
  private static final String CONTROL = "local-accounts-disabled";
  private static final String AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

  /** As {@code Bounds.DEFAULT} has it. */
  private static final int MOST_WRITES = 3;

  private final Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 1).listening();
  private final ArmId cluster = workshop.cluster(0);

  FightTest() {
    workshop.automatic(CONTROL);
    workshop.live.tenant.seed(
        workshop
            .body(cluster)
            .replace("\"disableLocalAccounts\":true", "\"disableLocalAccounts\":false"));
    workshop.assess(cluster);
    assertThat(workshop.fails(cluster, CONTROL)).isTrue();
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private Terraform terraform(Principal principal) {
    return new Terraform(workshop.live.tenant, principal)
        .keep(cluster + "?api-version=2026-08-01", "/properties/disableLocalAccounts", "false");
  }

  private Principal person() {
    return workshop.live.tenant.newPerson(AZURE_CLI, "jordan@contoso.example");
  }

  /** Until it is frozen, by these in turn; the last change was made a second ago. */
  private void fight(Terraform... writers) {
    for (int round = 0; phase() != Phase.FROZEN; round++) {
      assertThat(round).as("%s", workshop.phases(cluster, CONTROL)).isLessThan(10);
      if (round > 0) {
        pass(Duration.ofHours(1));
        workshop.assess(cluster);
      }
      workshop.remediate(cluster);
      writers[round % writers.length].apply();
      pass(Duration.ofSeconds(1));
      workshop.assess(cluster);
    }
  }

  private void pass(Duration time) {
    workshop.clock.advance(time);
    workshop.live.tenant.settle();
  }

  private Phase phase() {
    return workshop.intent(cluster, CONTROL).phase();
  }

  private Fight found() {
    return workshop.intent(cluster, CONTROL).fight().orElseThrow();
  }

  private void look(Duration after) {
    pass(after);
    workshop.remediate(cluster);
  }

  /** Writes of ours that Azure has taken. */
  private long writes() {
    return workshop.live.tenant.calls().stream()
        .filter(call -> call.clientId().equals(workshop.live.principal.clientId()))
        .filter(call -> call.method().equals("PUT") && call.status() < 300)
        .count();
  }

  private List<Notice> frozen() {
    return workshop.ledger.commits(ClusterKey.of(cluster), 0, 10_000).stream()
        .flatMap(commit -> Remediated.of(commit, workshop.ledger.moves(commit)).stream())
        .filter(notice -> notice.data().string("phase").equals(Optional.of("frozen")))
        .toList();
  }

  /** Resource Graph is half a minute behind: the event has told who wrote, though not what. */
  @Test
  void app_isSuspectedAtOnce_andNamedWhenResourceGraphShowsItsChange() {
    Principal principal = workshop.live.tenant.newPrincipal();
    fight(terraform(principal));

    assertThat(writes()).isEqualTo(MOST_WRITES);
    assertThat(found().culprit()).isEqualTo(Culprit.unknown("that was not looked for yet"));
    look(Duration.ZERO);
    Culprit suspect = found().culprit();
    assertThat(suspect.principal()).isEqualTo(principal.objectId());
    assertThat(suspect.doubt()).contains("Resource Graph shows no change of", "nobody else");
    assertThat(frozen()).hasSize(1);

    look(Duration.ofMinutes(1));

    Culprit culprit = found().culprit();
    assertThat(culprit)
        .isEqualTo(
            new Culprit(
                principal.objectId(),
                "Application",
                principal.clientId(),
                "Terraform",
                culprit.at(),
                ""));
    assertThat(culprit.at()).isPresent();
    assertThat(found().kept())
        .containsExactly(
            new KeptLine(
                "azurerm_kubernetes_cluster",
                "local_account_disabled = true",
                "Microsoft.ContainerService/managedClusters",
                "properties: { disableLocalAccounts: true }"));
    assertThat(found().look()).isEmpty();
    assertThat(frozen()).hasSize(2);
    assertThat(JsonWriter.text(frozen().get(1).data()))
        .contains(
            workshop.intent(cluster, CONTROL).id(),
            principal.objectId(),
            principal.clientId(),
            "local_account_disabled = true");
  }

  @Test
  void culpritThatIsKnown_isLookedForNoMore() {
    fight(terraform(workshop.live.tenant.newPrincipal()));
    look(Duration.ofMinutes(1));
    Intent known = workshop.intent(cluster, CONTROL);

    look(Duration.ofMinutes(5));
    look(Duration.ofMinutes(15));

    assertThat(workshop.intent(cluster, CONTROL)).isEqualTo(known);
    assertThat(frozen()).hasSize(2);
  }

  @Test
  void person_isNamedByTheObjectId_andNoAddressIsKept() {
    Principal person = person();
    fight(terraform(person));
    look(Duration.ofMinutes(1));

    assertThat(found().culprit().principal()).isEqualTo(person.objectId());
    assertThat(found().culprit().kind()).isEqualTo("User");
    assertThat(found().culprit().client()).isEqualTo(AZURE_CLI);
    assertThat(IntentJson.text(workshop.intent(cluster, CONTROL))).doesNotContain("@");
    assertThat(workshop.store.inbox().range("00", "", "~", 1_000).toString()).doesNotContain("@");
  }

  @Test
  void personOfWhomNoEventTells_isNotNamed_andTheDoubtSaysWhy() {
    workshop.live.tenant.eventGrid().lose(1);
    fight(terraform(person()));
    Stream.of(0, 1, 4, 10).forEach(minutes -> look(Duration.ofMinutes(minutes)));

    assertThat(found().culprit().isKnown()).isFalse();
    assertThat(found().culprit().doubt()).contains("it was a person, of whom no event has told");
    assertThat(found().look()).isEmpty();
    assertThat(frozen()).hasSize(2);
  }

  @Test
  void ofTwoInTurn_theLastIsNamed_andTheOtherIsADoubt() {
    Principal one = workshop.live.tenant.newPrincipal();
    Principal other = workshop.live.tenant.newPrincipal();
    fight(terraform(one), terraform(other));
    look(Duration.ofMinutes(1));

    assertThat(found().culprit().principal()).isEqualTo(one.objectId());
    assertThat(found().culprit().doubt()).isEqualTo("before that also " + other.clientId());
  }

  @Test
  void withoutResourceGraph_itIsFrozenAllTheSame_andTheDoubtSaysWhy() {
    workshop.live.tenant.eventGrid().lose(1);
    fight(terraform(workshop.live.tenant.newPrincipal()));
    workshop
        .live
        .tenant
        .faults()
        .add(Fault.of("POST", "Microsoft.ResourceGraph", Effect.FORBIDDEN, 1));
    Stream.of(0, 1, 4, 10).forEach(minutes -> look(Duration.ofMinutes(minutes)));

    assertThat(phase()).isEqualTo(Phase.FROZEN);
    assertThat(writes()).isEqualTo(MOST_WRITES);
    assertThat(found().culprit().isKnown()).isFalse();
    assertThat(found().culprit().doubt()).contains("could not be read", "403");
    assertThat(found().kept()).hasSize(1);
    assertThat(found().look()).isEmpty();
  }

  @Test
  void releasedByAPerson_itIsWrittenAgain_withoutWhatWasKnownOfTheFight() {
    fight(terraform(workshop.live.tenant.newPrincipal()));
    look(Duration.ofMinutes(1));
    pass(Duration.ofHours(1));
    workshop.assess(cluster);

    workshop.release(cluster, CONTROL, "oid-1");
    assertThat(workshop.intent(cluster, CONTROL).fight()).isEmpty();
    workshop.remediate(cluster);

    assertThat(phase()).isEqualTo(Phase.VERIFIED);
    assertThat(writes()).isEqualTo(MOST_WRITES + 1);
  }

  @Test
  void rounds_areFewWrites_andTheRightCulprit() throws Exception {
    new Campaign("fight", 1).run((random, seed) -> rounds(20, (int) (seed % 3), random));
  }

  @Test
  @Tag("campaign")
  void rounds_areFewWrites_andTheRightCulprit_whole() throws Exception {
    // A case is a round here: they follow each other.
    Random random = new Random(Long.getLong("aksguard.seed", 1));
    rounds(Integer.getInteger("aksguard.cases", 1_000), 0, random);
  }

  /** An app, a person, or two apps, at any pace; three times a person releases what is frozen. */
  private void rounds(int rounds, int kind, Random random) {
    Principal app = workshop.live.tenant.newPrincipal();
    Principal second = kind == 1 ? person() : workshop.live.tenant.newPrincipal();
    List<Principal> writers =
        List.of(List.of(app), List.of(second), List.of(app, second)).get(kind);
    List<Terraform> all = writers.stream().map(this::terraform).toList();
    Principal last = writers.get(0);
    int releases = 0;
    Map<String, Integer> outcomes = new TreeMap<>();
    for (int round = 0; round < rounds; round++) {
      workshop.remediate(cluster);
      if (phase() == Phase.FROZEN && round > (releases + 1) * rounds / 4 && releases < 3) {
        workshop.release(cluster, CONTROL, "oid-1");
        releases++;
        workshop.remediate(cluster);
      }
      int turn = random.nextInt(all.size());
      int before = all.get(turn).writes();
      all.get(turn).apply();
      last = all.get(turn).writes() > before ? writers.get(turn) : last;
      pass(Duration.ofSeconds(1 + random.nextInt(60)));
      workshop.assess(cluster);
      outcomes.merge(phase().word(), 1, Integer::sum);
      look(Duration.ofMinutes(16 + random.nextInt(120)));
      workshop.assess(cluster);
    }
    assertThat(writes()).as("%s", outcomes).isLessThanOrEqualTo(MOST_WRITES * (1L + releases));
    assertThat(phase()).as("%s", outcomes).isEqualTo(Phase.FROZEN);
    assertThat(found().culprit().principal()).isEqualTo(last.objectId());
    assertThat(found().kept()).hasSize(1);
    assertThat(found().look()).map(Instant::toString).isEmpty();
    outcomes.forEach(
        (outcome, times) -> System.out.printf("fight: %-18s %d of %d%n", outcome, times, rounds));
    System.out.printf("fight: %d writes of ours, %d releases%n", writes(), releases);
  }
}
