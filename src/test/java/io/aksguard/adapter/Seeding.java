package io.aksguard.adapter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.aksguard.bench.Fleet;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.Resource;
import io.aksguard.lab.tenant.SimulatedTenant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Puts generated resources into a tenant in the shapes that Azure would hold them in. */
public final class Seeding {
  private static final Pattern GROUP =
      Pattern.compile("(?i)/providers/Microsoft.Management/managementGroups/([A-Za-z0-9_-]+)");

  private final SimulatedTenant tenant;
  private final Set<String> subscriptions = new LinkedHashSet<>();
  private final List<ArmId> clusters = new ArrayList<>();
  private final Map<String, List<Object>> subnets = new TreeMap<>();
  private final Map<ArmId, List<JsonObject>> rules = new LinkedHashMap<>();

  /** All that anything is set on are above all subscriptions. */
  private final Set<String> groups = new LinkedHashSet<>(List.of("mg-root"));

  private final List<JsonObject> pools = new ArrayList<>();
  private final Set<ArmId> seeded = new LinkedHashSet<>();
  private final Set<ArmId> parents = new LinkedHashSet<>();
  private final Map<JsonObject, ArmId> bindings = new IdentityHashMap<>();
  private int states;

  Seeding(SimulatedTenant tenant) {
    this.tenant = tenant;
  }

  /** The benchmark's fleet. */
  public Seeding fleet(int number, long seed) {
    try {
      Path folder = Files.createTempDirectory("aks-guard-fleet");
      new Fleet(number, seed).write(folder);
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith("s.json")).sorted().toList()) {
          page(file);
        }
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.endsWith("joined.json")).sorted().toList()) {
          page(file);
        }
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
      return finish();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void page(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = JsonReader.parser(in)) {
      parser.nextToken();
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            if (JsonReader.read(parser) instanceof JsonObject resource) {
              add(resource);
            }
          }
        }
      }
    }
  }

  /** One resource. */
  public Seeding add(JsonObject resource) {
    Optional<ArmId> own = resource.string("id").flatMap(ArmId::parse);
    if (own.isEmpty()) {
      state(resource);
      return this;
    }
    ArmId id = own.get();
    id.subscription().ifPresent(subscriptions::add);
    String type = id.type().orElse("");
    if (type.equals(Resource.CLUSTER)) {
      clusters.add(id);
    }
    // A log entry's id says that it lies below the cluster, only its type what it is.
    if (resource.string("type").orElse("").equals("microsoft.insights/activitylogs")) {
      // Azure always tells when it was.
      tenant.log(
          JsonWriter.text(
              resource.string("eventTimestamp").isPresent()
                  ? resource
                  : resource.with("eventTimestamp", Live.AT.toString())));
      return this;
    }
    switch (type) {
      case "microsoft.resources/changes" -> change(resource);
      case "microsoft.network/virtualnetworks/subnets" ->
          subnets
              .computeIfAbsent(id.parent().orElseThrow().value(), k -> new ArrayList<>())
              .add(named(resource, id));
      case "microsoft.network/networksecuritygroups/securityrules" -> {
        rules
            .computeIfAbsent(id.parent().orElseThrow(), k -> new ArrayList<>())
            .add(named(resource, id));
        parents.add(id.parent().orElseThrow());
      }
      case "microsoft.policyinsights/policystates" ->
          state(resource.object("properties").orElse(resource));
      case "microsoft.dataprotection/backupvaults/backupinstances" -> {
        seed(resource);
        bindings.put(resource, id);
        parents.add(id.parent().orElseThrow());
      }
      case "microsoft.dataprotection/backupvaults/backupjobs",
          "microsoft.containerregistry/registries/tokens",
          "microsoft.containerregistry/registries/replications",
          "microsoft.keyvault/vaults/keys",
          "microsoft.keyvault/vaults/secrets",
          "microsoft.operationalinsights/workspaces/tables" -> {
        seed(resource);
        parents.add(id.parent().orElseThrow());
      }
      case "microsoft.network/networkwatchers/flowlogs",
          "microsoft.containerservice/fleets/members" -> {
        seedEmpty(id.parent().orElseThrow());
        seed(resource);
      }
      default -> {
        // Pools wait for their cluster.
        if (type.equals(Resource.POOL)) {
          pools.add(resource);
        } else {
          seed(resource);
        }
      }
    }
    return this;
  }

  /** Also what is a member of another resource has a name and a type. */
  private static JsonObject named(JsonObject resource, ArmId id) {
    JsonObject named = resource.raw("name") == null ? resource.with("name", id.name()) : resource;
    return named.raw("type") == null ? named.with("type", id.type().orElseThrow()) : named;
  }

  /** What contains resources that are still to be made, but for those themselves. */
  public Seeding around(Collection<ArmId> made) {
    for (ArmId each : made) {
      for (Optional<ArmId> up = each.parent(); isInGroup(up); up = up.get().parent()) {
        if (!made.contains(up.get())) {
          parents.add(up.get());
        }
      }
    }
    return this;
  }

  private static boolean isInGroup(Optional<ArmId> id) {
    return id.flatMap(ArmId::resourceGroup).isPresent();
  }

  /** Resource Graph always tells the type of what was changed, by which a sweep asks. */
  private void change(JsonObject given) {
    JsonObject properties = given.object("properties").orElseThrow();
    String type =
        properties.string("targetResourceId").flatMap(ArmId::parse).flatMap(ArmId::type).orElse("");
    seed(given.with("properties", properties.with("targetResourceType", type)));
  }

  private void state(JsonObject given) {
    String resource = given.string("resourceId").orElse("");
    // Azure always tells both ids, by which a state is known as one.
    JsonObject row =
        given.raw("policyDefinitionId") == null
            ? given.with("policyDefinitionId", "/providers/microsoft.authorization/none")
            : given;
    seed(
        Map.of(
            "id",
            resource + "/providers/Microsoft.PolicyInsights/policyStates/state-" + states++,
            "type",
            "Microsoft.PolicyInsights/policyStates",
            "name",
            "state-" + states,
            "properties",
            row));
  }

  /** Azure Backup reaches a cluster only so. */
  private void binding(JsonObject instance, ArmId id) {
    String cluster =
        instance
            .object("properties")
            .flatMap(p -> p.object("dataSourceInfo"))
            .flatMap(s -> s.string("resourceID"))
            .orElse("");
    if (!cluster.isEmpty()) {
      seed(
          Map.of(
              "id",
              cluster + "/trustedAccessRoleBindings/backup-" + id.parent().orElseThrow().name(),
              "type",
              "Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings",
              "name",
              "backup-" + id.parent().orElseThrow().name(),
              "properties",
              Map.of(
                  "sourceResourceId",
                  id.parent().orElseThrow().value(),
                  "roles",
                  List.of("Microsoft.DataProtection/backupVaults/backup-operator"))));
    }
  }

  private void seedEmpty(ArmId id) {
    seed(
        Map.of(
            "id",
            id.value(),
            "name",
            id.name(),
            "type",
            id.type().orElse("Microsoft.Resources/resourceGroups"),
            "location",
            "westeurope",
            "properties",
            Map.of()));
  }

  private void seed(Object resource) {
    Matcher group = GROUP.matcher(JsonWriter.text(resource));
    while (group.find()) {
      groups.add(group.group(1).toLowerCase(Locale.ROOT));
    }
    seeded.add(new ArmId(JsonReader.object(JsonWriter.text(resource)).string("id").orElseThrow()));
    Map<String, Object> body = new LinkedHashMap<>();
    JsonObject object = (JsonObject) JsonValue.of(JsonReader.object(JsonWriter.text(resource)));
    object.entries().forEach(member -> body.put(member.getKey(), member.getValue()));
    ArmId id = new ArmId(object.string("id").orElseThrow());
    body.putIfAbsent("type", id.type().orElse(""));
    body.putIfAbsent("name", id.name());
    if (id.type().orElse("").equals("microsoft.authorization/roleassignments")) {
      Map<String, Object> properties = new LinkedHashMap<>();
      object
          .object("properties")
          .ifPresent(p -> p.entries().forEach(m -> properties.put(m.getKey(), m.getValue())));
      properties.putIfAbsent("scope", id.parent().map(ArmId::value).orElse("/"));
      body.put("properties", properties);
    }
    tenant.seed(JsonWriter.text(body));
  }

  private void rules(ArmId group, List<JsonObject> rules) {
    JsonObject body = JsonReader.object(tenant.truth().body(group.value()).orElseThrow());
    JsonObject properties = body.object("properties").orElseThrow();
    List<JsonObject> all = new ArrayList<>(rules);
    properties.array("securityRules").ifPresent(inline -> all.addAll(inline.objects()));
    seed(body.with("properties", properties.with("securityRules", JsonArray.of(all))));
  }

  /** Subnets lie in their networks, rules in their groups, subscriptions below a group. */
  public Seeding finish() {
    // In Azure nothing is without what contains it.
    parents.stream().filter(each -> !seeded.contains(each)).toList().forEach(this::seedEmpty);
    rules.forEach(this::rules);
    bindings.forEach(this::binding);
    pools.forEach(this::seed);
    pools.clear();
    subnets.forEach(
        (network, all) -> {
          ArmId id = new ArmId(network);
          seed(
              Map.of(
                  "id",
                  network,
                  "name",
                  id.name(),
                  "type",
                  "Microsoft.Network/virtualNetworks",
                  "location",
                  "westeurope",
                  "properties",
                  Map.of("subnets", all)));
        });
    subscriptions.forEach(
        each ->
            tenant.addSubscription(
                each.toLowerCase(Locale.ROOT), "sub-" + each.substring(0, 8), List.copyOf(groups)));
    return this;
  }

  public List<String> subscriptions() {
    return List.copyOf(subscriptions);
  }

  public List<ArmId> clusters() {
    return List.copyOf(clusters);
  }
}
