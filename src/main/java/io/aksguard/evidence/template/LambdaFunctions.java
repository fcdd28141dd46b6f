package io.aksguard.evidence.template;

import static java.util.Map.entry;

import dev.cel.common.values.NullValue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions that take a {@code lambda(...)}. */
final class LambdaFunctions {
  private LambdaFunctions() {}

  static Map<String, Function> table() {
    return Map.ofEntries(
        entry("map", LambdaFunctions::map),
        entry("filter", LambdaFunctions::filter),
        entry("reduce", LambdaFunctions::reduce),
        entry("sort", LambdaFunctions::sort),
        entry("toObject", LambdaFunctions::toObject),
        entry("groupBy", LambdaFunctions::groupBy),
        entry("mapValues", LambdaFunctions::mapValues),
        entry("lambdaVariables", LambdaFunctions::variable));
  }

  private static Object variable(Arguments args) {
    String name = args.text(0);
    Object value = args.frame().lambda().get(name);
    if (value == null) {
      throw args.fault("'" + name + "' is not a variable of a lambda");
    }
    return value;
  }

  private static Object map(Arguments args) {
    Lambda lambda = Lambda.of(args, 1);
    List<Object> input = CollectionFunctions.elements(args.array(0));
    List<Object> mapped = new ArrayList<>();
    for (int i = 0; i < input.size(); i++) {
      Object element = input.get(i);
      mapped.add(element instanceof Gap ? element : lambda.apply(element, (long) i));
    }
    return JsonArray.of(mapped);
  }

  private static Object filter(Arguments args) {
    Lambda lambda = Lambda.of(args, 1);
    List<Object> input = CollectionFunctions.elements(args.array(0));
    List<Object> kept = new ArrayList<>();
    for (int i = 0; i < input.size(); i++) {
      Object element = input.get(i);
      Object keep = element instanceof Gap ? element : lambda.apply(element, (long) i);
      if (keep instanceof Gap) {
        kept.add(keep);
      } else if (truth(keep, args)) {
        kept.add(element);
      }
    }
    return JsonArray.of(kept);
  }

  private static Object reduce(Arguments args) {
    Lambda lambda = Lambda.of(args, 2);
    JsonArray input = args.array(0);
    Object result = args.value(1);
    for (int i = 0; i < input.size(); i++) {
      result = lambda.apply(result, input.get(i), (long) i);
      if (Depth.exceeds(result, Limits.DEEPEST_EXPRESSION, args.evaluator().budget())) {
        throw args.fault("the result is nested deeper than " + Limits.DEEPEST_EXPRESSION);
      }
    }
    return result;
  }

  /**
   * By insertion: the lambda is the template's, and List.sort throws where it contradicts itself.
   */
  private static Object sort(Arguments args) {
    Lambda lambda = Lambda.of(args, 1);
    JsonArray input = args.array(0);
    List<Object> sorted = new ArrayList<>();
    for (int i = 0; i < input.size(); i++) {
      Object element = input.get(i);
      int at = sorted.size();
      while (at > 0 && truth(sure(lambda.apply(element, sorted.get(at - 1))), args)) {
        at--;
      }
      sorted.add(at, element);
    }
    return JsonArray.of(sorted);
  }

  private static Object toObject(Arguments args) {
    Lambda key = Lambda.of(args, 1);
    JsonArray input = args.array(0);
    JsonObject.Builder object = new JsonObject.Builder(input.line());
    for (int i = 0; i < input.size(); i++) {
      Object element = input.get(i);
      Object value = args.size() > 2 ? Lambda.of(args, 2).apply(element) : element;
      object.put(key(key.apply(element), args), value instanceof NullValue ? null : value);
    }
    return object.build();
  }

  private static Object groupBy(Arguments args) {
    Lambda key = Lambda.of(args, 1);
    JsonArray input = args.array(0);
    Map<String, List<Object>> groups = new LinkedHashMap<>();
    for (int i = 0; i < input.size(); i++) {
      groups
          .computeIfAbsent(key(key.apply(input.get(i)), args), name -> new ArrayList<>())
          .add(input.get(i));
    }
    JsonObject.Builder object = new JsonObject.Builder(input.line());
    groups.forEach((name, members) -> object.put(name, JsonArray.of(members)));
    return object.build();
  }

  private static Object mapValues(Arguments args) {
    Lambda lambda = Lambda.of(args, 1);
    JsonObject input = args.object(0);
    JsonObject.Builder object = new JsonObject.Builder(input.line());
    for (Map.Entry<String, Object> member : input.entries()) {
      Object value = lambda.apply(member.getValue());
      object.put(member.getKey(), value instanceof NullValue ? null : value);
    }
    return object.build();
  }

  private static Object sure(Object value) {
    if (value instanceof Gap gap) {
      throw new GapException(gap);
    }
    return value;
  }

  private static boolean truth(Object value, Arguments args) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw args.fault("the lambda's result is not a boolean");
  }

  private static String key(Object value, Arguments args) {
    if (sure(value) instanceof String text) {
      return text;
    }
    throw args.fault("the lambda's result is not a string");
  }
}
