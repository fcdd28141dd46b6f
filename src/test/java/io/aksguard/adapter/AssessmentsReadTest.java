package io.aksguard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.arm.Answer;
import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.DirectCollector;
import io.aksguard.adapter.graph.GraphClient;
import io.aksguard.adapter.graph.Scope;
import io.aksguard.adapter.graph.Whereabouts;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Source;
import io.aksguard.lab.tenant.Call;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Fault.Effect;
import io.aksguard.lab.tenant.TenantOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Defender's assessments in a direct read. */
class AssessmentsReadTest {
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
  void assessments_areReadWhereTheyAreListed_inOneQuery() {
    Evidence before = read();
    long queries =
        live.tenant.calls().stream().filter(AssessmentsReadTest::isOfResourceGraph).count();
    // ARM lists them by subscription and management group only.
    live.tenant
        .faults()
        .add(
            Fault.of(
                "",
                "/(managedClusters|registries)/[^/]+/providers/Microsoft.Security/",
                Effect.FORBIDDEN,
                1));

    Evidence after = read();

    for (String member : List.of("assessments", "images")) {
      assertThat(defender(after, member).rest()).isEmpty();
    }
    assertThat(live.verdicts(after)).isEqualTo(live.verdicts(before));
    // Vaults, fleets, subscriptions, changes, assessments.
    assertThat(queries).isEqualTo(5);
  }

  @Test
  void assessments_areThoseOfTheClusterAndItsRegistries() {
    JsonObject registry = ((JsonArray) read().value("registries")).objects().get(0);
    String of = registry.string("id").orElseThrow();
    image(of, "of-the-registry");
    image(of + "2", "of-another");
    image(id + "2", "of-another-cluster");
    image(id.value().toUpperCase(Locale.ROOT), "of-the-cluster");

    Evidence evidence = read();

    assertThat(
            defender(evidence, "images").objects().stream().flatMap(i -> i.string("name").stream()))
        .containsExactlyInAnyOrder("of-the-registry", "of-the-cluster");
    assertThat(evidence.source("defender")).isEqualTo(Source.RESOURCE_GRAPH);
  }

  private void image(String of, String name) {
    live.tenant.seed(
        """
        {"id": "%s/providers/Microsoft.Security/assessments/%s", "name": "%s",
         "type": "Microsoft.Security/assessments", "properties": {"status": {"code": "Unhealthy"},
         "resourceDetails": {"Source": "Azure", "Id": "%s", "ResourceType": ".containerimage"}}}
        """
            .formatted(of, name, name, of));
  }

  @Test
  void gapOfResourceGraph_isOneOfTheAssessments() {
    live.tenant.faults().add(Fault.of("", "Microsoft.ResourceGraph", Effect.FORBIDDEN, 1));

    Evidence evidence = read();

    for (String member : List.of("assessments", "images")) {
      assertThat(defender(evidence, member).rest().map(Gap::reason).orElse("whole"))
          .contains("Resource Graph: 403");
    }
    assertThat(defender(evidence, "plans").rest()).isEmpty();
  }

  @Test
  void assessments_ofASubscriptionThatResourceGraphIsNotAskedAbout_areAGap() {
    String other = "bbbbbbbb-0000-4000-8000-000000000002";
    live.tenant.addSubscription(other, "other", List.of("mg-root"));
    ArmClient arm = live.arm();
    Whereabouts elsewhere =
        new Whereabouts(new GraphClient(arm, Scope.of(List.of(other)), live.clock), live.clock);

    Evidence evidence =
        new DirectCollector(arm, elsewhere, List.of(other), live.clock).cluster(id).orElseThrow();

    assertThat(defender(evidence, "assessments").rest().map(Gap::reason).orElse("whole"))
        .contains(id + " lies in a subscription that it cannot see");
  }

  @Test
  void assessmentsOfManyRegistries_areOneQueryThatDoesNotNameThemAll() {
    image(id.value(), "of-the-cluster");
    ArmClient arm = live.arm();
    List<ArmId> many = new ArrayList<>(List.of(id));
    for (int i = 0; i < 60; i++) {
      many.add(new ArmId(id.parent().orElseThrow() + "/providers/x/registries/acr" + i));
    }

    Answer found = new Whereabouts(live.graph(arm), live.clock).assessments(many);

    assertThat(found.missing()).isEmpty();
    assertThat(found.resources())
        .extracting(row -> row.string("name").orElse(""))
        .contains("of-the-cluster");
    assertThat(arm.calls()).isEqualTo(1);
  }

  private static boolean isOfResourceGraph(Call call) {
    return call.path().contains("Microsoft.ResourceGraph");
  }

  private static JsonArray defender(Evidence evidence, String member) {
    return ((JsonObject) evidence.value("defender")).array(member).orElseThrow();
  }
}
