package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.Section;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts together the evidence of one cluster; src/docs/evidence.md describes each section. */
public final class Joiner {
  private final Inventory inventory;
  private final boolean assumeComplete;

  /**
   * @param assumeComplete whether what is absent from the inputs is absent from Azure
   */
  public Joiner(Inventory inventory, boolean assumeComplete) {
    this.inventory = inventory;
    this.assumeComplete = assumeComplete;
  }

  /**
   * @param complete sections that the input declares as listed in full
   * @param gaps why sections could not be read, by section, where the input says so
   */
  public Evidence evidence(Resource cluster, Set<String> complete, Map<String, Gap> gaps) {
    Map<String, Object> values =
        sections(
            cluster.id(),
            cluster.body(),
            new Lists(inventory, cluster.id(), assumeComplete, complete));
    values.putAll(gaps);
    return new Evidence(
        cluster.id().value(), cluster.body().origin(), observed(values, cluster.observedAt()));
  }

  /** The evidence of a cluster that only pools are known of. */
  public Evidence withoutCluster(ArmId cluster, @Nullable Instant observedAt) {
    Lists lists = new Lists(inventory, cluster, assumeComplete, Set.of());
    Map<String, Object> values = sections(cluster, JsonObject.of(Map.of()), lists);
    values.put("cluster", new Gap("the cluster itself was not in the input"));
    JsonArray known = lists.children("pools", cluster, Resource.POOL, "pools");
    values.put("pools", Lists.partly(Pools.of(known.objects()), "pools"));
    Origin origin = known.objects().get(0).origin();
    return new Evidence(cluster.value(), origin, observed(values, observedAt));
  }

  private static Map<String, Section> observed(Map<String, Object> values, @Nullable Instant at) {
    Map<String, Section> sections = new LinkedHashMap<>();
    values.forEach((name, value) -> sections.put(name, new Section(value, at)));
    return sections;
  }

  private static Map<String, Object> sections(ArmId id, JsonObject body, Lists lists) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("cluster", body);
    values.put("pools", Pools.section(body, lists));
    values.put(
        "maintenance",
        lists.children(
            "maintenance",
            id,
            Resource.CLUSTER + "/maintenanceconfigurations",
            "maintenance configurations"));
    JsonArray registries = DataSections.registries(body, lists);
    values.put("versions", VersionSections.versions(body, lists));
    values.put("diagnostics", DiagnosticSections.settings("diagnostics", id, lists));
    values.put("network", NetworkSections.network(body, lists));
    values.put("access", AccessSections.access(body, lists));
    values.put("locks", AccessSections.locks(lists));
    values.put("policy", GovernanceSections.policy(lists));
    values.put("defender", GovernanceSections.defender(registries, lists));
    values.put("registries", registries);
    values.put("vaults", DataSections.vaults(body, lists));
    values.put("backup", DataSections.backup(lists));
    values.put("alerts", DiagnosticSections.alerts(lists));
    values.put("extensions", GovernanceSections.extensions(lists));
    values.put("fleet", GovernanceSections.fleet(lists));
    values.put("changes", GovernanceSections.changes(lists));
    values.put("self", SelfSection.of(lists));
    return values;
  }
}
