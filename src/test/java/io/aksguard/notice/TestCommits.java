package io.aksguard.notice;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import io.aksguard.history.Counts;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commits and transitions for tests. */
final class TestCommits {
  static final Instant AT = Instant.parse("2026-11-23T06:00:00Z");
  static final ArmId CLUSTER = cluster("shop");

  private TestCommits() {}

  static ArmId cluster(String name) {
    return new ArmId(
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/"
            + name);
  }

  static Commit commit(long seq) {
    return commit(CLUSTER, seq, AT, new Rules("cat", "conf"), false);
  }

  static Commit commit(ArmId cluster, long seq, Instant recordedAt, Rules rules, boolean gone) {
    return new Commit(
        ClusterKey.of(cluster),
        cluster,
        seq,
        recordedAt,
        recordedAt.minusSeconds(2),
        "event e1",
        1,
        0,
        "digest",
        "before",
        "hash",
        rules.config(),
        rules.catalogue(),
        "",
        "",
        0,
        recordedAt,
        1,
        Map.of(),
        new Counts(3, 1, 100, 20, 4, 120, 117),
        gone,
        1);
  }

  static State state(String control, String subject, Status status) {
    return state(control, subject, status, "", "1", Severity.HIGH);
  }

  static State state(
      String control,
      String subject,
      Status status,
      String waiver,
      String version,
      Severity severity) {
    return new State(
        new FindingKey(control, subject),
        version,
        severity,
        status,
        waiver,
        status == Status.PASS ? "" : "it is off",
        "properties.x",
        "false",
        AT);
  }

  static Transition transition(@Nullable State before, @Nullable State after) {
    return new Transition(Derivation.side(after, before).key(), before, after);
  }
}
