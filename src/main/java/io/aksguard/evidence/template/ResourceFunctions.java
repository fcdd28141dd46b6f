package io.aksguard.evidence.template;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Functions that put resource ids together. */
final class ResourceFunctions {
  private ResourceFunctions() {}

  static Map<String, Function> table() {
    return Map.ofEntries(
        entry("resourceId", ResourceFunctions::resourceId),
        entry("subscriptionResourceId", ResourceFunctions::subscriptionResourceId),
        entry("managementGroupResourceId", ResourceFunctions::managementGroupResourceId),
        entry("tenantResourceId", args -> id("", texts(args), 0, args)),
        entry("extensionResourceId", ResourceFunctions::extensionResourceId));
  }

  private static List<String> texts(Arguments args) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      texts.add(args.text(i));
    }
    return texts;
  }

  /** {@code resourceId([subscription], [group], type, name, ...)}. */
  private static Object resourceId(Arguments args) {
    List<String> texts = texts(args);
    int at = typeAt(texts, 2, args);
    DeploymentScope scope = args.frame().names().deployment();
    if (at == 2) {
      scope = scope.inSubscription(texts.get(0));
    }
    if (at > 0) {
      scope = scope.inGroup(texts.get(at - 1));
    }
    return id(scope.id(), texts, at, args);
  }

  private static Object subscriptionResourceId(Arguments args) {
    List<String> texts = texts(args);
    int at = typeAt(texts, 1, args);
    DeploymentScope scope = args.frame().names().deployment();
    return id(at == 1 ? "/subscriptions/" + texts.get(0) : scope.subscriptionId(), texts, at, args);
  }

  private static Object managementGroupResourceId(Arguments args) {
    List<String> texts = texts(args);
    int at = typeAt(texts, 1, args);
    DeploymentScope scope = args.frame().names().deployment();
    Object group = at == 1 ? texts.get(0) : scope.managementGroup();
    return id(scope.inManagementGroup(group).id(), texts, at, args);
  }

  private static Object extensionResourceId(Arguments args) {
    List<String> texts = texts(args);
    String base = args.text(0);
    return id(base.endsWith("/") ? base.substring(0, base.length() - 1) : base, texts, 1, args);
  }

  /** The type is the argument that as many names follow as it has slashes. */
  private static int typeAt(List<String> texts, int most, Arguments args) {
    for (int i = 0; i <= most && i < texts.size(); i++) {
      int names = ResourceIds.names(texts.get(i));
      if (names > 0 && names == texts.size() - i - 1) {
        return i;
      }
    }
    throw args.fault("the names do not fit the type");
  }

  private static Object id(String scope, List<String> texts, int at, Arguments args) {
    if (at >= texts.size()) {
      throw args.fault("the type is missing");
    }
    return ResourceIds.id(scope, texts.get(at), texts.subList(at + 1, texts.size()))
        .orElseThrow(() -> args.fault("the names do not fit the type"));
  }
}
