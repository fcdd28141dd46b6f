package io.aksguard.evidence.input;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import java.util.Locale;
import java.util.Optional;

/** Finds or makes the id of what was read. */
final class Identity {
  private static final String NOWHERE =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/none/providers/";

  private Identity() {}

  /**
   * @param ordinal tells documents without an id apart
   */
  static ArmId of(JsonObject body, String type, int ordinal) {
    String lower = type.toLowerCase(Locale.ROOT);
    if (lower.equals("microsoft.insights/activitylogs")
        || lower.equals("microsoft.policyinsights/policystates")) {
      String about = about(body);
      String subscription =
          ArmId.parse(about)
              .flatMap(ArmId::subscription)
              .map(s -> "/subscriptions/" + s)
              .orElse("");
      return new ArmId(subscription + "/providers/" + lower + "/" + ordinal);
    }
    Optional<ArmId> own = body.string("id").flatMap(ArmId::parse);
    return own.orElseGet(
        () -> new ArmId(NOWHERE + lower + "/" + body.string("name").orElse("unnamed-" + ordinal)));
  }

  private static String about(JsonObject body) {
    return body.string("resourceId")
        .or(() -> body.object("properties").flatMap(p -> p.string("resourceId")))
        .orElse("");
  }

  /** The type that the id tells, which is right also where the type is written in an old way. */
  static String type(ArmId id, String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    boolean extension = lower.contains("/providers/");
    return extension || Resource.CLUSTER.equals(lower) ? id.type().orElse(lower) : lower;
  }
}
