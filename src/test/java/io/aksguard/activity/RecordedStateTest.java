package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.cluster.Sha256;
import io.aksguard.config.Bounds;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.history.Ledger;
import io.aksguard.inbox.Agenda;
import io.aksguard.inbox.Inbox;
import io.aksguard.intent.Intent;
import io.aksguard.intent.IntentJson;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Request;
import io.aksguard.remediation.guard.Breaker;
import io.aksguard.remediation.guard.Permit;
import io.aksguard.remediation.guard.Quota;
import io.aksguard.remediation.guard.StopAll;
import io.aksguard.remediation.guard.Wait;
import io.aksguard.storage.Compressed;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Store;
import io.aksguard.storage.Write;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a version that was deployed once has left in a store, met by the code of today. */
class RecordedStateTest {
  private static final ArmId AKS =
      new ArmId(
          "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg/providers/"
              + "Microsoft.ContainerService/managedClusters/shop");

  private final Store store = MemoryStore.create();
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T08:01:00Z"));
  private final Breaker breaker = new Breaker(store.index(), clock, Bounds.DEFAULT.breaker());

  private static String recorded(String name) throws IOException {
    try (InputStream in = RecordedStateTest.class.getResourceAsStream("/recorded/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  @BeforeEach
  void theRowsOfThatVersion() throws IOException, ConflictException {
    for (String line : recorded("rows.jsonl").lines().toList()) {
      JsonObject row = JsonReader.object(line);
      Map<String, Object> properties = new HashMap<>();
      JsonObject given = row.object("properties").orElseThrow();
      given.keySet().forEach(name -> properties.put(name, given.raw(name)));
      Rows rows = row.string("table").orElseThrow().equals("inbox") ? store.inbox() : store.index();
      rows.commit(
          row.string("partition").orElseThrow(),
          List.of(new Write.Insert(row.string("key").orElseThrow(), properties)));
    }
  }

  /** To the letter: hashes of the ledger are over it. */
  @Test
  void intentInEveryPhase_isReadAndWrittenAlike() throws IOException {
    List<String> lines = recorded("intents.jsonl").lines().toList();
    List<Intent> intents = lines.stream().map(line -> IntentJson.read(line)).toList();

    assertThat(intents).extracting(Intent::phase).containsExactlyInAnyOrder(Phase.values());
    assertThat(intents).extracting(IntentJson::text).isEqualTo(lines);
    assertThat(intents)
        .extracting(intent -> Intent.cluster(intent.id()))
        .containsOnly(Optional.of(ClusterKey.of(AKS)));
  }

  /** Its name is its digest, so it must be the same text; and it is still taken back. */
  @Test
  void write_isRead_andTakenBack() throws IOException {
    String json = recorded("attempt.json");
    String id = Sha256.hex(json);
    String name = "writes/%s/%s.json.gz".formatted(ClusterKey.of(AKS), id);
    store.plans().putIfAbsent(name, Compressed.of(json.getBytes(StandardCharsets.UTF_8)));

    Attempt attempt = new Attempts(store.plans()).of(ClusterKey.of(AKS), id);

    assertThat(attempt.json()).isEqualTo(json);
    Map<String, Object> properties = new HashMap<>(Map.of("disableLocalAccounts", true));
    Map<String, Object> body = new HashMap<>(Map.of("properties", properties));
    Request undo = attempt.preimage().undo(Optional.of(body));
    assertThat(undo).isInstanceOf(Request.Put.class);
    assertThat(((Request.Put) undo).body().toString()).contains("disableLocalAccounts=false");
  }

  @Test
  void agenda_isDue_andSettled() {
    Agenda agenda = new Agenda(store.inbox(), clock);
    List<Agenda.Due> due =
        IntStream.range(0, Inbox.partitions()).mapToObj(agenda::due).flatMap(List::stream).toList();

    assertThat(due).extracting(Agenda.Due::cluster).containsExactly(AKS);
    assertThat(due.get(0).instance()).contains("remediate-" + ClusterKey.of(AKS) + ".4");
    assertThat(agenda.begin(due.get(0))).contains("remediate-" + ClusterKey.of(AKS) + ".6");
    agenda.settle(AKS, agenda.etag(AKS).orElseThrow(), Optional.empty());
    assertThat(agenda.all()).isEmpty();
  }

  @Test
  void permit_isHeld_andOpensTheBreaker_whereItsFixFails() {
    List<Permit.Held> held = breaker.held();

    assertThat(held).hasSize(1);
    assertThat(breaker.settle(held.get(0).permit(), Permit.Outcome.FAILED).isOpen()).isTrue();
    assertThat(breaker.status().clustersAtRisk()).isZero();
  }

  /** Its cluster was deleted, and the history with it. */
  @Test
  void permit_ofWhichNothingIsKnown_countsAsAFailure() {
    Ledger ledger = new Ledger(store.ledger(), store.index(), store.checkpoints(), clock);
    Rules rules = new TestApp().rules;
    clock.advance(Duration.ofDays(1));

    new PermitSweep(store.index(), ledger, () -> rules, clock).run();

    assertThat(breaker.held()).isEmpty();
    assertThat(breaker.status().circuits().get(0).isOpen()).isTrue();
  }

  @Test
  void quotaAndStop_areRead() {
    Quota.Counted counted = Quota.Counted.of(AKS, "westeurope").orElseThrow();

    assertThat(new Quota(store.index(), clock, 50).take(counted, AKS).flatMap(Wait::until))
        .contains(Instant.parse("2026-11-23T08:02:00Z"));
    assertThat(new StopAll(store.index(), clock).hold()).isEmpty();
  }
}
