package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.history.Ledger;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Preimage;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.Current;
import io.aksguard.remediation.azure.Trace;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Store;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The answer to an action is lost, and neither the resource nor the log shows it. */
class LostActionTest {
  private static final ArmId AKS =
      new ArmId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/a");

  private final Store store = MemoryStore.create();
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T08:00:00Z"));
  private final Ledger ledger =
      new Ledger(store.ledger(), store.index(), store.checkpoints(), clock);
  private final Attempts attempts = new Attempts(store.plans());

  private static <T> T port(Class<T> port, Map<String, Object> answers) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              if (!answers.containsKey(method.getName())) {
                throw new AssertionError(method.getName() + " is not to be called");
              }
              return answers.get(method.getName());
            }));
  }

  private Phase after(String call) {
    Instant now = clock.instant();
    Attempt attempt =
        new Attempt(
            AKS,
            1,
            now,
            call,
            List.of("c"),
            List.of(),
            List.of(),
            new Preimage(AKS, false, List.of()),
            "",
            "");
    Intent started =
        Intent.of(AKS, "c", "v", "wish", "approve", now)
            .decided(Phase.STARTED, "oid", "sent", now)
            .attempting(attempts.keep(attempt));
    ledger.move(AKS, "write", known -> Map.of("c", started));
    Map<String, Object> body = new HashMap<>(Map.of("properties", Map.of()));
    Azure azure =
        port(
            Azure.class,
            Map.of(
                "read", new Current.Found(body, Optional.empty()), "traced", new Trace.NotSeen()));
    Gate gate = port(Gate.class, nothing("ended", "notWritten"));
    Sending sending = new Sending(azure, attempts, new Moves(ledger), gate, clock);
    for (int i = 0; i < 100 && phase() == Phase.STARTED; i++) {
      sending.step(AKS, List.of(started), "");
      clock.advance(Duration.ofSeconds(15));
    }
    return phase();
  }

  private static Map<String, Object> nothing(String... methods) {
    Map<String, Object> answers = new HashMap<>();
    for (String method : methods) {
      answers.put(method, null);
    }
    return answers;
  }

  private Phase phase() {
    return ledger.known(ClusterKey.of(AKS)).intents().values().iterator().next().phase();
  }

  @Test
  void action_isNotPostedAgainOnAGuess() {
    assertThat(after("rotateClusterCertificates")).isEqualTo(Phase.NEEDS_PERSON);
  }
}
