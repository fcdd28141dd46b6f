package io.aksguard.evidence.template;

import java.util.List;
import java.util.Optional;

/** Puts resource ids together. */
final class ResourceIds {
  private ResourceIds() {}

  /** The id of a resource below a scope, or empty when the type does not have that many names. */
  static Optional<String> id(String scope, String type, List<String> names) {
    String[] types = trimmed(type).split("/", -1);
    if (types.length != names.size() + 1 || names.isEmpty()) {
      return Optional.empty();
    }
    if (trimmed(type).equalsIgnoreCase("Microsoft.Resources/resourceGroups")) {
      return Optional.of(scope + "/resourceGroups/" + names.get(0));
    }
    StringBuilder id = new StringBuilder(scope).append("/providers/").append(types[0]);
    for (int i = 0; i < names.size(); i++) {
      id.append('/').append(types[i + 1]).append('/').append(names.get(i));
    }
    return Optional.of(id.toString());
  }

  /** ARM takes {@code Microsoft.X/workspaces/} as well. */
  private static String trimmed(String type) {
    return type.endsWith("/") ? type.substring(0, type.length() - 1) : type;
  }

  /** How many names a resource of this type has. */
  static int names(String type) {
    return (int) trimmed(type).chars().filter(c -> c == '/').count();
  }
}
