package io.aksguard.evidence.template;

import dev.cel.common.values.NullValue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.template.Identity.Parent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Works out type, name and id of a resource in a template. */
final class Naming {
  private static final String PROVIDERS = "/providers/";

  private Naming() {}

  /** Empty where the type is not known: then nothing can be said about the resource. */
  static Optional<Identity> identity(
      JsonObject node, Frame frame, Optional<Parent> parent, DeploymentScope target, Tree tree) {
    Object written = member(node, "type", frame, tree);
    if (!(written instanceof String type) || type.isEmpty()) {
      return Optional.empty();
    }
    Object name = member(node, "name", frame, tree);
    if (!(name instanceof String) && !(name instanceof Gap)) {
      name = new Gap("the resource has no name");
    }
    Object scope = scope(node, frame, parent, target, tree);
    if (parent.isPresent() && !isFull(type, parent.get())) {
      type = parent.get().type() + "/" + type;
    }
    if (parent.isPresent() && isBelow(type, parent.get())) {
      name = joined(parent.get(), name, type);
    }
    return Optional.of(identity(type, name, scope));
  }

  private static Object member(JsonObject node, String key, Frame frame, Tree tree) {
    Object raw = node.raw(key);
    return raw == null ? NullValue.NULL_VALUE : tree.resolve(raw, frame, new Place(node, key));
  }

  private static boolean isBelow(String type, Parent parent) {
    String start = parent.type() + "/";
    return type.regionMatches(true, 0, start, 0, start.length());
  }

  /** {@code agentPools} and {@code providers/locks} are relative, {@code Microsoft.X/y} is not. */
  private static boolean isFull(String type, Parent parent) {
    int slash = type.indexOf('/');
    return isBelow(type, parent) || (slash > 0 && type.lastIndexOf('.', slash) > 0);
  }

  private static Object joined(Parent parent, Object name, String type) {
    if (parent.name() instanceof Gap) {
      return parent.name();
    }
    boolean complete =
        name instanceof String text && ResourceIds.names("/" + text) == ResourceIds.names(type);
    return name instanceof Gap || complete ? name : parent.name() + "/" + name;
  }

  private static Object scope(
      JsonObject node, Frame frame, Optional<Parent> parent, DeploymentScope target, Tree tree) {
    if (node.raw("scope") == null && parent.isPresent()) {
      return parent.get().scope();
    }
    Object scope = member(node, "scope", frame, tree);
    if (scope instanceof Gap) {
      return scope;
    }
    try {
      if (scope instanceof String text) {
        // Bicep once wrote the resource to extend without what goes before it.
        return text.startsWith("/")
            ? text.substring(text.equals("/") ? 1 : 0)
            : target.id() + PROVIDERS + text;
      }
      return target.id();
    } catch (GapException e) {
      return e.gap();
    }
  }

  private static Identity identity(String type, Object name, Object scope) {
    Parent parent = new Parent(type, name, scope);
    int providers = type.toLowerCase(Locale.ROOT).indexOf(PROVIDERS);
    if (!(name instanceof String text)) {
      return new Identity(type, name, name, parent);
    }
    List<String> names = Arrays.asList(text.split("/", -1));
    String last = names.get(names.size() - 1);
    if (providers < 0) {
      return new Identity(type, last, id(scope, type, names), parent);
    }
    String base = type.substring(0, providers);
    int below = ResourceIds.names(base);
    if (names.size() < below + 2) {
      return new Identity(type, last, misfit(text, type), parent);
    }
    String full = names.get(below) + "/" + type.substring(providers + PROVIDERS.length());
    Object on = id(scope, base, names.subList(0, below));
    return new Identity(full, last, id(on, full, names.subList(below + 1, names.size())), parent);
  }

  private static Object id(Object scope, String type, List<String> names) {
    return scope instanceof String text
        ? ResourceIds.id(text, type, names)
            .<Object>map(id -> id)
            .orElseGet(() -> misfit(String.join("/", names), type))
        : scope;
  }

  private static Gap misfit(String name, String type) {
    return new Gap("the name '" + name + "' does not fit the type '" + type + "'");
  }
}
