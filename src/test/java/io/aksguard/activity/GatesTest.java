package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Bounds;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import io.aksguard.history.Ledger;
import io.aksguard.intent.Intent;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.guard.Breaker;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A permit is given back only where nothing at all was written for it. */
class GatesTest {
  private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");
  private static final ArmId AKS =
      new ArmId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/a");

  private final Store store = MemoryStore.create();
  private final ManualClock clock = new ManualClock(AT);
  private final Catalogue catalogue = Catalogue.builtIn();
  private final Gates gates =
      new Gates(
          store.index(),
          new Ledger(store.ledger(), store.index(), store.checkpoints(), clock),
          () -> new Rules(catalogue, GuardConfig.defaults(catalogue), ""),
          clock);
  private final Evidence evidence =
      new Evidence(
          AKS.value(),
          Origin.NONE,
          Map.of(
              "cluster", new Section(JsonReader.object("{\"location\": \"westeurope\"}"), AT),
              "locks", new Section(JsonArray.empty(), AT)));
  private final Change change = new Change(AKS, false, "", List.of(), List.of("c"), List.of());

  private int held() {
    return new Breaker(store.index(), clock, Bounds.DEFAULT.breaker()).status().held().size();
  }

  private static Intent intent() {
    return Intent.of(AKS, "c", "v", "wish", "auto", AT);
  }

  @Test
  void fixThatThePaceHolds_givesItsPermitBack() {
    gates.throttled(AKS, "westeurope", Duration.ofHours(1));

    assertThat(gates.hold(List.of(intent()), change, evidence).map(wait -> wait.hold().guard()))
        .contains("quota");
    assertThat(held()).isZero();
  }

  /** Of two resources one is written, and not verified yet. */
  @Test
  void fixThatIsHalfWritten_keepsItsPermit() {
    Intent half = intent().attempting("first");
    assertThat(gates.hold(List.of(half), change, evidence)).isEmpty();
    gates.throttled(AKS, "westeurope", Duration.ofHours(1));

    assertThat(gates.hold(List.of(half), change, evidence).map(wait -> wait.hold().guard()))
        .contains("quota");
    assertThat(held()).isEqualTo(1);
  }
}
