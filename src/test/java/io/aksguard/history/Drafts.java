package io.aksguard.history;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.intent.Culprit;
import io.aksguard.intent.Fight;
import io.aksguard.intent.Intent;
import io.aksguard.intent.KeptLine;
import io.aksguard.intent.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Drafts to append. */
final class Drafts {
  static final Instant OBSERVED = Instant.parse("2026-03-01T07:59:58.5Z");

  private Drafts() {}

  static ArmId cluster(String name) {
    return new ArmId(
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-"
            + name
            + "/providers/Microsoft.ContainerService/managedClusters/"
            + name);
  }

  static State state(String control, String subject, Status status) {
    return new State(
        new FindingKey(control, subject),
        "v1",
        Severity.HIGH,
        status,
        "",
        status == Status.FAIL ? "it is „off“" : "",
        "properties." + control,
        "{\"enabled\":false}",
        OBSERVED);
  }

  static Map<FindingKey, State> states(State... states) {
    Map<FindingKey, State> map = new TreeMap<>();
    for (State state : states) {
      map.put(state.key(), state);
    }
    return map;
  }

  static Draft draft(ArmId cluster, Map<FindingKey, State> states) {
    return draft(cluster, states, OBSERVED);
  }

  static Draft draft(ArmId cluster, Map<FindingKey, State> states, Instant observed) {
    return new Draft(
        cluster,
        "event 1",
        observed.plusSeconds(1),
        "config-1",
        "catalogue-1",
        Map.of("cluster", observed, "pools", observed),
        () -> "",
        states,
        false);
  }

  /** One of a few, in any phase. */
  static Intent intent(ArmId cluster, Random random, Instant at) {
    Phase phase = Phase.values()[random.nextInt(Phase.values().length)];
    Intent intent =
        Intent.of(cluster, "control-" + random.nextInt(3), "v1", "wanted", "approve", at)
            .to(phase, "it is so", at);
    return phase == Phase.FROZEN ? intent.fought(fight(at)) : intent;
  }

  private static Fight fight(Instant at) {
    return new Fight(
        new Culprit("oid-1", "User", "app-1", "Terraform", Optional.of(at), "not sure"),
        List.of(new KeptLine("azurerm_a", "b = true", "A/b", "b: true")),
        Optional.of(at));
  }

  /** These, with another one for its control; one that is withdrawn is taken away. */
  static Map<String, Intent> with(Map<String, Intent> intents, Intent next) {
    Map<String, Intent> all = new TreeMap<>(intents);
    if (next.phase() == Phase.WITHDRAWN) {
      all.remove(next.control());
    } else {
      all.put(next.control(), next);
    }
    return all;
  }

  /** So many states, each of a random status. */
  static Map<FindingKey, State> random(Random random, int controls) {
    Map<FindingKey, State> states = new TreeMap<>();
    for (int i = 0; i < controls; i++) {
      Status status = Status.values()[random.nextInt(Status.values().length)];
      if (random.nextInt(10) > 0) {
        State state = state("control-" + i, random.nextInt(3) == 0 ? "" : "pool", status);
        states.put(state.key(), state);
      }
    }
    return states;
  }
}
