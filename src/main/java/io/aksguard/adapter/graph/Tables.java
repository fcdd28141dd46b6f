package io.aksguard.adapter.graph;

import io.aksguard.adapter.arm.Belongings;
import io.aksguard.adapter.arm.Reads;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.Source;
import io.aksguard.evidence.input.Page;
import io.aksguard.evidence.join.Scopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What Resource Graph tells of everything around the clusters: one query for types that go
 * together, each row to the shards that it concerns, in an order in which those that name others
 * come before them.
 */
final class Tables {
  private static final String NETWORK = "microsoft.network/";
  static final String FLOW_LOG = NETWORK + "networkwatchers/flowlogs";
  static final String BACKUP = "microsoft.dataprotection/backupvaults";

  private final GraphClient graph;
  private final Routes routes;
  private final Shards shards;
  private final Reads reads;
  private final @Nullable Gap blind;
  private final Map<String, Gap> gaps = new LinkedHashMap<>();

  /**
   * @param blind why what lies across subscriptions is not whole; null where all are readable
   */
  Tables(GraphClient graph, Routes routes, Shards shards, Reads reads, @Nullable Gap blind) {
    this.graph = graph;
    this.routes = routes;
    this.shards = shards;
    this.reads = reads;
    this.blind = blind;
  }

  /** The queries that did not come to their end, by type. */
  Map<String, Gap> gaps() {
    return gaps;
  }

  void read() {
    // Before the subscriptions: a role at a management group wants to know which are below it.
    assignments();
    table("resourcecontainers", "", this::subscription, "microsoft.resources/subscriptions");
    table("resources", "", this::network, NETWORK + "virtualnetworks");
    table("resources", "", this::own, NETWORK + "networksecuritygroups");
    table("resources", "", this::gateway, NETWORK + "applicationgateways");
    table("resources", "", this::own, NETWORK + "applicationgatewaywebapplicationfirewallpolicies");
    across("resources", "", this::about, FLOW_LOG);
    section(
        "registries",
        query("resources", "", this::registry, null, "microsoft.containerregistry/registries"));
    section("vaults", query("resources", "", this::vault, null, "microsoft.keyvault/vaults"));
    table(
        "resources",
        "",
        this::about,
        "microsoft.insights/metricalerts",
        "microsoft.alertsmanagement/prometheusrulegroups");
    across(
        "recoveryservicesresources",
        "",
        this::backup,
        BACKUP + "/backupinstances",
        BACKUP + "/backupjobs");
    table("resources", "", this::own, BACKUP);
    table(
        "kubernetesconfigurationresources",
        "",
        this::ofCluster,
        "microsoft.kubernetesconfiguration/extensions",
        "microsoft.kubernetesconfiguration/fluxconfigurations");
    table(
        "policyresources",
        "",
        this::about,
        "microsoft.authorization/policyassignments",
        "microsoft.authorization/policyexemptions");
    table(
        "policyresources",
        "tostring(properties.resourceId) contains '/managedclusters/'",
        this::about,
        "microsoft.policyinsights/policystates");
    table("securityresources", "", this::about, "microsoft.security/pricings");
    table(
        "securityresources",
        "id contains '/managedclusters/' or id contains '/registries/'",
        this::about,
        "microsoft.security/assessments");
    table(
        "resourcechanges",
        "tostring(properties.targetResourceType) =~ 'microsoft.containerservice/managedclusters'",
        this::about,
        "microsoft.resources/changes");
    routes.subscriptions().forEach(this::locks);
  }

  private void table(
      String table, String where, BiFunction<Resource, JsonObject, BitSet> route, String... types) {
    query(table, where, route, null, types);
  }

  /** Types that may lie in another subscription than the cluster that they concern. */
  private void across(
      String table, String where, BiFunction<Resource, JsonObject, BitSet> route, String... types) {
    query(table, where, route, blind, types);
  }

  private GraphClient.End query(
      String table,
      String where,
      BiFunction<Resource, JsonObject, BitSet> route,
      @Nullable Gap known,
      String... types) {
    GraphClient.End end =
        graph.each(table, List.of(types), where, (rows, at) -> rows(rows, at, route));
    Gap gap = end.gap() == null ? known : end.gap();
    List<Page.Ended> words = new ArrayList<>();
    for (String type : types) {
      words.add(new Page.Ended(type, "/", gap));
      if (end.gap() != null) {
        gaps.put(type, end.gap());
      }
    }
    say(words, end.askedAt());
    return end;
  }

  /** The section as a whole ends with this query; of several, each must come to its end. */
  private void section(String name, GraphClient.End end) {
    say(List.of(new Page.Ended(name, "/", end.gap())), end.askedAt());
  }

  private void say(List<Page.Ended> words, Instant at) {
    shards.write(routes.all(), new Page(Source.RESOURCE_GRAPH, at, List.of(), words, Map.of()));
  }

  private void rows(
      List<JsonObject> rows, Instant at, BiFunction<Resource, JsonObject, BitSet> route) {
    Map<Integer, List<JsonObject>> byShard = new LinkedHashMap<>();
    for (JsonObject row : rows) {
      Optional<ArmId> id = row.string("id").flatMap(ArmId::parse);
      if (id.isPresent()) {
        String type = row.string("type").or(() -> id.get().type()).orElse("");
        Resource resource = new Resource(id.get(), type, row, at, Source.RESOURCE_GRAPH);
        route.apply(resource, row).stream()
            .forEach(n -> byShard.computeIfAbsent(n, k -> new ArrayList<>()).add(row));
      }
    }
    byShard.forEach((n, some) -> shards.write(n, Page.of(Source.RESOURCE_GRAPH, at, some)));
  }

  private BitSet about(Resource resource, JsonObject row) {
    return routes.about(resource);
  }

  private BitSet subscription(Resource resource, JsonObject row) {
    return routes.subscription(resource.id(), Scopes.above(row));
  }

  private BitSet own(Resource resource, JsonObject row) {
    return routes.of(resource.id().key());
  }

  private BitSet ofCluster(Resource resource, JsonObject row) {
    return resource.id().cluster().map(c -> routes.of(c.key())).orElse(new BitSet());
  }

  /** Role assignments tell which registries and vaults the clusters reach. */
  private void assignments() {
    String type = "microsoft.authorization/roleassignments";
    GraphClient.End end = query("authorizationresources", "", this::assignment, blind, type);
    Gap gap = end.gap() == null ? blind : end.gap();
    say(
        List.of(new Page.Ended("registries", "/", gap), new Page.Ended("vaults", "/", gap)),
        end.askedAt());
  }

  private BitSet assignment(Resource resource, JsonObject row) {
    String principal = row.object("properties").flatMap(p -> p.string("principalId")).orElse("-");
    routes.reach(Scopes.of(row), routes.of(principal));
    return routes.about(resource);
  }

  private BitSet network(Resource resource, JsonObject row) {
    row.object("properties")
        .flatMap(p -> p.array("subnets"))
        .map(JsonArray::objects)
        .orElse(List.of())
        .forEach(
            subnet ->
                refer(
                    subnet.object("properties").flatMap(p -> p.object("networkSecurityGroup")),
                    routes.of(subnet.string("id").orElse("-"))));
    return own(resource, row);
  }

  private void refer(Optional<JsonObject> reference, BitSet to) {
    reference.flatMap(r -> r.string("id")).ifPresent(id -> routes.add(id, to));
  }

  private BitSet gateway(Resource resource, JsonObject row) {
    BitSet to = (BitSet) own(resource, row).clone();
    to.or(routes.about(resource));
    refer(row.object("properties").flatMap(p -> p.object("firewallPolicy")), to);
    if (!to.isEmpty()) {
      Belongings.gateway(into(to), resource.id());
    }
    return to;
  }

  private BitSet registry(Resource resource, JsonObject row) {
    BitSet to = routes.about(resource);
    to.or(routes.reaching(resource.id()));
    routes.add(resource.id().key(), to);
    if (!to.isEmpty()) {
      Belongings.registry(into(to), resource.id());
    }
    return to;
  }

  private BitSet vault(Resource resource, JsonObject row) {
    BitSet to = routes.about(resource);
    to.or(routes.reaching(resource.id()));
    to.or(routes.usingVault(resource.id().name()));
    if (!to.isEmpty()) {
      Belongings.vault(into(to), resource.id());
    }
    return to;
  }

  private BitSet backup(Resource resource, JsonObject row) {
    BitSet to = routes.about(resource);
    resource.id().parent().ifPresent(vault -> routes.add(vault.key(), to));
    return to;
  }

  private void locks(String subscription) {
    Belongings.locks(into(routes.of("/subscriptions/" + subscription)), subscription);
  }

  private Reads into(BitSet to) {
    BitSet fixed = (BitSet) to.clone();
    return reads.into(page -> shards.write(fixed, page));
  }
}
