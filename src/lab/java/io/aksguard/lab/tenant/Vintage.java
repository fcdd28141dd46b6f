package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Members that came with an API version. Stable ones before it neither show nor take them, and are
 * refused where such a member is not at its default, as Container Registry does.
 */
final class Vintage {
  /**
   * @param parent pointer to the object that has the member
   * @param since the first stable version that knows it
   * @param usual its default, as text
   */
  private record Member(String type, String parent, String name, String since, String usual) {
    boolean isUnknownTo(String version) {
      return !version.endsWith("-preview") && version.compareTo(since) < 0;
    }

    JsonNode in(JsonNode body) {
      return body.at(parent).path(name);
    }

    boolean isSet(JsonNode body) {
      JsonNode value = in(body).has("status") ? in(body).path("status") : in(body);
      return !value.isMissingNode() && !value.asText().equalsIgnoreCase(usual);
    }
  }

  private static final String REGISTRY = "microsoft.containerregistry/registries";
  private static final List<Member> MEMBERS =
      List.of(
          new Member(REGISTRY, "/properties", "anonymousPullEnabled", "2025-11-01", "false"),
          new Member(
              REGISTRY,
              "/properties/policies",
              "azureADAuthenticationAsArmPolicy",
              "2025-11-01",
              "enabled"));

  private Vintage() {}

  /** As a version shows a body. */
  static JsonNode shown(String type, String version, JsonNode body) {
    List<Member> unknown =
        MEMBERS.stream()
            .filter(each -> each.type().equals(type) && each.isUnknownTo(version))
            .toList();
    if (unknown.isEmpty()) {
      return body;
    }
    JsonNode shown = body.deepCopy();
    for (Member each : unknown) {
      if (shown.at(each.parent()) instanceof ObjectNode parent) {
        parent.remove(each.name());
      }
    }
    return shown;
  }

  /**
   * @param before the resource as it is
   * @throws RefusedException with 400
   */
  static void check(String type, String version, JsonNode before) {
    for (Member each : MEMBERS) {
      if (each.type().equals(type) && each.isUnknownTo(version) && each.isSet(before)) {
        throw new RefusedException(
            400,
            "InvalidApiVersion",
            "Cannot override non-default values of "
                + each.name()
                + " using api-version "
                + version);
      }
    }
  }
}
