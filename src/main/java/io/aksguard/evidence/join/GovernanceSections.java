package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sections {@code policy}, {@code defender}, {@code extensions}, {@code fleet}, {@code changes}.
 */
final class GovernanceSections {
  private static final String PLAN = "microsoft.security/pricings";
  private static final String ASSESSMENT = "microsoft.security/assessments";

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
        lists.about(
            "policy", "microsoft.policyinsights/policystates", lists.cluster, "policy states"));
    policy.put(
        "safeguards",
        lists.children(
            "policy",
            lists.cluster,
            "microsoft.containerservice/deploymentsafeguards",
            "deployment safeguards"));
    return policy.build();
  }

  private static JsonArray covering(String type, String plural, Lists lists) {
    return lists.covering("policy", type, plural);
  }

  /**
   * The subscription's Defender plans; the assessments of the cluster; those of container images,
   * with the registries that the cluster uses.
   */
  static JsonObject defender(JsonArray registries, Lists lists) {
    JsonObject.Builder defender = new JsonObject.Builder(0);
    defender.put(
        "plans",
        lists.whole("defender", PLAN, Lists.bodies(lists.inSubscription(PLAN)), "Defender plans"));
    List<JsonObject> onCluster = new ArrayList<>();
    List<JsonObject> onImages = new ArrayList<>();
    for (Resource assessment : lists.about(lists.cluster.key(), ASSESSMENT)) {
      (isImage(assessment) ? onImages : onCluster).add(assessment.body());
    }
    for (JsonObject registry : registries.objects()) {
      String id = registry.string("id").orElse("").toLowerCase(Locale.ROOT);
      lists.about(id, ASSESSMENT).stream()
          .filter(GovernanceSections::isImage)
          .forEach(assessment -> onImages.add(assessment.body()));
    }
    defender.put(
        "assessments", lists.whole("defender", ASSESSMENT, onCluster, "Defender assessments"));
    defender.put(
        "images",
        lists.beside(
            registries,
            ASSESSMENT,
            lists.whole(
                "defender", ASSESSMENT, onImages, "Defender assessments of container images")));
    return defender.build();
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
    return lists.about(
        "fleet", "microsoft.containerservice/fleets/members", lists.cluster, "fleet members");
  }

  /** The cluster's activity log and its property changes from Resource Graph. */
  static JsonObject changes(Lists lists) {
    ArmId cluster = lists.cluster;
    JsonObject.Builder changes = new JsonObject.Builder(0);
    changes.put(
        "activity",
        lists.about("changes", "microsoft.insights/activitylogs", cluster, "activity log entries"));
    changes.put(
        "properties",
        lists.about("changes", "microsoft.resources/changes", cluster, "property changes"));
    return changes.build();
  }
}
