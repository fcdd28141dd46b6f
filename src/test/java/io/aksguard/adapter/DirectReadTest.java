package io.aksguard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.Limits;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Source;
import io.aksguard.lab.tenant.Call;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Fault.Effect;
import io.aksguard.lab.tenant.TenantOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DirectReadTest {
  private final Live live = new Live(TenantOptions.unthrottled(2));
  private ArmId id = new ArmId("/none");

  @BeforeEach
  void seed() {
    live.seeding.fleet(4, 6);
    id = live.seeding.clusters().get(0);
  }

  @AfterEach
  void stop() {
    live.close();
  }

  private Evidence read() {
    return live.direct(live.arm()).cluster(id).orElseThrow();
  }

  @Test
  void cluster_whenItIsNotThere_isEmpty() {
    assertThat(live.direct(live.arm()).cluster(new ArmId(id + "-gone"))).isEmpty();
  }

  @Test
  void cluster_whenItsGroupIsNotThere_isEmpty() {
    ArmId elsewhere = new ArmId(id.value().replaceFirst("resourceGroups/[^/]+", "$0-gone"));

    assertThat(live.direct(live.arm()).cluster(elsewhere)).isEmpty();
  }

  @Test
  void cluster_whenItsSubscriptionIsNotFound_isUnknown() {
    String other = "99999999-9999-4999-8999-999999999999";
    ArmId elsewhere =
        new ArmId(id.value().replaceFirst("subscriptions/[^/]+", "subscriptions/" + other));

    Evidence evidence = live.direct(live.arm()).cluster(elsewhere).orElseThrow();

    assertThat(rest(evidence, "cluster")).contains("404 (SubscriptionNotFound)");
  }

  @Test
  void fleetThatMayLieInAForbiddenSubscription_isUnknown() {
    try (Live two = new Live(TenantOptions.unthrottled(2))) {
      two.seeding.fleet(201, 4);
      ArmId first = two.seeding.clusters().get(0);
      assertThat(verdicts(two, first)).containsEntry("fleet-membership ", "FAIL");
      two.tenant.deny(two.principal, two.seeding.subscriptions().get(1));

      assertThat(verdicts(two, first)).containsEntry("fleet-membership ", "UNKNOWN");
    }
  }

  private static Map<String, String> verdicts(Live live, ArmId cluster) {
    return live.verdicts(live.direct(live.arm()).cluster(cluster).orElseThrow());
  }

  @Test
  void whatWasFoundAWhileAgo_doesNotMakeTheEvidenceOlder() {
    try (Live bare = new Live(TenantOptions.unthrottled(2))) {
      JsonObject cluster =
          JsonReader.object("{'id': '%s', 'properties': {}}".formatted(id).replace('\'', '"'));
      bare.seeding.add(cluster).finish();

      Evidence evidence = bare.direct(bare.arm(), Duration.ofSeconds(20)).cluster(id).orElseThrow();

      assertThat(evidence.observedAt("fleet")).isEqualTo(Live.AT);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Effect.class,
      names = {
        "FORBIDDEN",
        "UNSERVED",
        "PROXY_PAGE",
        "THROTTLED",
        "SERVER_ERROR",
        "RESET",
        "TRUNCATED"
      })
  void cluster_whenItIsRefused_isUnknownInAllItsParts(Effect effect) {
    live.tenant.faults().add(Fault.of("GET", "managedClusters/[^/]+$", effect, 1));

    Evidence evidence = read();

    assertThat(evidence.resource()).isEqualTo(id.value());
    assertThat(evidence.sections().keySet()).isEqualTo(Evidence.OF_AZURE);
    assertThat(evidence.sections().values())
        .allSatisfy(section -> assertThat(section.value()).isInstanceOf(Gap.class));
    // What nobody demands is not applicable, whatever the cluster is.
    assertThat(Set.copyOf(live.verdicts(evidence).values()))
        .isSubsetOf("UNKNOWN", "NOT_APPLICABLE");
  }

  @Test
  void wholeRead_takesFewCalls_andIsNotOfResourceGraph() {
    ArmClient arm = live.arm();

    Evidence evidence = live.direct(arm).cluster(id).orElseThrow();

    System.out.printf("direct read: %d calls%n", arm.calls());
    assertThat(arm.calls()).isLessThan(15);
    for (String section : List.of("cluster", "pools", "network", "access", "policy", "locks")) {
      assertThat(evidence.source(section)).as(section).isEqualTo(Source.ARM);
      assertThat(evidence.observedAt(section)).isEqualTo(Live.AT);
    }
    assertThat(evidence.source("changes")).isEqualTo(Source.RESOURCE_GRAPH);
  }

  @Test
  void refusedPart_isAGapInItsOwnPlaceOnly() {
    live.tenant
        .faults()
        .add(Fault.of("", "managedClusters/.*/diagnosticSettings", Effect.FORBIDDEN, 1));

    Evidence evidence = read();

    assertThat(rest(evidence, "diagnostics")).contains("403 (AuthorizationFailed)");
    assertThat(rest(evidence, "maintenance")).isEqualTo("whole");
    assertThat(evidence.value("cluster")).isNotInstanceOf(Gap.class);
  }

  private static String rest(Evidence evidence, String section) {
    return evidence.value(section) instanceof JsonArray list
        ? list.rest().map(Gap::reason).orElse("whole")
        : String.valueOf(evidence.value(section));
  }

  @Test
  void batchThatIsRefused_isReadOneByOne_toTheSameEnd() {
    Evidence before = read();
    live.tenant.faults().add(Fault.of("POST", "/batch", Effect.FORBIDDEN, 1));

    Evidence after = read();

    assertThat(live.verdicts(after)).isEqualTo(live.verdicts(before));
  }

  @Test
  void slowAnswer_isUnknown() {
    live.tenant.faults().add(Fault.late("GET", "/locks", 1, Duration.ofSeconds(2)));
    live.tenant.faults().add(Fault.of("POST", "/batch", Effect.FORBIDDEN, 1));
    ArmClient hasty =
        live.arm(new Limits(1, Duration.ZERO, 0.2, 8, 100), time -> {}, Duration.ofMillis(1000));

    Evidence evidence = live.direct(hasty).cluster(id).orElseThrow();

    assertThat(rest(evidence, "locks")).contains("no answer in time");
  }

  @Test
  void throttledRequest_waitsAsLongAsItIsAsked() {
    List<Duration> waits = new ArrayList<>();
    live.tenant.faults().add(Fault.of("GET", "managedClusters/[^/]+$", Effect.THROTTLED, 1));
    ArmClient arm = live.arm(Limits.standard(), waits::add, Duration.ofSeconds(20));

    assertThat(live.direct(arm).cluster(id)).isPresent();

    // As often as a minute allows.
    assertThat(waits).hasSize(60).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void reader_writesNothing() {
    read();

    assertThat(live.tenant.calls()).extracting(Call::method).isSubsetOf("GET", "POST");
  }
}
