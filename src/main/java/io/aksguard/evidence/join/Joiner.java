package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.Section;
import io.aksguard.evidence.kubernetes.ClusterObjects;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts together the evidence of one cluster; src/docs/evidence.md describes each section. */
public final class Joiner {
  private static final String NO_CLUSTER = "the cluster itself was not in the input";

  private final Inventory inventory;
  private final boolean assumeComplete;
  private final @Nullable Gap lost;

  /**
   * @param assumeComplete whether what is absent from the inputs is absent from Azure
   */
  public Joiner(Inventory inventory, boolean assumeComplete) {
    this(inventory, assumeComplete, null);
  }

  /**
   * @param assumeComplete whether what is absent from the inputs is absent from Azure
   * @param lost why neither that nor what a manifest declares holds; null where all could be read
   */
  public Joiner(Inventory inventory, boolean assumeComplete, @Nullable Gap lost) {
    this.inventory = inventory;
    this.assumeComplete = assumeComplete;
    this.lost = lost;
  }

  /**
   * @param complete sections that the input declares as listed in full
   * @param gaps why sections could not be read, by section, where the input says so
   */
  public Evidence evidence(Resource cluster, Set<String> complete, Map<String, Gap> gaps) {
    Lists lists = new Lists(inventory, cluster, new Declared(assumeComplete, complete, lost));
    Map<String, Section> sections = sections(cluster, lists);
    gaps.forEach(
        (name, gap) ->
            sections.put(name, new Section(gap, cluster.observedAt(), cluster.source())));
    KubernetesObjects.putImages(sections);
    return new Evidence(cluster.id().value(), cluster.body().origin(), sections);
  }

  /** The evidence of a cluster that only pools are known of. */
  public Evidence withoutCluster(ArmId cluster, @Nullable Instant observedAt) {
    Resource nothing = new Resource(cluster, Resource.CLUSTER, JsonObject.of(Map.of()), observedAt);
    Lists lists = new Lists(inventory, nothing, new Declared(assumeComplete, Set.of(), lost));
    Map<String, Section> sections = sections(nothing, lists);
    sections.put("cluster", new Section(new Gap(NO_CLUSTER), observedAt));
    JsonArray known = lists.children("pools", cluster, Resource.POOL, "pools");
    sections.put(
        "pools", new Section(Lists.partly(Pools.of(known.objects()), "pools"), observedAt));
    return new Evidence(cluster.value(), known.objects().get(0).origin(), sections);
  }

  /**
   * The evidence of a cluster of which only Kubernetes objects are known.
   *
   * @param name its ARM id, or what stands for it
   */
  public Evidence withoutCluster(String name, ClusterObjects objects) {
    Map<String, Section> sections = new LinkedHashMap<>();
    Gap gap = new Gap(NO_CLUSTER);
    Evidence.SECTIONS.forEach(
        section -> sections.put(section, new Section(gap, objects.observedAt(), objects.source())));
    sections.put(
        KubernetesObjects.NAME,
        KubernetesObjects.section(objects, new Declared(assumeComplete, Set.of(), lost)));
    KubernetesObjects.putImages(sections);
    return new Evidence(name, Origin.NONE, sections);
  }

  private static Map<String, Section> sections(Resource cluster, Lists lists) {
    ArmId id = cluster.id();
    JsonObject body = cluster.body();
    Map<String, Section> sections = new LinkedHashMap<>();
    sections.put("cluster", new Section(body, cluster.observedAt(), cluster.source()));
    sections.put("pools", lists.sectionWithBody(() -> Pools.section(body, lists)));
    sections.put(
        "maintenance",
        lists.section(
            () ->
                lists.children(
                    "maintenance",
                    id,
                    Resource.CLUSTER + "/maintenanceconfigurations",
                    "maintenance configurations")));
    Section registries = lists.sectionWithBody(() -> DataSections.registries(body, lists));
    sections.put("registries", registries);
    sections.put("versions", lists.sectionWithBody(() -> VersionSections.versions(body, lists)));
    sections.put(
        "diagnostics", lists.section(() -> DiagnosticSections.settings("diagnostics", id, lists)));
    sections.put("network", lists.sectionWithBody(() -> NetworkSections.network(body, lists)));
    sections.put("access", lists.sectionWithBody(() -> AccessSections.access(body, lists)));
    sections.put("locks", lists.section(() -> AccessSections.locks(lists)));
    sections.put("policy", lists.section(() -> GovernanceSections.policy(lists)));
    sections.put(
        "defender",
        lists.sectionWithBody(
            () -> GovernanceSections.defender((JsonArray) registries.value(), lists)));
    sections.put("vaults", lists.sectionWithBody(() -> DataSections.vaults(body, lists)));
    sections.put("backup", lists.section(() -> DataSections.backup(lists)));
    sections.put("alerts", lists.section(() -> DiagnosticSections.alerts(lists)));
    sections.put("extensions", lists.section(() -> GovernanceSections.extensions(lists)));
    sections.put("fleet", lists.section(() -> GovernanceSections.fleet(lists)));
    sections.put("changes", lists.section(() -> GovernanceSections.changes(lists)));
    sections.put("self", lists.section(() -> SelfSection.of(lists)));
    lists.kubernetes().ifPresent(section -> sections.put(KubernetesObjects.NAME, section));
    return sections;
  }
}
