package io.aksguard.evidence.input;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Finds or makes the ids of what one file holds. */
final class Identity {
  private static final String NOWHERE =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/none/providers/";

  private final UUID file;
  private int unnamed;

  /**
   * @param file its path, so that what has no id of its own keeps apart from that of other files
   */
  Identity(String file) {
    this.file = UUID.nameUUIDFromBytes(file.getBytes(StandardCharsets.UTF_8));
  }

  /** The document's own id; rows that are about a resource, and documents without one, get one. */
  ArmId of(JsonObject body, String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    if (lower.equals("microsoft.insights/activitylogs")
        || lower.equals("microsoft.policyinsights/policystates")) {
      String subscription =
          ArmId.parse(about(body))
              .flatMap(ArmId::subscription)
              .map(s -> "/subscriptions/" + s)
              .orElse("");
      return new ArmId(subscription + "/providers/" + lower + "/" + file + "-" + unnamed++);
    }
    Optional<ArmId> own = body.string("id").flatMap(ArmId::parse);
    return own.orElseGet(
        () -> made(lower, body.string("name").orElseGet(() -> "unnamed-" + unnamed++)));
  }

  /**
   * An id of the type; where the name has too few segments, the containers have none of their own.
   */
  private static ArmId made(String type, String name) {
    String[] kinds = type.split("/");
    String[] names = name.split("/");
    StringBuilder id = new StringBuilder(NOWHERE).append(kinds[0]);
    for (int i = 1; i < kinds.length; i++) {
      int at = names.length - (kinds.length - i);
      id.append('/').append(kinds[i]).append('/').append(at < 0 ? "unnamed" : names[at]);
    }
    return new ArmId(id.toString());
  }

  /**
   * The id of a resource nested in another one. A child or a setting belongs to what it is nested
   * in, whether it has no id of its own or one of another place; a subnet in an exported cluster is
   * only shown with it and keeps its own.
   */
  ArmId nested(JsonObject body, String type, ArmId parent, String parentType) {
    String lower = type.toLowerCase(Locale.ROOT);
    Optional<ArmId> own = body.string("id").flatMap(ArmId::parse);
    String name = body.string("name").orElse("unnamed-" + unnamed++);
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (own.isPresent() && parent.covers(own.get())) {
      return own.get();
    }
    if (lower.endsWith("/diagnosticsettings")) {
      return new ArmId(parent.value() + "/providers/Microsoft.Insights/diagnosticSettings/" + last);
    }
    if (lower.endsWith("/locks") || lower.endsWith("/roleassignments")) {
      String kind = type.substring(type.lastIndexOf('/'));
      return new ArmId(parent.value() + "/providers/Microsoft.Authorization" + kind + "/" + last);
    }
    if (lower.startsWith(parentType.toLowerCase(Locale.ROOT) + "/")) {
      return new ArmId(parent.value() + type.substring(parentType.length()) + "/" + last);
    }
    return own.orElseGet(() -> of(body, type));
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
