package io.aksguard.evidence.template;

import dev.cel.common.values.NullValue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.template.Identity.Parent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Walks a template's resources: loops, conditions, children and nested deployments. */
final class Expansion {
  private static final String LEFT_OUT = "; the resource is left out";

  private final Evaluator evaluator;
  private final Tree quiet;
  private final Tree tree;
  private final Notes notes;
  private final Assembly assembly;
  private final List<JsonObject> resources = new ArrayList<>();
  private Place current = Place.NOWHERE;

  /**
   * A walk.
   *
   * @param quiet for what is needed on the way and noted in other words
   * @param file the template's, for the origin of its resources
   */
  Expansion(Evaluator evaluator, Tree quiet, Notes notes, String file) {
    this.evaluator = evaluator;
    this.quiet = quiet;
    this.tree = new Tree(evaluator, notes::add);
    this.notes = notes;
    this.assembly = new Assembly(tree, notes, file);
  }

  /** The resources in the order of the template; what the limits cut off is noted. */
  List<JsonObject> run(JsonObject template, Context context) {
    try {
      template(template, context);
    } catch (Budget.Exhausted e) {
      notes.stop(current, e.getMessage() + "; this resource and all after it are left out");
    }
    return resources;
  }

  /** One template, the root or a nested one. */
  void template(JsonObject template, Context context) {
    Object declared = template.raw("resources");
    if (declared instanceof JsonArray list) {
      list(list, context, Optional.empty());
    } else if (declared instanceof JsonObject symbolic) {
      for (Map.Entry<String, Object> each : symbolic.entries()) {
        declared(each.getValue(), context, Optional.empty(), new Place(symbolic, each.getKey()));
      }
    } else {
      notes.add(Place.of(template), "the template has no list of resources");
    }
  }

  private void list(JsonArray list, Context context, Optional<Parent> parent) {
    for (int i = 0; i < list.known().size(); i++) {
      declared(list.known().get(i), context, parent, new Place(list, i));
    }
    list.rest().ifPresent(gap -> notes.add(Place.of(list), gap.reason()));
  }

  private void declared(Object declared, Context context, Optional<Parent> parent, Place at) {
    if (!(declared instanceof JsonObject node)) {
      notes.add(at, "this is not an object" + LEFT_OUT);
    } else if (node.raw("import") != null || node.raw("extension") != null) {
      notes.add(Place.of(node), "resources of an extension are not supported" + LEFT_OUT);
    } else if (Boolean.TRUE.equals(node.raw("existing"))) {
      // What is nested in a resource that exists already is deployed all the same.
      Naming.identity(node, context.frame(), parent, context.target(), quiet)
          .ifPresent(identity -> children(node, identity, context));
    } else if (node.raw("copy") == null) {
      instance(node, context, parent);
    } else {
      copies(node, context, parent);
    }
  }

  private void copies(JsonObject node, Context context, Optional<Parent> parent) {
    Place at = new Place(node, "copy");
    JsonObject head = node.object("copy").orElse(null);
    if (head == null) {
      notes.add(at, "this is not a copy loop" + LEFT_OUT);
      return;
    }
    try {
      CopyLoop loop = CopyLoop.read(head, context.frame(), evaluator);
      for (long i = 0; i < loop.count(); i++) {
        instance(node, context.inLoop(loop.name(), i), parent);
      }
    } catch (GapException e) {
      notes.add(at, e.gap().reason() + LEFT_OUT);
    }
  }

  private void instance(JsonObject node, Context context, Optional<Parent> parent) {
    current = Place.of(node);
    evaluator.budget().spend(1);
    Optional<Identity> known =
        Naming.identity(node, context.frame(), parent, context.target(), tree);
    if (known.isEmpty()) {
      notes.add(new Place(node, "type"), "the type is not known" + LEFT_OUT);
      return;
    }
    Identity identity = known.get();
    Object condition = condition(node, context);
    if (condition instanceof Gap doubt) {
      deployed(node, identity, context.doubting(doubt));
    } else if (condition.equals(true)) {
      deployed(node, identity, context);
    }
    // A condition does not reach the children: ARM asks for one on each of them.
    if (!isDeployment(identity)) {
      children(node, identity, context);
    }
  }

  private void children(JsonObject node, Identity identity, Context context) {
    Object children = node.raw("resources");
    if (children instanceof JsonArray list) {
      list(list, context, Optional.of(identity.parent()));
    } else if (children != null) {
      notes.add(
          new Place(node, "resources"), "this is not a list; the resources in it are left out");
    }
  }

  /** True, false, or the gap that stands for what is not known of a doubtful resource. */
  private Object condition(JsonObject node, Context context) {
    Object written = node.raw("condition");
    if (written == null) {
      return true;
    }
    Object value = quiet.resolve(written, context.frame(), Place.NOWHERE);
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof String text && text.toLowerCase(Locale.ROOT).matches("true|false")) {
      return Boolean.valueOf(text);
    }
    String why = value instanceof Gap gap ? gap.reason() : "its value is not a boolean";
    String shown = written instanceof String text ? Frame.shown(text) : "its condition";
    Gap doubt = new Gap("whether it is deployed depends on " + shown);
    notes.add(new Place(node, "condition"), doubt.reason() + ": " + why);
    return doubt;
  }

  private void deployed(JsonObject node, Identity identity, Context context) {
    String type = identity.type().toLowerCase(Locale.ROOT);
    if (isDeployment(identity)) {
      nested(node, identity, context);
    } else if (type.startsWith("microsoft.resources/templatespecs")
        || type.startsWith("microsoft.resources/deploymentstacks")) {
      notes.add(Place.of(node), "resources of " + identity.type() + " are not read" + LEFT_OUT);
    } else if (resources.size() >= Limits.MOST_RESOURCES) {
      throw new Budget.Exhausted("more than " + Limits.MOST_RESOURCES + " resources");
    } else {
      resources.add(assembly.resource(node, identity, context));
    }
  }

  private static boolean isDeployment(Identity identity) {
    return identity.type().equalsIgnoreCase("Microsoft.Resources/deployments");
  }

  private void nested(JsonObject node, Identity identity, Context context) {
    JsonObject properties = node.object("properties").orElse(null);
    if (properties == null) {
      notes.add(Place.of(node), "the deployment has no template" + LEFT_OUT);
    } else if (properties.raw("templateLink") != null) {
      notes.add(
          new Place(properties, "templateLink"),
          "the linked template " + link(properties, context) + " is not read" + LEFT_OUT);
    } else if (properties.object("template").isEmpty()) {
      notes.add(Place.of(node), "the deployment has no inline template" + LEFT_OUT);
    } else {
      JsonObject template = properties.object("template").get();
      template(template, NestedDeployment.inside(node, properties, identity, context, quiet));
    }
  }

  private String link(JsonObject properties, Context context) {
    for (String key : List.of("uri", "relativePath", "id")) {
      Object link = properties.object("templateLink").map(each -> each.raw(key)).orElse(null);
      Object value =
          link == null ? NullValue.NULL_VALUE : quiet.resolve(link, context.frame(), Place.NOWHERE);
      if (value instanceof String text) {
        return "'" + Frame.shown(text) + "'";
      }
      if (value instanceof Gap && link instanceof String text) {
        return Frame.shown(text);
      }
    }
    return "of the deployment";
  }
}
