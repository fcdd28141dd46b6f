package io.aksguard.event;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What sort of event it is.
 *
 * @param ignored why it is ignored, else empty
 */
record Sorting(Kind kind, String ignored) {
  private static final String RESOURCES = "microsoft.resources.resource";

  /**
   * Actions that only read, as {@code listClusterUserCredential/action}: each look would raise one.
   */
  private static final Pattern READING =
      Pattern.compile(".*(/read|/(list|get|check|validate|what-?if)[^/]*/action)");

  private static final Map<String, Kind> ARM =
      Map.of(
          "write", Kind.RESOURCE_WRITTEN, "delete", Kind.RESOURCE_DELETED, "action", Kind.ACTION);

  static Sorting of(String type, String operation) {
    String name = type.toLowerCase(Locale.ROOT);
    if (name.startsWith(RESOURCES)) {
      return arm(name.substring(RESOURCES.length()), operation.toLowerCase(Locale.ROOT));
    }
    if (name.startsWith("microsoft.policyinsights.policystate")) {
      return new Sorting(Kind.POLICY_STATE, "");
    }
    if (name.startsWith("microsoft.containerservice.")) {
      return new Sorting(Kind.AKS, "");
    }
    if (name.equals("microsoft.containerregistry.imagepushed")) {
      return new Sorting(Kind.IMAGE_PUSHED, "");
    }
    if (name.equals("microsoft.containerregistry.imagedeleted")) {
      return new Sorting(Kind.IMAGE_DELETED, "");
    }
    if (name.startsWith("microsoft.resourcenotifications.")) {
      return new Sorting(Kind.RESOURCE_NOTIFICATION, "");
    }
    return ignored(
        name.startsWith("microsoft.eventgrid.") ? "Event Grid's own" : "an unknown type");
  }

  /** {@code writesuccess}, {@code deletefailure} and so on. */
  private static Sorting arm(String name, String operation) {
    if (name.endsWith("failure")) {
      return ignored("the operation failed");
    }
    if (name.endsWith("cancel")) {
      return ignored("the operation was cancelled");
    }
    Kind kind = name.endsWith("success") ? ARM.get(name.substring(0, name.length() - 7)) : null;
    if (kind == null) {
      return ignored("an unknown type");
    }
    if (READING.matcher(operation).matches()) {
      return ignored("the operation only reads");
    }
    return operation.startsWith("microsoft.resources/deployments/")
        ? ignored("a deployment: what it writes has events of its own")
        : new Sorting(kind, "");
  }

  private static Sorting ignored(String why) {
    return new Sorting(Kind.IGNORED, why);
  }
}
