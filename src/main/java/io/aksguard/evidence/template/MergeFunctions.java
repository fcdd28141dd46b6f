package io.aksguard.evidence.template;

import static java.util.Map.entry;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Union and intersection of arrays and of objects. */
final class MergeFunctions {
  private MergeFunctions() {}

  static Map<String, Function> table() {
    return Map.ofEntries(
        entry("union", MergeFunctions::union),
        entry("shallowMerge", MergeFunctions::shallowMerge),
        entry("intersection", MergeFunctions::intersection));
  }

  private static Object union(Arguments args) {
    if (args.known(0) instanceof JsonArray) {
      return unionOfArrays(args);
    }
    JsonObject merged = args.object(0);
    for (int i = 1; i < args.size(); i++) {
      merged = merge(merged, args.object(i), true, args);
    }
    return merged;
  }

  private static Object unionOfArrays(Arguments args) {
    Comparison comparison = LogicFunctions.comparison(args);
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      for (Object element : CollectionFunctions.elements(args.array(i))) {
        if (element instanceof Gap || !contains(all, element, comparison)) {
          all.add(element);
        }
      }
    }
    return JsonArray.of(all);
  }

  private static boolean contains(List<Object> all, Object wanted, Comparison comparison) {
    for (Object element : all) {
      if (surelyEqual(element, wanted, comparison)) {
        return true;
      }
    }
    return false;
  }

  /** An element with a gap inside may equal another or not: it is kept. */
  private static boolean surelyEqual(Object a, Object b, Comparison comparison) {
    try {
      return comparison.equal(a, b);
    } catch (GapException e) {
      return false;
    }
  }

  private static Object shallowMerge(Arguments args) {
    JsonArray objects = args.array(0);
    JsonObject merged = new JsonObject.Builder(objects.line()).build();
    for (int i = 0; i < objects.size(); i++) {
      if (!(objects.get(i) instanceof JsonObject object)) {
        throw args.fault("an element is not an object");
      }
      merged = merge(merged, object, false, args);
    }
    return merged;
  }

  /** Later members win; where both are objects and {@code deep}, their members are merged. */
  private static JsonObject merge(JsonObject a, JsonObject b, boolean deep, Arguments args) {
    args.spend(a.size() + b.size());
    Map<String, Map.Entry<String, Object>> members = new LinkedHashMap<>();
    a.entries().forEach(member -> members.put(lower(member.getKey()), member));
    for (Map.Entry<String, Object> member : b.entries()) {
      Map.Entry<String, Object> before = members.get(lower(member.getKey()));
      Object value = member.getValue();
      if (deep
          && before != null
          && before.getValue() instanceof JsonObject x
          && value instanceof JsonObject y) {
        value = merge(x, y, true, args);
      }
      String key = before == null ? member.getKey() : before.getKey();
      members.put(lower(key), Map.entry(key, value));
    }
    JsonObject.Builder merged = new JsonObject.Builder(a.line());
    members.values().forEach(member -> merged.put(member.getKey(), member.getValue()));
    return merged.build();
  }

  private static Object intersection(Arguments args) {
    Object common = args.known(0);
    for (int i = 1; i < args.size(); i++) {
      common =
          common instanceof JsonArray array
              ? common(array, args.array(i), args)
              : common(args.object(0), (JsonObject) common, args.object(i), args);
    }
    return common;
  }

  private static Object common(JsonArray a, JsonArray b, Arguments args) {
    Comparison comparison = LogicFunctions.comparison(args);
    List<Object> both = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      Object element = a.get(i);
      if (comparison.contains(b, element) && !contains(both, element, comparison)) {
        both.add(element);
      }
    }
    return JsonArray.of(both);
  }

  private static Object common(JsonObject first, JsonObject a, JsonObject b, Arguments args) {
    Comparison comparison = LogicFunctions.comparison(args);
    JsonObject.Builder both = new JsonObject.Builder(first.line());
    for (Map.Entry<String, Object> member : a.entries()) {
      args.spend(b.size() / 16);
      Object other = b.raw(member.getKey());
      if (other != null && comparison.equal(member.getValue(), other)) {
        both.put(member.getKey(), member.getValue());
      }
    }
    return both.build();
  }

  private static String lower(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}
