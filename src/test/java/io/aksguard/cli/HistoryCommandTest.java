package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.JsonReader;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.history.Anchors;
import io.aksguard.history.Draft;
import io.aksguard.history.Ledger;
import io.aksguard.history.LocalSigner;
import io.aksguard.intent.Culprit;
import io.aksguard.intent.Fight;
import io.aksguard.intent.Intent;
import io.aksguard.intent.KeptLine;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.Decision;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.Hold;
import io.aksguard.remediation.Plan;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Plans;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {
  private static final ArmId SHOP =
      new ArmId(
          "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/shop");
  private static final ArmId BANK =
      new ArmId(
          "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/bank");
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-03-03T08:00:00Z");

  @TempDir private Path folder;
  private Path store;

  @BeforeEach
  void record() throws Exception {
    store = folder.resolve("store");
    try (EmbeddedStore open = EmbeddedStore.open(store)) {
      append(open, MONDAY, draft(SHOP, MONDAY, "event 1", state(Status.FAIL, "it is =\"off\"")));
      append(open, MONDAY, draft(BANK, MONDAY, "event 2", state(Status.PASS, "")));
      new Anchors(ledger(open, MONDAY), open.store().anchors(), signer()).write(MONDAY);
      append(open, TUESDAY, draft(SHOP, TUESDAY, "event 3", state(Status.PASS, "")));
    }
  }

  private LocalSigner signer() throws java.io.IOException {
    return LocalSigner.of(folder.resolve("anchor.pem"));
  }

  private static Ledger ledger(EmbeddedStore open, Instant now) {
    return new Ledger(
        open.store().ledger(),
        open.store().index(),
        open.store().checkpoints(),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static void append(EmbeddedStore open, Instant now, Draft draft) {
    assertThat(ledger(open, now).append(draft).commit()).isPresent();
  }

  private static State state(Status status, String message) {
    return new State(
        new FindingKey("local-accounts-disabled", ""),
        "v1",
        Severity.HIGH,
        status,
        "",
        message,
        "properties.disableLocalAccounts",
        "false",
        MONDAY);
  }

  private static Draft draft(ArmId cluster, Instant at, String cause, State state) {
    return new Draft(
        cluster,
        cause,
        at,
        "",
        "",
        Map.of("cluster", at),
        () -> "",
        Map.of(state.key(), state),
        false);
  }

  private void tamper(ArmId cluster, String key) throws Exception {
    try (EmbeddedStore open = EmbeddedStore.open(store)) {
      Rows rows = open.store().ledger();
      Row row = rows.get(ClusterKey.of(cluster).value(), key).orElseThrow();
      Map<String, Object> edited = new HashMap<>(row.properties());
      edited.put("cause", "nothing happened");
      rows.commit(row.partition(), List.of(new Write.Put(key, edited)));
    }
  }

  @Test
  void show_tellsWhatChangedInOrder() {
    CommandRun run = CommandRun.of("history", "show", "--store", store, "--cluster", "shop");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            %s
            2026-03-02T08:00:00Z  #1  event 1  (1 open, 0 waived, 0 unknown; 1 of 1 controls covered)
              local-accounts-disabled - -> FAIL: it is ="off"
            2026-03-03T08:00:00Z  #2  event 3  (0 open, 0 waived, 0 unknown; 1 of 1 controls covered)
              local-accounts-disabled FAIL -> PASS
            """
                .formatted(SHOP));
  }

  @Test
  void show_whenASpanIsGiven_showsThatOnly() {
    assertThat(
            CommandRun.of("history", "show", "--store", store, "--from", "2026-03-02T08:00:00.001Z")
                .out())
        .contains("event 3")
        .doesNotContain("event 1");
    assertThat(CommandRun.of("history", "show", "--store", store, "--to", MONDAY).out())
        .contains("event 1", "event 2")
        .doesNotContain("event 3");
  }

  @Test
  void asOf_tellsWhatWasKnown() {
    CommandRun run = CommandRun.of("history", "as-of", "2026-03-02T20:00:00Z", "--store", store);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "commit 1, recorded 2026-03-02T08:00:00Z: 1 open",
            "FAIL  local-accounts-disabled, observed 2026-03-02T08:00:00Z: it is =\"off\"",
            "commit 1, recorded 2026-03-02T08:00:00Z: 0 open");
    assertThat(CommandRun.of("history", "as-of", "2026-03-01T00:00:00Z", "--store", store).out())
        .contains("nothing was known yet");
  }

  @Test
  void asOf_inJson_hasAllStates() {
    CommandRun run =
        CommandRun.of(
            "history", "as-of", TUESDAY, "--store", store, "--cluster", SHOP, "--format", "json");

    assertThat(run.json().array("states").orElseThrow().objects())
        .singleElement()
        .returns("PASS", state -> state.string("status").orElseThrow());
  }

  @Test
  void verify_whenAllIsGood_exitsWith0() throws Exception {
    Path key = folder.resolve("key.jwk");
    Files.writeString(key, signer().key().jwk());

    CommandRun run = CommandRun.of("history", "verify", "--store", store, "--key", key);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            2 clusters, 3 commits, 3 transitions, 1 anchor
            newest anchor 2026-03-02T08:00:00Z; 1 commit is newer, not yet anchored
            good
            """);
  }

  @Test
  void verify_whenARowWasEdited_exitsWith1AndNamesIt() throws Exception {
    tamper(SHOP, "c|999999999998");

    CommandRun run = CommandRun.of("history", "verify", "--store", store);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "first bad row: partition "
                + ClusterKey.of(SHOP)
                + " ("
                + SHOP
                + "), row c|999999999998: hash is ");
  }

  @Test
  void verify_whenTheKeyIsAnother_exitsWith1() throws Exception {
    Path key = folder.resolve("key.jwk");
    Files.writeString(key, LocalSigner.of(folder.resolve("other.pem")).key().jwk());

    CommandRun run = CommandRun.of("history", "verify", "--store", store, "--key", key);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("anchor-00000001.json: is signed by another key");
  }

  @Test
  void show_whenTheLedgerIsDamaged_saysSo() throws Exception {
    tamper(SHOP, "c|999999999998");

    CommandRun run = CommandRun.of("history", "show", "--store", store);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("the ledger is damaged").contains("history verify");
  }

  @Test
  void export_asNdjson_hasCommitsAndTransitions() {
    CommandRun run = CommandRun.of("history", "export", "--store", store, "--cluster", "shop");

    assertThat(run.out().lines().map(line -> JsonReader.object(line).string("type").orElseThrow()))
        .containsExactly("commit", "transition", "commit", "transition");
  }

  @Test
  void export_asCsv_hasOneRowATransition() throws Exception {
    Path file = folder.resolve("history.csv");

    CommandRun run =
        CommandRun.of("history", "export", "--store", store, "--format", "csv", "--output", file);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readAllLines(file))
        .hasSize(4)
        .first()
        .asString()
        .startsWith("cluster,seq,recordedAt,judgedAt,cause,control,subject,severity,from,");
    assertThat(Files.readString(file)).contains("\"it is =\"\"off\"\"\"");
    assertThat(
            CommandRun.of(
                    "history", "export", "--store", store, "--format", "csv", "--lines", "commits")
                .out()
                .lines())
        .hasSize(4);
  }

  @Test
  void usageErrors_areSentences() {
    assertThat(CommandRun.of("history", "show", "--store", folder.resolve("none")))
        .returns(2, CommandRun::code)
        .extracting(CommandRun::err)
        .asString()
        .contains("there is no store");
    assertThat(CommandRun.of("history", "show", "--store", store, "--cluster", "shpo"))
        .returns(2, CommandRun::code)
        .extracting(CommandRun::err)
        .asString()
        .contains("did you mean shop?");
    assertThat(CommandRun.of("history", "as-of", "yesterday", "--store", store))
        .returns(2, CommandRun::code);
    assertThat(CommandRun.of("history", "verify", "--store", store, "--key", store))
        .returns(2, CommandRun::code);
  }

  @Test
  void show_tellsWhatBecameOfIntents() throws Exception {
    try (EmbeddedStore open = EmbeddedStore.open(store)) {
      Ledger ledger = ledger(open, TUESDAY);
      Intent intent = Intent.of(BANK, "autoscaling-on", "v1", "wish", "approve", TUESDAY);
      ledger.move(
          BANK,
          "decision",
          known ->
              Map.of(
                  "autoscaling-on", intent.decided(Phase.REJECTED, "oid-1", "not now", TUESDAY)));
    }

    CommandRun run = CommandRun.of("history", "show", "--store", store, "--cluster", BANK.value());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("  mending autoscaling-on - -> rejected by oid-1: not now");
  }

  @Test
  void frozenFix_isShownWithWhoChangesItBack_andTheLineThatWouldKeepIt() throws Exception {
    Export export = Export.in(folder.resolve("in"));
    ArmId prod = new ArmId(Export.PROD);
    try (EmbeddedStore open = EmbeddedStore.open(store)) {
      Culprit culprit =
          new Culprit("oid-1", "Application", "app-1", "Terraform", Optional.of(MONDAY), "");
      KeptLine line =
          new KeptLine("azurerm_x", "a = true", "Microsoft.X/y", "properties: { a: true }");
      Intent intent =
          Intent.of(prod, "image-cleaner-on", "v1", "wish", "auto", TUESDAY)
              .to(Phase.FROZEN, "failed again", TUESDAY)
              .fought(new Fight(culprit, List.of(line), Optional.empty()));
      ledger(open, TUESDAY).move(prod, "plan", known -> Map.of(intent.control(), intent));
    }
    String who = "changed back by: oid-1 (Application, client app-1, Terraform) at " + MONDAY;
    String keep =
        "to keep it: Terraform, azurerm_x: a = true; Bicep, Microsoft.X/y: properties: { a: true }";

    CommandRun show = CommandRun.of("history", "show", "--store", store, "--cluster", prod.value());
    CommandRun plan = CommandRun.of("history", "plan", "--store", store, "--cluster", prod.value());
    CommandRun explain =
        CommandRun.of(
            "plan",
            "--input",
            export.file("prod.json"),
            "--explain",
            "image-cleaner-on",
            "--store",
            store);

    assertThat(show.out()).contains("-> frozen: failed again", "    " + who, "    " + keep);
    assertThat(plan.out()).contains("  frozen  image-cleaner-on: failed again", who, keep);
    assertThat(explain.out())
        .contains("frozen since " + TUESDAY + ": failed again", who, keep)
        .contains("image_cleaner_interval_hours = 168");
  }

  @Test
  void plan_showsWhatWouldBeDone_orThatNoneWasMade() throws Exception {
    try (EmbeddedStore open = EmbeddedStore.open(store)) {
      Ledger ledger = ledger(open, TUESDAY);
      new Plans(open.store().plans())
          .keep(
              new Plan(
                  BANK,
                  1,
                  "hash",
                  TUESDAY,
                  "catalogue",
                  new Planned(
                      List.of(
                          new Fix(
                              "autoscaling-on",
                              "v1",
                              Severity.LOW,
                              List.of("user"),
                              "approval",
                              "in-place",
                              "Switch it on.",
                              new Decision("approve", "the default"),
                              List.of(),
                              List.of("wish"),
                              new Hold("approval", "a person has to approve it"))),
                      List.of())));
      ledger.markPlanned(ClusterKey.of(BANK), 1, "catalogue");
    }

    CommandRun table = CommandRun.of("history", "plan", "--store", store);
    CommandRun json = CommandRun.of("history", "plan", "--store", store, "--format", "json");

    assertThat(table.code()).as(table.err()).isZero();
    assertThat(table.out())
        .contains(
            "low     autoscaling-on [user]  approve, in-place; held: a person has to approve it")
        .contains("no plan was made yet after commit #2");
    assertThat(json.out().lines().map(line -> JsonReader.object(line).object("plan").isPresent()))
        .containsExactly(true, false);
  }

  @Test
  void plan_whenItIsBehindOrLost_saysSo() throws Exception {
    try (EmbeddedStore open = EmbeddedStore.open(store)) {
      ledger(open, TUESDAY).markPlanned(ClusterKey.of(SHOP), 1, "catalogue");
    }

    CommandRun run = CommandRun.of("history", "plan", "--store", store, "--cluster", "shop");

    assertThat(run.out())
        .contains("the plan after commit #1 is not in the store any more")
        .contains("no plan was made yet after commit #2");
  }
}
