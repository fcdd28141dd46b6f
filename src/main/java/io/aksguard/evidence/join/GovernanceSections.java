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
 * Sections {@code policy}, {@code defender}, {@code extensions}, {@code fleet}, {@code changes}.
 */
final class GovernanceSections {
  private GovernanceSections() {}

  static JsonObject policy(Lists lists) {
    JsonObject.Builder policy = new JsonObject.Builder(0);
    policy.put(
        "assignments",
        covering("microsoft.authorization/policyassignments", "policy assignments", lists));
    policy.put(
        "exemptions",
        covering("microsoft.authorization/policyexemptions", "policy exemptions", lists));
    policy.put(
        "states",
        lists.around(
            "policy",
            "microsoft.policyinsights/policystates",
            state -> isAbout(state.body(), lists.cluster),
            "policy states"));
    policy.put(
        "safeguards",
        lists.children(
            "policy",
            lists.cluster,
            Resource.CLUSTER + "/deploymentsafeguards",
            "deployment safeguards"));
    return policy.build();
  }

  /** Policy states lie flat in ARM's answers and below {@code properties} in Resource Graph's. */
  private static boolean isAbout(JsonObject state, ArmId cluster) {
    Optional<String> nested = state.object("properties").flatMap(p -> p.string("resourceId"));
    return nested.or(() -> state.string("resourceId")).orElse("").equalsIgnoreCase(cluster.value());
  }

  private static JsonArray covering(String type, String plural, Lists lists) {
    return lists.around("policy", type, resource -> covers(resource, lists.cluster), plural);
  }

  private static boolean covers(Resource resource, ArmId cluster) {
    Optional<ArmId> scope = AccessSections.scope(resource);
    boolean managementGroup =
        scope.flatMap(ArmId::type).filter(t -> t.endsWith("/managementgroups")).isPresent();
    return managementGroup || scope.map(s -> s.covers(cluster)).orElse(false);
  }

  /**
   * The subscription's Defender plans; the assessments of the cluster; those of container images,
   * with the registries that the cluster uses.
   */
  static JsonObject defender(JsonArray registries, Lists lists) {
    JsonObject.Builder defender = new JsonObject.Builder(0);
    defender.put(
        "plans",
        lists.around("defender", "microsoft.security/pricings", plan -> true, "Defender plans"));
    List<JsonObject> onCluster = new ArrayList<>();
    List<JsonObject> onImages = new ArrayList<>();
    for (Resource assessment :
        lists.inventory.around(lists.cluster, "microsoft.security/assessments")) {
      String about = about(assessment);
      if (isImage(assessment)) {
        if (about.startsWith(lists.cluster.key()) || isIn(registries, about)) {
          onImages.add(assessment.body());
        }
      } else if (about.equals(lists.cluster.key())) {
        onCluster.add(assessment.body());
      }
    }
    defender.put("assessments", lists.whole("defender", onCluster, "Defender assessments"));
    defender.put(
        "images", lists.whole("defender", onImages, "Defender assessments of container images"));
    return defender.build();
  }

  private static boolean isIn(JsonArray registries, String about) {
    return registries.objects().stream()
        .flatMap(registry -> registry.string("id").stream())
        .anyMatch(id -> about.startsWith(id.toLowerCase(Locale.ROOT)));
  }

  /** Defender writes members in Pascal and in camel case; evidence ignores case. */
  private static boolean isImage(Resource assessment) {
    return assessment
        .body()
        .object("properties")
        .flatMap(p -> p.object("resourceDetails"))
        .flatMap(d -> d.string("ResourceType"))
        .map(type -> type.equalsIgnoreCase(".containerimage"))
        .orElse(false);
  }

  private static String about(Resource assessment) {
    return assessment
        .body()
        .object("properties")
        .flatMap(p -> p.object("resourceDetails"))
        .flatMap(d -> d.string("Id"))
        .or(() -> assessment.id().parent().map(ArmId::value))
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  static JsonObject extensions(Lists lists) {
    String family = "microsoft.kubernetesconfiguration/";
    JsonObject.Builder extensions = new JsonObject.Builder(0);
    extensions.put(
        "installed",
        lists.children("extensions", lists.cluster, family + "extensions", "extensions"));
    extensions.put(
        "flux",
        lists.children(
            "extensions", lists.cluster, family + "fluxconfigurations", "Flux configurations"));
    return extensions.build();
  }

  static JsonArray fleet(Lists lists) {
    return lists.around(
        "fleet",
        "microsoft.containerservice/fleets/members",
        member ->
            AccessSections.property(member, "clusterResourceId")
                .equalsIgnoreCase(lists.cluster.value()),
        "fleet members");
  }

  /** The cluster's activity log and its property changes from Resource Graph. */
  static JsonObject changes(Lists lists) {
    JsonObject.Builder changes = new JsonObject.Builder(0);
    changes.put(
        "activity",
        lists.around(
            "changes",
            "microsoft.insights/activitylogs",
            entry ->
                entry
                    .body()
                    .string("resourceId")
                    .orElse("")
                    .equalsIgnoreCase(lists.cluster.value()),
            "activity log entries"));
    changes.put(
        "properties",
        lists.around(
            "changes",
            "microsoft.resources/changes",
            change ->
                AccessSections.property(change, "targetResourceId")
                    .equalsIgnoreCase(lists.cluster.value()),
            "property changes"));
    return changes.build();
  }
}
