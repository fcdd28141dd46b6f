package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Origin;
import io.aksguard.history.Ledger;
import io.aksguard.intent.Intent;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.Current;
import io.aksguard.remediation.azure.Permitted;
import io.aksguard.remediation.azure.Sent;
import io.aksguard.remediation.permission.Granted;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Store;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Azure may be slow to answer, and a maintenance window ends meanwhile. */
class PreparingTest {
  private static final ArmId AKS =
      new ArmId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/a");

  private final Store store = MemoryStore.create();
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T08:00:00Z"));
  private final Ledger ledger =
      new Ledger(store.ledger(), store.index(), store.checkpoints(), clock);
  private final List<String> asked = new ArrayList<>();

  private Azure azure(Duration slow) {
    return (Azure)
        Proxy.newProxyInstance(
            Azure.class.getClassLoader(),
            new Class<?>[] {Azure.class},
            (proxy, method, arguments) -> {
              asked.add(method.getName());
              clock.advance(slow);
              return method.getName().equals("read")
                  ? new Current.Found(Map.of("properties", Map.of()), Optional.empty())
                  : new Sent.Lost("on the way");
            });
  }

  private static Gate open() {
    return (Gate)
        Proxy.newProxyInstance(
            Gate.class.getClassLoader(),
            new Class<?>[] {Gate.class},
            (proxy, method, arguments) ->
                method.getReturnType() == Optional.class ? Optional.empty() : null);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "60, true", "61, false"})
  void write_thatWasWorkedOutLongAgo_isNotSent(int seconds, boolean isSent) {
    Intent intent = Intent.of(AKS, "c", "v", "wish", "auto", clock.instant());
    ledger.move(AKS, "plan", known -> Map.of("c", intent));
    Catalogue catalogue = Catalogue.builtIn();
    Judging.Judged judged =
        new Judging.Judged(
            new Rules(catalogue, GuardConfig.defaults(catalogue), ""),
            clock.instant(),
            Optional.of(new Evidence(AKS.value(), Origin.NONE, Map.of())),
            Map.of(),
            0);
    Azure azure = azure(Duration.ofSeconds(seconds));
    Attempts attempts = new Attempts(store.plans());
    Moves moves = new Moves(ledger);
    Sending sending = new Sending(azure, attempts, moves, open(), clock);
    Preflight preflight =
        new Preflight(
            scope -> new Permitted.Known(List.of(new Granted(List.of("*"), List.of()))), clock);
    Preparing preparing =
        new Preparing(azure, ledger, attempts, sending, moves, open(), preflight, clock);
    Change change =
        new Change(AKS, false, "rotateClusterCertificates", List.of(), List.of("c"), List.of());

    preparing.step(AKS, judged, List.of(intent), new Next(change, List.of(), clock.instant()));

    assertThat(asked.contains("post")).as("%s", asked).isEqualTo(isSent);
  }
}
