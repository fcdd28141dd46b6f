package io.aksguard.evidence.template;

import dev.cel.common.values.NullValue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Resolves a part of a template, expressions and property loops inside it, into a value of its own:
 * nothing in the result is shared with another result, so each knows its place.
 */
final class Tree {
  private final Evaluator evaluator;
  private final Budget budget;
  private final BiConsumer<Place, String> notes;

  Tree(Evaluator evaluator, BiConsumer<Place, String> notes) {
    this.evaluator = evaluator;
    this.budget = evaluator.budget();
    this.notes = notes;
  }

  Object resolve(Object node, Frame frame, Place at) {
    budget.spend(1);
    try {
      if (!budget.enter()) {
        return tooDeep(at);
      }
      if (node instanceof String text) {
        return Parser.isExpression(text)
            ? placed(evaluator.evaluate(text, frame), at)
            : Parser.literal(text);
      }
      if (node instanceof JsonObject object) {
        return object(object, frame);
      }
      if (node instanceof JsonArray array) {
        return array(array, frame);
      }
      return node instanceof Gap gap ? noted(gap, at) : node;
    } finally {
      budget.leave();
    }
  }

  private Object object(JsonObject node, Frame frame) {
    JsonObject.Builder resolved = new JsonObject.Builder(node.line());
    for (Map.Entry<String, Object> member : node.entries()) {
      if (member.getKey().equalsIgnoreCase("copy") && CopyLoop.areLoops(member.getValue())) {
        for (JsonObject loop : ((JsonArray) member.getValue()).objects()) {
          resolved.put(loop.string("name").orElse(""), loop(loop, frame));
        }
        continue;
      }
      Place at = new Place(node, member.getKey());
      Object key = resolve(member.getKey(), frame, at);
      if (!(key instanceof String name)) {
        // Any member may be the one that is not known.
        return key instanceof Gap
            ? key
            : noted(new Gap("the name of a member is not a string"), at);
      }
      Object value = resolve(member.getValue(), frame, at);
      resolved.put(name, value instanceof NullValue ? null : value);
    }
    return resolved.build();
  }

  private Object array(JsonArray node, Frame frame) {
    List<Object> resolved = new ArrayList<>();
    for (int i = 0; i < node.known().size(); i++) {
      resolved.add(resolve(node.known().get(i), frame, new Place(node, i)));
    }
    node.rest().ifPresent(gap -> resolved.add(noted(gap, Place.of(node))));
    return JsonArray.of(node.line(), resolved);
  }

  /** The list that a property or variable loop makes, or the gap that is in its way. */
  Object loop(JsonObject node, Frame frame) {
    try {
      CopyLoop loop = CopyLoop.read(node, frame, evaluator);
      Object input = node.raw("input");
      if (input == null) {
        return noted(new Gap("copy loop '" + loop.name() + "' has no input"), Place.of(node));
      }
      List<Object> elements = new ArrayList<>();
      for (long i = 0; i < loop.count(); i++) {
        elements.add(resolve(input, frame.inProperty(loop.name(), i), new Place(node, "input")));
      }
      return JsonArray.of(node.line(), elements);
    } catch (GapException e) {
      return noted(e.gap(), new Place(node, "count"));
    }
  }

  /** A copy of a computed value with its gaps noted. */
  private Object placed(Object value, Place at) {
    budget.spend(1);
    try {
      if (!budget.enter()) {
        return tooDeep(at);
      }
      if (value instanceof JsonObject object) {
        JsonObject.Builder copy = new JsonObject.Builder(object.line());
        object.entries().forEach(each -> copy.put(each.getKey(), placed(each.getValue(), at)));
        return copy.build();
      }
      if (value instanceof JsonArray array) {
        List<Object> copy = new ArrayList<>();
        array.known().forEach(each -> copy.add(placed(each, at)));
        array.rest().ifPresent(gap -> copy.add(noted(gap, at)));
        return JsonArray.of(array.line(), copy);
      }
      return value instanceof Gap gap ? noted(gap, at) : value;
    } finally {
      budget.leave();
    }
  }

  private Gap tooDeep(Place at) {
    return noted(
        new Gap("the value is nested deeper than " + Limits.DEEPEST_EVALUATION + " levels"), at);
  }

  private Gap noted(Gap gap, Place at) {
    notes.accept(at, gap.reason());
    return gap;
  }
}
