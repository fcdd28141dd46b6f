package io.aksguard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.DirectCollector;
import io.aksguard.adapter.graph.FolderSnapshot;
import io.aksguard.adapter.graph.GraphClient;
import io.aksguard.adapter.graph.Scope;
import io.aksguard.adapter.graph.Snapshot;
import io.aksguard.adapter.graph.Sweep;
import io.aksguard.adapter.graph.Whereabouts;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonReader;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.TenantOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A role above subscriptions reaches the registries and vaults below it, by the direct read and by
 * the sweep alike.
 */
class RolesAboveTest {
  private static final String HOME = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String BELOW = "bbbbbbbb-0000-4000-8000-000000000002";
  private static final String BESIDE = "cccccccc-0000-4000-8000-000000000003";
  private static final String ROLE = "/providers/Microsoft.Authorization/roleAssignments/";
  private static final String SHARED = "/providers/Microsoft.Management/managementGroups/mg-shared";

  @TempDir private Path folder;
  private final Live live = new Live(TenantOptions.unthrottled(4));

  @AfterEach
  void stop() {
    live.close();
  }

  /** Two clusters at home; the second one pulls from a registry beside what the first one may. */
  private void seed(String scope) {
    cluster("one", "11111111-0000-4000-8000-00000000000a");
    cluster("two", "22222222-0000-4000-8000-00000000000b");
    for (String subscription : List.of(BELOW, BESIDE)) {
      String name = subscription.substring(0, 1);
      add(in(subscription) + "Microsoft.ContainerRegistry/registries/acr" + name, "{}");
      add(in(subscription) + "Microsoft.KeyVault/vaults/kv" + name, "{}");
    }
    role(scope, "11111111-0000-4000-8000-00000000000a");
    role(
        in(BESIDE) + "Microsoft.ContainerRegistry/registries/acrc",
        "22222222-0000-4000-8000-00000000000b");
    live.seeding.finish();
    live.tenant.addSubscription(HOME, "home", List.of("mg-apps", "mg-root"));
    live.tenant.addSubscription(BELOW, "below", List.of("mg-shared", "mg-root"));
    live.tenant.addSubscription(BESIDE, "beside", List.of("mg-other", "mg-root"));
  }

  private static String in(String subscription) {
    return "/subscriptions/" + subscription + "/resourceGroups/rg/providers/";
  }

  private void cluster(String name, String kubelet) {
    add(
        in(HOME) + "Microsoft.ContainerService/managedClusters/" + name,
        "{\"identityProfile\":{\"kubeletidentity\":{\"objectId\":\"" + kubelet + "\"}}}");
  }

  private void role(String scope, String principal) {
    String at = scope.equals("/") ? "" : scope;
    add(
        at + ROLE + principal,
        "{\"scope\":\"%s\",\"principalId\":\"%s\",\"roleDefinitionId\":\"/x/7f951dda-4ed3-4680-a7ca-43fe172d538d\"}"
            .formatted(scope, principal));
  }

  private void add(String id, String properties) {
    live.seeding.add(
        JsonReader.object(
            "{\"id\":\"%s\",\"name\":\"%s\",\"location\":\"westeurope\",\"properties\":%s}"
                .formatted(id, new ArmId(id).name(), properties)));
  }

  private Evidence direct() {
    return live.direct(live.arm()).cluster(live.seeding.clusters().get(0)).orElseThrow();
  }

  /** The direct read where a management group says what is audited. */
  private Evidence directBelowTheRoot() {
    ArmClient arm = live.arm();
    Whereabouts finder =
        new Whereabouts(new GraphClient(arm, Scope.below("mg-root"), live.clock), live.clock);
    return new DirectCollector(arm, finder, List.of(), live.clock)
        .cluster(live.seeding.clusters().get(0))
        .orElseThrow();
  }

  private Evidence swept() {
    FolderSnapshot files = new FolderSnapshot(folder);
    Sweep sweep = live.sweep(live.arm());
    sweep.fill(files, files, sweep.sweep("run", live.seeding.clusters(), files, files));
    List<Evidence> all = new ArrayList<>();
    Snapshot.shard(files, 0, all::add);
    return all.get(0);
  }

  /** Names of the elements, and whether there may be others. */
  private static List<String> names(Evidence evidence, String section) {
    JsonArray list = (JsonArray) evidence.value(section);
    List<String> names = new ArrayList<>();
    list.objects().forEach(each -> names.add(each.string("name").orElse("?")));
    names.sort(null);
    list.rest().map(Gap::reason).ifPresent(names::add);
    return names;
  }

  @Test
  void roleAtAManagementGroup_reachesTheSubscriptionsBelowIt() {
    seed(SHARED);

    for (Evidence evidence : List.of(direct(), directBelowTheRoot(), swept())) {
      assertThat(names(evidence, "registries")).containsExactly("acrb");
      assertThat(names(evidence, "vaults")).containsExactly("kvb");
    }
    assertThat(live.verdicts(direct())).isEqualTo(live.verdicts(swept()));
  }

  @Test
  void roleAtTheRoot_reachesAllSubscriptions() {
    seed("/");

    for (Evidence evidence : List.of(direct(), directBelowTheRoot(), swept())) {
      assertThat(names(evidence, "registries")).containsExactly("acrb", "acrc");
      assertThat(names(evidence, "vaults")).containsExactly("kvb", "kvc");
    }
    assertThat(live.verdicts(direct())).isEqualTo(live.verdicts(swept()));
  }

  @Test
  void subscriptionsThatAreNotTold_areAGap() {
    seed(SHARED);
    live.tenant.faults().add(Fault.of("", "Microsoft.ResourceGraph", Fault.Effect.FORBIDDEN, 1));

    assertThat(names(direct(), "registries"))
        .singleElement()
        .asString()
        .contains("Resource Graph: 403");
  }

  @Test
  void subscriptionWhoseGroupsAreNotTold_isAGap() {
    seed(SHARED);
    live.tenant.addSubscription(HOME, "home", List.of("mg-shared"));
    live.tenant.addSubscription(BELOW, "below", List.of());

    for (Evidence evidence : List.of(direct(), swept())) {
      for (String section : List.of("registries", "vaults")) {
        assertThat(names(evidence, section))
            .as(section)
            .singleElement()
            .asString()
            .contains("mg-shared", BELOW);
      }
    }
    assertThat(live.verdicts(direct())).isEqualTo(live.verdicts(swept()));
  }
}
