package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a resource is about, as keys to find it by: the id of its scope, source or target, a
 * principal, or its subscription. A fleet is joined in time that grows with its size because
 * nothing is ever searched for otherwise.
 */
final class Targets {
  /** The target of what is set on the tenant, and so reaches everything. */
  static final String EVERYTHING = "/";

  /** A second target of what is set on any management group, for when its tree is not known. */
  static final String ANY_MANAGEMENT_GROUP = "/providers/microsoft.management";

  private Targets() {}

  static List<String> of(Resource resource) {
    List<String> targets = new ArrayList<>();
    String type = resource.type();
    switch (type.substring(type.lastIndexOf('/') + 1)) {
      case "roleassignments" -> {
        targets.addAll(scope(resource));
        targets.add(property(resource, "principalId"));
      }
      case "locks", "policyassignments", "policyexemptions" -> targets.addAll(scope(resource));
      case "policystates", "activitylogs" -> targets.add(aboutResource(resource));
      case "changes" -> targets.add(property(resource, "targetResourceId"));
      case "flowlogs" -> targets.add(property(resource, "targetResourceId"));
      case "members" -> targets.add(property(resource, "clusterResourceId"));
      case "backupinstances" -> targets.add(source(resource));
      case "backupjobs" -> targets.add(property(resource, "dataSourceId"));
      case "metricalerts", "prometheusrulegroups" -> targets.addAll(scopes(resource));
      case "assessments" -> targets.add(assessed(resource));
      case "upgradeprofiles" -> resource.id().cluster().ifPresent(c -> targets.add(c.key()));
      case "vaults" -> {
        targets.add(subscription(resource));
        targets.add(vaultHost(resource.id().name()));
        targets.addAll(readers(resource));
      }
      default -> targets.add(subscription(resource));
    }
    targets.remove("");
    return targets.stream().map(t -> t.toLowerCase(Locale.ROOT)).distinct().toList();
  }

  /** How the URI of everything in a key vault of this name begins. */
  static String vaultHost(String name) {
    return "https://" + name.toLowerCase(Locale.ROOT) + ".";
  }

  private static String subscription(Resource resource) {
    return resource.id().subscription().map(s -> "/subscriptions/" + s).orElse("");
  }

  /** The scope of what is assigned or locked. */
  private static List<String> scope(Resource resource) {
    String given = property(resource, "scope");
    Optional<ArmId> scope = given.isEmpty() ? resource.id().parent() : ArmId.parse(given);
    String key = scope.map(ArmId::key).orElse(EVERYTHING);
    if (key.startsWith(ANY_MANAGEMENT_GROUP + "/")) {
      return List.of(key, ANY_MANAGEMENT_GROUP);
    }
    return List.of(key.startsWith("/subscriptions/") ? key : EVERYTHING);
  }

  /** The principals that a vault's access policies name. */
  private static List<String> readers(Resource vault) {
    return properties(vault)
        .flatMap(p -> p.array("accessPolicies"))
        .map(JsonArray::objects)
        .stream()
        .flatMap(List::stream)
        .flatMap(policy -> policy.string("objectId").stream())
        .toList();
  }

  private static String aboutResource(Resource resource) {
    String flat = resource.body().string("resourceId").orElse("");
    return flat.isEmpty() ? property(resource, "resourceId") : flat;
  }

  private static String source(Resource resource) {
    return properties(resource)
        .flatMap(p -> p.object("dataSourceInfo"))
        .flatMap(s -> s.string("resourceID"))
        .orElse("");
  }

  private static List<String> scopes(Resource resource) {
    return properties(resource).flatMap(p -> p.array("scopes")).map(JsonArray::known).stream()
        .flatMap(List::stream)
        .map(String::valueOf)
        .toList();
  }

  /** The cluster or registry that an assessment is of, also where it is of an image below it. */
  private static String assessed(Resource resource) {
    String id =
        properties(resource)
            .flatMap(p -> p.object("resourceDetails"))
            .flatMap(d -> d.string("Id"))
            .or(() -> resource.id().parent().map(ArmId::value))
            .orElse("")
            .toLowerCase(Locale.ROOT);
    for (String kind : List.of("/managedclusters/", "/registries/")) {
      int at = id.indexOf(kind);
      if (at > 0) {
        int end = id.indexOf('/', at + kind.length());
        return end < 0 ? id : id.substring(0, end);
      }
    }
    return id;
  }

  private static Optional<JsonObject> properties(Resource resource) {
    return resource.body().object("properties");
  }

  static String property(Resource resource, String name) {
    return properties(resource).flatMap(p -> p.string(name)).orElse("");
  }
}
