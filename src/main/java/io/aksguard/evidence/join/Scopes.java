package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where role assignments are made, and what is above subscriptions. */
public final class Scopes {
  /** The scope of what is assigned in the whole tenant. */
  public static final String TENANT = Targets.EVERYTHING;

  private static final String GROUP = Targets.ANY_MANAGEMENT_GROUP + "/managementgroups/";

  private Scopes() {}

  /**
   * The scope of a role assignment as it is written; {@link #TENANT} for the whole tenant, and
   * empty where it tells none.
   */
  public static String of(JsonObject assignment) {
    return of(assignment, assignment.string("id").flatMap(ArmId::parse));
  }

  static String of(Resource assignment) {
    return of(assignment.body(), Optional.of(assignment.id()));
  }

  private static String of(JsonObject body, Optional<ArmId> id) {
    String given = body.object("properties").flatMap(p -> p.string("scope")).orElse("");
    if (given.isEmpty()) {
      return id.map(own -> own.parent().map(ArmId::value).orElse(TENANT)).orElse("");
    }
    return given.equals(TENANT) ? TENANT : ArmId.parse(given).map(ArmId::value).orElse("");
  }

  /** Whether a scope is above all subscriptions, or above those of a management group. */
  public static boolean isAboveSubscriptions(String scope) {
    return scope.equals(TENANT) || isManagementGroup(scope);
  }

  public static boolean isManagementGroup(String scope) {
    return scope.toLowerCase(Locale.ROOT).startsWith(GROUP);
  }

  /**
   * The scopes, in lower case, of the management groups above a subscription, by its row in
   * Resource Graph; none where the row does not tell them.
   */
  public static List<String> above(JsonObject subscription) {
    return subscription
        .object("properties")
        .flatMap(p -> p.array("managementGroupAncestorsChain"))
        .map(JsonArray::objects)
        .orElse(List.of())
        .stream()
        .flatMap(group -> group.string("name").stream())
        .map(name -> GROUP + name.toLowerCase(Locale.ROOT))
        .toList();
  }
}
