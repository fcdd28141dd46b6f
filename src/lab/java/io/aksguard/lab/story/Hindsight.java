package io.aksguard.lab.story;

import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.history.AsOf;
import io.aksguard.history.Commit;
import io.aksguard.storage.ConflictException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What history can tell, and that nobody rewrites it unseen. */
final class Hindsight {
  private final Stage stage;

  Hindsight(Stage stage) {
    this.stage = stage;
  }

  /** What was known before the port was opened, while it was open, and after. */
  void asOf(ArmId cluster) {
    Commit opened = last(cluster, Transition::opens);
    Commit resolved = last(cluster, Transition::resolves);
    tell(cluster, opened.recordedAt().minusMillis(1), false);
    tell(cluster, opened.recordedAt(), true);
    tell(cluster, resolved.recordedAt(), false);
  }

  /** The newest commit in which the port's control has moved so. */
  private Commit last(ArmId cluster, Predicate<Transition> so) {
    Optional<Commit> found = Optional.empty();
    for (Optional<Commit> next = stage.found(cluster, 0, Trouble.ofSsh().and(so));
        next.isPresent();
        next = stage.found(cluster, next.get().seq(), Trouble.ofSsh().and(so))) {
      found = next;
    }
    return found.orElseThrow();
  }

  private void tell(ArmId cluster, Instant at, boolean expected) {
    AsOf asOf = stage.ledger.asOf(ClusterKey.of(cluster), at);
    boolean failed = fails(asOf.states());
    stage.narrator.need(failed == expected, "as of %s: failed is %s", at, failed);
    stage.say(
        "As of %s %s %s on %s (%d rows read)",
        at, Trouble.SSH, failed ? "FAILED" : "did not fail", cluster.name(), asOf.rowsRead());
  }

  private static boolean fails(Map<FindingKey, State> states) {
    return states.values().stream()
        .anyMatch(
            state -> state.key().control().equals(Trouble.SSH) && state.status() == Status.FAIL);
  }

  /** Verifies the ledger, and then a copy in which somebody hides a failure. */
  void verify(ArmId hidden, Path folder) throws IOException, ConflictException {
    stage.say("Nobody has touched the ledger since:");
    Stage.Said good = stage.guard("history", "verify", "--store", stage.where());
    good.lines().forEach(line -> stage.narrator.more("%s", line));
    stage.narrator.need(good.code() == 0, "verify exits with %d", good.code());
    String row;
    try (EmbeddedStore copy = EmbeddedStore.open(folder)) {
      LedgerCopy.of(stage.store().store(), copy.store());
      row =
          LedgerCopy.hideFailure(
              copy.store(), ClusterKey.of(hidden).value(), "local-accounts-disabled");
    }
    stage.say("In a copy of it somebody turns one FAIL of %s into a PASS:", hidden.name());
    Stage.Said bad = stage.guard("history", "verify", "--store", folder.toString());
    stage.narrator.need(bad.code() == 1, "verify exits with %d", bad.code());
    List<String> named =
        bad.lines().stream().filter(line -> line.startsWith("first bad row")).toList();
    stage.narrator.need(
        named.size() == 1 && named.get(0).contains(row), "it names %s, not %s", named, row);
    stage.narrator.more("exit code %d, first bad row: %s", bad.code(), row);
    stage.narrator.more("%s", named.get(0).substring(named.get(0).indexOf(row) + row.length() + 2));
  }
}
