package io.aksguard.adapter;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.lab.tenant.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks whether a tenant holds what was put into it: it may add members, and change none. */
final class Kept {
  private final Truth truth;

  Kept(Truth truth) {
    this.truth = truth;
  }

  /** Where something is not as it was given; empty is good. */
  List<String> lost(List<JsonObject> given) {
    List<String> lost = new ArrayList<>();
    for (JsonObject each : given) {
      Optional<ArmId> id = each.string("id").flatMap(ArmId::parse);
      if (each.string("type").orElse("").equals("microsoft.insights/activitylogs")) {
        Stream<JsonObject> log = truth.log().stream().map(JsonReader::object);
        if (log.noneMatch(entry -> differs(each, entry, "").isEmpty())) {
          lost.add("a log entry: " + JsonWriter.text(each));
        }
      } else if (id.isEmpty() || isState(id.get().value())) {
        JsonObject flat = each.object("properties").orElse(each);
        if (states().noneMatch(state -> differs(flat, state, "").isEmpty())) {
          lost.add("a policy state: " + JsonWriter.text(each));
        }
      } else {
        JsonObject held = held(id.get()).orElse(null);
        differs(each, held, "").forEach(where -> lost.add(id.get() + where));
      }
    }
    return lost;
  }

  private static boolean isState(String id) {
    return id.toLowerCase(Locale.ROOT).contains("/policystates/");
  }

  private Stream<JsonObject> states() {
    return truth.ids().stream()
        .filter(Kept::isState)
        .flatMap(id -> body(id).stream())
        .flatMap(row -> row.object("properties").stream());
  }

  private Optional<JsonObject> body(String id) {
    return truth.body(id).map(JsonReader::object);
  }

  private Optional<JsonObject> held(ArmId id) {
    return switch (id.type().orElse("")) {
      case "microsoft.containerservice/managedclusters/agentpools" ->
          in(id, "agentPoolProfiles")
              .map(
                  pool ->
                      JsonObject.of(
                          Map.of("id", id.value(), "name", id.name(), "properties", pool)));
      case "microsoft.network/virtualnetworks/subnets" -> in(id, "subnets");
      case "microsoft.network/networksecuritygroups/securityrules" -> in(id, "securityRules");
      default -> body(id.value());
    };
  }

  /** A child that lies in its parent's body. */
  private Optional<JsonObject> in(ArmId child, String list) {
    return body(child.parent().orElseThrow().value())
        .flatMap(parent -> parent.object("properties"))
        .flatMap(properties -> properties.array(list))
        .map(JsonArray::objects)
        .orElse(List.of())
        .stream()
        .filter(each -> name(each).equalsIgnoreCase(child.name()))
        .findFirst();
  }

  private static String name(JsonObject of) {
    return of.string("name")
        .or(() -> of.string("id").map(id -> id.substring(id.lastIndexOf('/') + 1)))
        .orElse("");
  }

  private static List<String> differs(@Nullable Object given, @Nullable Object held, String where) {
    List<String> differs = new ArrayList<>();
    if (where.equals(".id") || where.equals(".type")) {
      boolean same = String.valueOf(given).equalsIgnoreCase(String.valueOf(held));
      return same ? differs : List.of(where + ": " + given + ", held " + held);
    }
    if (given instanceof JsonObject object && held instanceof JsonObject other) {
      object
          .entries()
          .forEach(
              member ->
                  differs.addAll(
                      differs(
                          member.getValue(),
                          other.raw(member.getKey()),
                          where + "." + member.getKey())));
    } else if (given instanceof JsonArray list && held instanceof JsonArray other) {
      // A cluster lists pools too that were given by themselves.
      boolean same =
          where.endsWith(".agentPoolProfiles")
              ? list.size() <= other.size()
              : list.size() == other.size();
      for (int i = 0; same && i < list.size(); i++) {
        differs.addAll(differs(list.get(i), other.get(i), where + "[" + i + "]"));
      }
      if (!same) {
        differs.add(where + ": " + JsonWriter.text(list) + ", held " + JsonWriter.text(other));
      }
    } else if (given != null && !given.equals(held)) {
      differs.add(where + ": " + JsonWriter.text(given) + ", held " + JsonWriter.text(held));
    }
    return differs;
  }
}
