package io.aksguard.evidence.template;

import static java.util.Map.entry;

import dev.cel.common.values.NullValue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Building objects and looking into them. */
final class ObjectFunctions {
  private ObjectFunctions() {}

  static Map<String, Function> table() {
    return Map.ofEntries(
        entry("createObject", ObjectFunctions::createObject),
        entry("items", ObjectFunctions::items),
        entry("objectKeys", args -> JsonArray.of(sorted(args.object(0)).keySet())),
        entry("tryGet", ObjectFunctions::tryGet),
        entry("indexFromEnd", args -> fromEnd(args, false)),
        entry("tryIndexFromEnd", args -> fromEnd(args, true)));
  }

  /** Null members are left out: evidence means the same by null and by absence. */
  private static Object createObject(Arguments args) {
    if (args.size() % 2 != 0) {
      throw args.fault("a value is missing");
    }
    JsonObject.Builder object = new JsonObject.Builder(0);
    for (int i = 0; i < args.size(); i += 2) {
      String key = args.text(i);
      Object value = args.value(i + 1);
      object.put(key, value instanceof NullValue ? null : value);
    }
    return object.build();
  }

  private static Map<String, Object> sorted(JsonObject object) {
    Map<String, Object> members = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    object.entries().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }

  private static Object items(Arguments args) {
    List<Object> items = new ArrayList<>();
    sorted(args.object(0))
        .forEach(
            (key, value) ->
                items.add(new JsonObject.Builder(0).put("key", key).put("value", value).build()));
    args.spend(items.size());
    return JsonArray.of(items);
  }

  private static Object tryGet(Arguments args) {
    Object at = args.known(0);
    for (int i = 1; i < args.size() && !(at instanceof Gap); i++) {
      Object found = Lookup.find(at, args.known(i));
      if (found == null) {
        return NullValue.NULL_VALUE;
      }
      at = found;
    }
    return at;
  }

  private static Object fromEnd(Arguments args, boolean quiet) {
    JsonArray array = args.array(0);
    Object found = Lookup.find(array, array.size() - args.number(1));
    if (found == null && !quiet) {
      throw args.fault("the array has " + array.size() + " elements");
    }
    return found == null ? NullValue.NULL_VALUE : found;
  }
}
