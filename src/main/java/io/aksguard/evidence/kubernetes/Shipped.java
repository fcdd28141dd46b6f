package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells what Kubernetes and AKS bring from what is the customer's, by the table {@code
 * shippedSubjects}. A label alone is no proof, and neither is a name: a role must have both, and a
 * binding must also bind whom its shipper binds. A binding that a shipper made and a customer added
 * a subject to is shipped for the one and the customer's for the other.
 */
final class Shipped {
  /** What nobody ships: the customer's. */
  static final String BY_NOBODY = "";

  private final List<Shipper> shippers = new ArrayList<>();

  /** Who ships; a binding row is {@code {name, role, subjects}}, each with {@code *} patterns. */
  private record Shipper(
      String name, List<JsonObject> labels, List<String> roles, List<JsonObject> bindings) {
    boolean marks(JsonObject object) {
      Map<String, String> own = Named.labels(object);
      return labels.stream()
          .anyMatch(
              label ->
                  label.string("key").map(own::get).stream()
                      .anyMatch(texts(label, "values")::contains));
    }

    boolean ships(JsonObject binding, String role, Subject subject) {
      return marks(binding)
          && bindings.stream()
              .anyMatch(
                  row ->
                      matches(row.string("name").orElse(""), Named.name(binding))
                          && matches(row.string("role").orElse(""), role)
                          && texts(row, "subjects").stream()
                              .anyMatch(who -> matches(who, subject.toString())));
    }
  }

  /**
   * @param table {@code shippedSubjects}: a row for each shipper, with its {@code labels [{key,
   *     values}]}, {@code roles} and {@code bindings}
   */
  Shipped(List<JsonObject> table) {
    for (JsonObject row : table) {
      shippers.add(
          new Shipper(
              row.string("shipper").orElse(""),
              row.array("labels").map(JsonArray::objects).orElse(List.of()),
              texts(row, "roles"),
              row.array("bindings").map(JsonArray::objects).orElse(List.of())));
    }
  }

  /** Who brought the role: a shipper's name, or empty for the customer. */
  String role(JsonObject role) {
    return shippers.stream()
        .filter(each -> each.marks(role))
        .filter(each -> each.roles().stream().anyMatch(name -> matches(name, Named.name(role))))
        .map(Shipper::name)
        .findFirst()
        .orElse(BY_NOBODY);
  }

  /** Who brought the binding and bound this subject by it to a role of this name. */
  String binding(JsonObject binding, String role, Subject subject) {
    return shippers.stream()
        .filter(each -> each.ships(binding, role, subject))
        .map(Shipper::name)
        .findFirst()
        .orElse(BY_NOBODY);
  }

  private static List<String> texts(JsonObject object, String member) {
    return object.array(member).map(JsonArray::known).orElse(List.of()).stream()
        .map(String::valueOf)
        .toList();
  }

  /** Equal, or with a {@code *} at the end: begins with what stands before it. */
  private static boolean matches(String pattern, String text) {
    return pattern.endsWith("*")
        ? text.startsWith(pattern.substring(0, pattern.length() - 1))
        : text.equals(pattern);
  }
}
