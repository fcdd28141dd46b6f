package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a network security group: those in its body and those that are resources of their
 * own, as templates and {@code az network nsg rule list} have them.
 */
final class Rules {
  private static final String RULE = "microsoft.network/networksecuritygroups/securityrules";
  private static final String MEMBER = "securityRules";

  private Rules() {}

  /** The group as it is, or with the rules that its body does not have. */
  static Object withChildren(Object group, Lists lists) {
    Optional<ArmId> id =
        group instanceof JsonObject body
            ? body.string("id").flatMap(ArmId::parse)
            : Optional.empty();
    if (id.isEmpty() || !(group instanceof JsonObject body)) {
      return group;
    }
    JsonArray children = lists.children("network", id.get(), RULE, "security rules");
    JsonObject properties = body.object("properties").orElse(JsonObject.of(Map.of()));
    Object inline = properties.raw(MEMBER);
    boolean unread = inline instanceof Gap || body.raw("properties") instanceof Gap;
    return unread || children.objects().isEmpty()
        ? group
        : body.with("properties", properties.with(MEMBER, merged(inline, children)));
  }

  /** A rule in both places is the resource; a group that shows its rules shows all that it has. */
  private static JsonArray merged(@Nullable Object inline, JsonArray children) {
    Map<String, Object> rules = new LinkedHashMap<>();
    Optional<Gap> rest = children.rest();
    if (inline instanceof JsonArray array) {
      array.objects().forEach(rule -> rules.put(own(rule).toLowerCase(Locale.ROOT), rule));
      rest = array.rest();
    }
    for (JsonObject rule : children.objects()) {
      rules.put(own(rule).toLowerCase(Locale.ROOT), rule.with("name", own(rule)));
    }
    return rest.isPresent()
        ? JsonArray.partly(rules.values(), rest.get())
        : JsonArray.of(rules.values());
  }

  private static String own(JsonObject rule) {
    String name = rule.string("name").orElse("");
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
