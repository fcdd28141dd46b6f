package io.aksguard.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Severity;
import io.aksguard.remediation.permission.Permission;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Compressed;
import io.aksguard.storage.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlansTest {
  private static final ArmId SHOP =
      new ArmId(
          "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg"
              + "/providers/Microsoft.ContainerService/managedClusters/shop");
  private static final ClusterKey KEY = ClusterKey.of(SHOP);

  private final Blobs blobs = MemoryStore.create().plans();
  private final Plans plans = new Plans(blobs);

  private static Plan plan(long seq, String reason) {
    return plan(seq, reason, "0123456789ab");
  }

  private static Plan plan(long seq, String reason, String rules) {
    return new Plan(
        SHOP,
        seq,
        "abc",
        Instant.parse("2026-11-23T00:00:00Z"),
        rules,
        new Planned(
            List.of(
                new Fix(
                    "autoscaling-on",
                    "v1",
                    Severity.LOW,
                    List.of("", "ein \"Pool\""),
                    "approval",
                    "in-place",
                    "Do it.",
                    new Decision("approve", "the default"),
                    List.of("A/b/write"),
                    List.of("wish"),
                    new Hold("approval", reason))),
            List.of(
                new Write(
                    SHOP,
                    false,
                    "",
                    "in-place",
                    "nothing restarts",
                    List.of(
                        new Write.Edit(
                            "autoscaling-on",
                            new PatchOperation("replace", "/a", List.of(1L), Map.of("b", true)))),
                    List.of("autoscaling-on"),
                    List.of(new Permission("A/b/write", SHOP))))));
  }

  @Test
  void plan_isReadAsItWasKept() {
    plans.keep(plan(7, "why"));

    assertThat(plans.newest(KEY, 7, "0123456789ab")).contains(plan(7, "why"));
    assertThat(plans.newest(KEY, 6, "0123456789ab")).isEmpty();
  }

  @Test
  void planThatWasKeptFirst_stays() {
    plans.keep(plan(7, "first"));
    plans.keep(plan(7, "second"));

    assertThat(plans.newest(KEY, 7, "0123456789ab")).contains(plan(7, "first"));
  }

  /** An older commit that was planned by these rules holds no less than a newer one. */
  @Test
  void planByTheRulesInForce_goesBeforeAllOthers() {
    plans.keep(plan(7, "first", "a-1"));
    plans.keep(plan(7, "second", "a-2"));
    plans.keep(plan(8, "third", "a-1"));

    assertThat(plans.newest(KEY, 7, "a-1")).contains(plan(7, "first", "a-1"));
    assertThat(plans.newest(KEY, 8, "a-2")).contains(plan(7, "second", "a-2"));
    assertThat(plans.newest(KEY, 8, "a-3")).contains(plan(8, "third", "a-1"));
  }

  @Test
  void planOfTheFirstSchema_isStillRead() {
    String json =
        """
        {"schema":"aks-guard/plan/v1","cluster":"%s","seq":3,"commit":"abc","plannedAt":"2026-11-23T00:00:00Z",
         "catalogue":"0123456789ab","fixes":[{"control":"a","version":"v1","severity":"low","subjects":[""],
         "mode":"approval","impact":"in-place","how":"Do it.","heldBy":"writes","reason":"why"}]}
        """
            .formatted(SHOP);
    blobs.putIfAbsent(
        KEY.value() + "/3.json.gz", Compressed.of(json.getBytes(StandardCharsets.UTF_8)));

    Planned planned = plans.newest(KEY, 3, "").orElseThrow().planned();

    assertThat(planned.writes()).isEmpty();
    assertThat(planned.fixes())
        .singleElement()
        .satisfies(
            fix -> {
              assertThat(fix.decision()).isEqualTo(Decision.NONE);
              assertThat(fix.hold()).isEqualTo(new Hold("writes", "why"));
            });
  }

  @Test
  void damagedPlan_isNamed() {
    blobs.putIfAbsent(KEY.value() + "/1.json.gz", new byte[] {1, 2, 3});
    blobs.putIfAbsent(
        KEY.value() + "/2.json.gz", Compressed.of("{}".getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> plans.newest(KEY, 1, ""))
        .hasMessageContaining(KEY.value() + "/1.json.gz");
    assertThatThrownBy(() -> plans.newest(KEY, 2, "")).hasMessageContaining("schema");
  }
}
