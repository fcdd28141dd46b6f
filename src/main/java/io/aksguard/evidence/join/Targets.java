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
  /** The target of what is set on a management group or the tenant, and so reaches everything. */
  static final String EVERYTHING = "/";

  private Targets() {}

  static List<String> of(Resource resource) {
    List<String> targets = new ArrayList<>();
    String type = resource.type();
    switch (type.substring(type.lastIndexOf('/') + 1)) {
      case "roleassignments" -> {
        targets.add(scope(resource));
        targets.add(property(resource, "principalId"));
      }
      case "locks", "policyassignments", "policyexemptions" -> targets.add(scope(resource));
      case "policystates", "activitylogs" -> targets.add(aboutResource(resource));
      case "changes" -> targets.add(property(resource, "targetResourceId"));
      case "flowlogs" -> targets.add(property(resource, "targetResourceId"));
      case "members" -> targets.add(property(resource, "clusterResourceId"));
      case "backupinstances" -> targets.add(source(resource));
      case "backupjobs" -> targets.add(property(resource, "dataSourceId"));
      case "metricalerts", "prometheusrulegroups" -> targets.addAll(scopes(resource));
      case "assessments" -> targets.add(assessed(resource));
      case "upgradeprofiles" -> resource.id().cluster().ifPresent(c -> targets.add(c.key()));
      default -> resource.id().subscription().ifPresent(s -> targets.add("/subscriptions/" + s));
    }
    return targets.stream().map(t -> t.toLowerCase(Locale.ROOT)).distinct().toList();
  }

  /** The scope of what is assigned or locked; {@link #EVERYTHING} above subscriptions. */
  private static String scope(Resource resource) {
    String given = property(resource, "scope");
    Optional<ArmId> scope = given.isEmpty() ? resource.id().parent() : ArmId.parse(given);
    return scope.filter(s -> s.subscription().isPresent()).map(ArmId::key).orElse(EVERYTHING);
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
