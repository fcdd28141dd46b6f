package io.aksguard.evidence.template;

import dev.cel.common.values.NullValue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The names that expressions of one template see; parameters and variables are resolved once. */
final class TemplateScope {
  private final JsonObject template;
  private final Map<String, Object> given;
  private final DeploymentScope deployment;
  private final Tree tree;
  private final Map<String, Object> resolved = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  /**
   * The scope of a template.
   *
   * @param given values of parameters by their names in lower case, gaps where they are unknown
   * @param tree one that makes no notes: what is wrong with a variable is noted where it is used
   */
  TemplateScope(
      JsonObject template, Map<String, Object> given, DeploymentScope deployment, Tree tree) {
    this.template = template;
    this.given = Map.copyOf(given);
    this.deployment = deployment;
    this.tree = tree;
  }

  /** The scope inside a user function, which sees its own parameters only. */
  TemplateScope inFunction(Map<String, Object> arguments) {
    JsonObject.Builder functions = new JsonObject.Builder(template.line());
    functions.put("functions", template.raw("functions"));
    return new TemplateScope(functions.build(), arguments, deployment, tree);
  }

  JsonObject template() {
    return template;
  }

  DeploymentScope deployment() {
    return deployment;
  }

  /** A part of the template outside of any loop. */
  Object resolve(Object node) {
    return tree.resolve(node, Frame.of(this, Loops.NONE), Place.NOWHERE);
  }

  Object parameter(String name) {
    Object value = given.get(name.toLowerCase(Locale.ROOT));
    return value != null ? value : once("parameter", name, () -> defaultOf(name));
  }

  private Object defaultOf(String name) {
    JsonObject declared =
        template.object("parameters").flatMap(all -> all.object(name)).orElse(null);
    if (declared == null) {
      return new Gap("parameter '" + name + "' is not declared");
    }
    Object value = declared.raw("defaultValue");
    if (value != null) {
      return resolve(value);
    }
    return Boolean.TRUE.equals(declared.raw("nullable"))
        ? NullValue.NULL_VALUE
        : new Gap("parameter '" + name + "' has no value");
  }

  Object variable(String name) {
    return once("variable", name, () -> resolvedVariable(name));
  }

  private Object resolvedVariable(String name) {
    JsonObject variables = template.object("variables").orElse(null);
    Object value = variables == null ? null : variables.raw(name);
    if (value != null) {
      return resolve(value);
    }
    JsonObject loop = variables == null ? null : loop(variables, name);
    return loop == null
        ? new Gap("variable '" + name + "' is not declared")
        : tree.loop(loop, Frame.of(this, Loops.NONE));
  }

  private static @Nullable JsonObject loop(JsonObject variables, String name) {
    for (JsonObject loop : variables.array("copy").map(JsonArray::objects).orElse(List.of())) {
      if (loop.string("name").orElse("").equalsIgnoreCase(name)) {
        return loop;
      }
    }
    return null;
  }

  private Object once(String kind, String name, Supplier<Object> resolution) {
    String key = kind + " '" + name.toLowerCase(Locale.ROOT) + "'";
    Object known = resolved.get(key);
    if (known != null) {
      return known;
    }
    if (!open.add(key)) {
      return new Gap(kind + " '" + name + "' refers to itself: " + String.join(" > ", open));
    }
    try {
      known = resolution.get();
    } finally {
      open.remove(key);
    }
    resolved.put(key, known);
    return known;
  }

  Optional<JsonObject> userFunction(String namespace, String name) {
    return template.array("functions").map(JsonArray::objects).orElse(List.of()).stream()
        .filter(each -> each.string("namespace").orElse("").equalsIgnoreCase(namespace))
        .flatMap(each -> each.object("members").flatMap(all -> all.object(name)).stream())
        .findFirst();
  }

  /** Type, name and id of the resource with this symbolic name. */
  Optional<Identity> symbol(String name) {
    return template
        .object("resources")
        .flatMap(all -> all.object(name))
        .filter(node -> node.raw("copy") == null)
        .flatMap(
            node ->
                Naming.identity(
                    node, Frame.of(this, Loops.NONE), Optional.empty(), deployment, tree));
  }
}
