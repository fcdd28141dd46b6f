package io.aksguard.lab.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an ARM path names: a resource, a list of resources, or an action where the last type is a
 * verb.
 *
 * @param scope the path before the last {@code providers} segment; empty for the tenant
 * @param namespace the resource provider as it is written
 * @param types one more than names where the path names a list
 */
record Target(String scope, String namespace, List<String> types, List<String> names) {
  private static final String PROVIDERS = "/providers/";

  static Optional<Target> parse(String path) {
    int at = path.toLowerCase(Locale.ROOT).lastIndexOf(PROVIDERS);
    if (at < 0) {
      return container(path);
    }
    String[] parts = path.substring(at + PROVIDERS.length()).split("/");
    return parts.length < 2 ? Optional.empty() : Optional.of(of(path.substring(0, at), parts));
  }

  private static Target of(String scope, String[] parts) {
    List<String> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      (i % 2 == 1 ? types : names).add(parts[i]);
    }
    return new Target(scope, parts[0], List.copyOf(types), List.copyOf(names));
  }

  /** Subscriptions and resource groups have no provider in their ids. */
  private static Optional<Target> container(String path) {
    String[] parts = path.split("/");
    boolean known =
        parts.length >= 2
            && parts.length <= 5
            && parts[1].equalsIgnoreCase("subscriptions")
            && (parts.length <= 3 || parts[3].equalsIgnoreCase("resourceGroups"));
    if (!known) {
      return Optional.empty();
    }
    parts[0] = "Microsoft.Resources";
    return Optional.of(of("", parts));
  }

  boolean isCollection() {
    return types.size() > names.size();
  }

  /** In lower case. */
  String type() {
    return (namespace + "/" + String.join("/", types)).toLowerCase(Locale.ROOT);
  }

  /** As it is written. */
  String typeName() {
    return namespace + "/" + String.join("/", types);
  }

  String name() {
    return names.get(names.size() - 1);
  }

  String lastType() {
    return types.get(types.size() - 1);
  }

  boolean isContainer() {
    return namespace.equals("Microsoft.Resources")
        && types.get(0).equalsIgnoreCase("subscriptions");
  }

  String id() {
    StringBuilder id = new StringBuilder();
    if (!isContainer()) {
      id.append(scope).append(PROVIDERS).append(namespace);
    }
    for (int i = 0; i < types.size(); i++) {
      id.append('/').append(types.get(i));
      if (i < names.size()) {
        id.append('/').append(names.get(i));
      }
    }
    return id.toString();
  }

  /** The resource around a child, or the resource that a list or an action belongs to. */
  Optional<Target> parent() {
    if (types.size() < 2) {
      return Optional.empty();
    }
    int depth = types.size() - 1;
    return Optional.of(
        new Target(scope, namespace, types.subList(0, depth), names.subList(0, depth)));
  }

  static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
