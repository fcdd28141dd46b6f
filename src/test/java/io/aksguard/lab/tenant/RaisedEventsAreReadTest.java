package io.aksguard.lab.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.event.Events;
import io.aksguard.event.GridEvent;
import io.aksguard.event.Kind;
import io.aksguard.event.Received;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the tenant raises is what the product reads. */
class RaisedEventsAreReadTest {
  @Test
  void everyRaisedEvent_isRead_inBothSchemas_andNobodysNameIsKept() {
    try (Bench bench = new Bench()) {
      raiseAll(bench);
      Set<Kind> kinds = EnumSet.noneOf(Kind.class);

      for (RaisedEvent raised : bench.tenant.eventGrid().raised()) {
        assertThat(raised.data().contains("jordan@contoso.example"))
            .isEqualTo(raised.type().startsWith("Microsoft.Resources."));
        GridEvent cloud = read(bench, raised.cloudEvent());
        GridEvent grid = read(bench, raised.eventGrid());
        assertThat(cloud).isEqualTo(grid);
        assertThat(cloud.json()).doesNotContainIgnoringCase("jordan", "203.0.113.7");
        kinds.add(cloud.kind());
      }

      assertThat(kinds)
          .contains(
              Kind.RESOURCE_WRITTEN,
              Kind.RESOURCE_DELETED,
              Kind.ACTION,
              Kind.POLICY_STATE,
              Kind.AKS,
              Kind.IMAGE_PUSHED);
    }
  }

  @Test
  void aPoolsEvent_namesItsCluster_inAnyCasing() {
    try (Bench bench = new Bench()) {
      for (int i = 0; i < 8; i++) {
        bench.put(Bench.CLUSTER + "/agentPools/apps" + Bench.AKS, "{\"properties\":{}}");
        bench.clock.advance(Duration.ofMinutes(2));
      }
      bench.tenant.settle();
      List<RaisedEvent> raised = bench.tenant.eventGrid().raised();

      assertThat(raised).hasSize(16);
      assertThat(raised.stream().map(RaisedEvent::subject).distinct()).hasSizeGreaterThan(1);
      assertThat(raised)
          .extracting(event -> read(bench, event.cloudEvent()).cluster())
          .containsOnly(Optional.of(new ArmId(Bench.CLUSTER)));
    }
  }

  private static void raiseAll(Bench bench) {
    Fleet fleet = Fleet.of(2, 1, 11);
    fleet.putInto(bench.tenant);
    Principal principal = bench.tenant.newPrincipal();
    Drift drift = new Drift(bench.tenant, principal, fleet, 11);
    for (Drift.Move move : Drift.Move.values()) {
      drift.step(move, 0);
      bench.clock.advance(Duration.ofMinutes(2));
      bench.tenant.settle();
    }
    String cluster = fleet.clusters().get(1);
    bench.tenant.as(principal).call("POST", cluster + "/stop" + Bench.AKS, "");
    bench.tenant.clusterEvent("ClusterSupportEnding", cluster, "{\"kubernetesVersion\":\"1.34\"}");
    bench.tenant.policyState(
        "{\"resourceId\":\""
            + cluster
            + "\",\"policyAssignmentId\":\"/subscriptions/s/a\",\"policyDefinitionId\":\"/d\","
            + "\"complianceState\":\"NonCompliant\"}");
    String registry = fleet.places().get(0).registry();
    bench.tenant.imagePushed(registry, "shop/web", "1", "sha256:" + "a".repeat(64));
  }

  private static GridEvent read(Bench bench, String json) {
    return Events.read(json, bench.clock.instant()).stream()
        .filter(Received.Event.class::isInstance)
        .map(each -> ((Received.Event) each).event())
        .findFirst()
        .orElseThrow();
  }
}
