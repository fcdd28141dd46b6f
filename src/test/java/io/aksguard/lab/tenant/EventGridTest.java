package io.aksguard.lab.tenant;

import static io.aksguard.lab.tenant.Bench.AKS;
import static io.aksguard.lab.tenant.Bench.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventGridTest {
  private final Bench bench = new Bench();
  private final List<RaisedEvent> delivered = new ArrayList<>();
  private final List<Instant> attempts = new ArrayList<>();
  private int status = 200;

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void write_raisesArmsEvent_whenAcceptedAndWhenDone() {
    subscribe();

    bench.put(CLUSTER + AKS, "{\"properties\":{}}", "x-ms-correlation-request-id", "correlation-1");
    bench.tenant.settle();
    assertThat(delivered).hasSize(1);

    bench.clock.advance(Duration.ofSeconds(90));
    bench.tenant.settle();

    assertThat(delivered)
        .extracting(RaisedEvent::type)
        .containsExactly(
            "Microsoft.Resources.ResourceWriteSuccess", "Microsoft.Resources.ResourceWriteSuccess");
    ObjectNode data = Json.object(delivered.get(0).data());
    assertThat(data.path("operationName").asText())
        .isEqualTo("Microsoft.ContainerService/managedClusters/write");
    assertThat(data.path("resourceUri").asText()).isEqualToIgnoringCase(CLUSTER);
    assertThat(data.path("correlationId").asText()).isEqualTo("correlation-1");
    assertThat(data.at("/claims/appid").asText()).isEqualTo(bench.principal.clientId());
    assertThat(data.at("/claims/name").asText()).isNotEmpty();
  }

  @Test
  void readsRaiseNothing_andRefusedWritesNeither() {
    subscribe();

    bench.get(CLUSTER + AKS);
    bench.put(CLUSTER + AKS, "{\"properties\":{}}", "If-Match", "other");
    bench.tenant.settle();

    assertThat(delivered).isEmpty();
  }

  @Test
  void deleteAndAction_haveEventsOfTheirOwn() {
    subscribe();

    bench.send("POST", CLUSTER + "/listClusterUserCredential" + AKS, "");
    bench.send("DELETE", CLUSTER + AKS, "");
    bench.clock.advance(Duration.ofMinutes(2));
    bench.tenant.settle();

    assertThat(delivered)
        .extracting(RaisedEvent::type)
        .containsExactly(
            "Microsoft.Resources.ResourceActionSuccess",
            "Microsoft.Resources.ResourceDeleteSuccess");
  }

  @Test
  void bothSchemas_carryTheSame() {
    subscribe();
    bench.tenant.clusterEvent("ClusterSupportEnding", CLUSTER, "{\"kubernetesVersion\":\"1.34\"}");
    bench.tenant.settle();

    ObjectNode cloud = Json.object(delivered.get(0).cloudEvent());
    ObjectNode grid = Json.object(delivered.get(0).eventGrid());

    assertThat(cloud.path("type").asText())
        .isEqualTo("Microsoft.ContainerService.ClusterSupportEnding")
        .isEqualTo(grid.path("eventType").asText());
    assertThat(cloud.path("source")).isEqualTo(grid.path("topic"));
    assertThat(cloud.path("subject").asText()).isEqualTo("aks-shop");
    assertThat(cloud.path("data")).isEqualTo(grid.path("data"));
  }

  @Test
  void policyState_isListedAndRaised() {
    subscribe();
    String state =
        "{\"resourceId\":\""
            + CLUSTER
            + "\",\"policyAssignmentId\":\"/subscriptions/x/a\",\"policyDefinitionId\":\"/d\","
            + "\"resourceType\":\"Microsoft.ContainerService/managedClusters\","
            + "\"complianceState\":\"NonCompliant\"}";
    bench.tenant.policyState(state);
    bench.tenant.policyState(state.replace("NonCompliant", "Compliant"));
    bench.tenant.settle();

    assertThat(delivered)
        .extracting(RaisedEvent::type)
        .containsExactly(
            "Microsoft.PolicyInsights.PolicyStateCreated",
            "Microsoft.PolicyInsights.PolicyStateChanged");
    Bench.Reply listed =
        bench.send(
            "POST",
            CLUSTER
                + "/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults"
                + "?api-version=2019-10-01",
            "{}");
    assertThat(listed.json().path("value").size()).isEqualTo(1);
    assertThat(listed.json().at("/value/0/complianceState").asText()).isEqualTo("Compliant");
  }

  @Test
  void refusedDelivery_isRetriedOnTheSchedule_untilItIsTaken() {
    subscribe();
    status = 500;
    bench.tenant.imagePushed("/r/acr", "shop/web", "1", "sha256:1");
    for (int i = 0; i < 4; i++) {
      bench.tenant.nextDue().ifPresent(due -> bench.clock.advance(until(due)));
      bench.tenant.settle();
    }
    status = 204;
    bench.tenant.nextDue().ifPresent(due -> bench.clock.advance(until(due)));
    bench.tenant.settle();

    assertThat(attempts)
        .extracting(each -> Duration.between(Bench.START, each).toSeconds())
        .containsExactly(0L, 10L, 40L, 100L, 400L);
    assertThat(delivered).hasSize(1);
    assertThat(bench.tenant.nextDue()).isEmpty();
  }

  @Test
  void deliveryThatNobodyTakes_isDeadLettered() {
    subscribe();
    status = 0;
    bench.tenant.imagePushed("/r/acr", "shop/web", "1", "sha256:1");
    while (bench.tenant.nextDue().isPresent()) {
      bench.clock.advance(until(bench.tenant.nextDue().get()));
      bench.tenant.settle();
    }

    assertThat(bench.tenant.eventGrid().deadLetters())
        .singleElement()
        .satisfies(dead -> assertThat(dead.attempts()).isBetween(20, 30));
    assertThat(bench.clock.instant()).isBefore(Bench.START.plus(Duration.ofHours(25)));
  }

  @Test
  void answer400_isDeadLetteredAtOnce() {
    subscribe();
    status = 400;
    bench.tenant.imagePushed("/r/acr", "shop/web", "1", "sha256:1");
    bench.tenant.settle();

    assertThat(bench.tenant.eventGrid().deadLetters()).hasSize(1);
  }

  @Test
  void delaysAndDuplicates_loseOrderAndNothingElse() {
    subscribe();
    bench.tenant.eventGrid().delay(Duration.ofSeconds(1), Duration.ofMinutes(5));
    bench.tenant.eventGrid().duplicate(0.5);
    for (int i = 0; i < 40; i++) {
      bench.tenant.imagePushed("/r/acr", "shop/web", "v" + i, "sha256:" + i);
    }
    bench.clock.advance(Duration.ofMinutes(5));
    bench.tenant.settle();

    List<String> subjects = delivered.stream().map(RaisedEvent::subject).toList();
    List<String> sent = IntStream.range(0, 40).mapToObj(i -> "shop/web:v" + i).toList();
    assertThat(subjects).hasSizeGreaterThan(45);
    assertThat(subjects.stream().distinct().toList())
        .isNotEqualTo(sent)
        .containsExactlyInAnyOrderElementsOf(sent);
  }

  private Duration until(Instant due) {
    return Duration.between(bench.clock.instant(), due);
  }

  private void subscribe() {
    bench
        .tenant
        .eventGrid()
        .subscribe(
            "test",
            event -> true,
            event -> {
              attempts.add(bench.clock.instant());
              if (status == 200 || status == 204) {
                delivered.add(event);
              }
              return status;
            });
  }
}
