package io.aksguard.evidence.template;

import static java.util.Map.entry;

import dev.cel.common.values.NullValue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions that take a string as well as an array, and some an object. */
final class CollectionFunctions {
  private CollectionFunctions() {}

  static Map<String, Function> table() {
    return Map.ofEntries(
        entry("concat", CollectionFunctions::concat),
        entry("contains", CollectionFunctions::contains),
        entry("empty", CollectionFunctions::empty),
        entry("length", CollectionFunctions::length),
        entry("first", args -> end(args, true)),
        entry("last", args -> end(args, false)),
        entry("skip", args -> part(args, false)),
        entry("take", args -> part(args, true)),
        entry("indexOf", args -> position(args, false)),
        entry("lastIndexOf", args -> position(args, true)),
        entry("createArray", args -> JsonArray.of(args.values())),
        entry("flatten", CollectionFunctions::flatten));
  }

  private static Object concat(Arguments args) {
    if (args.size() > 0 && args.known(0) instanceof JsonArray) {
      List<Object> all = new ArrayList<>();
      for (int i = 0; i < args.size(); i++) {
        all.addAll(elements(args.array(i)));
        args.spend(all.size());
      }
      return JsonArray.of(all);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < args.size(); i++) {
      text.append(JsonText.of(args.known(i), args.evaluator().budget()));
      args.expectText(text.length());
    }
    return text.toString();
  }

  /** What is known of a list and the gap behind it, to be carried into another list. */
  static List<Object> elements(JsonArray array) {
    List<Object> all = new ArrayList<>(array.known());
    array.rest().ifPresent(all::add);
    return all;
  }

  private static Object contains(Arguments args) {
    Object container = args.known(0);
    Object wanted = args.known(1);
    if (container instanceof JsonArray array) {
      return LogicFunctions.comparison(args).contains(array, wanted);
    }
    if (container instanceof JsonObject object) {
      Object member = object.raw(args.text(1));
      return member instanceof Gap ? member : (Object) (member != null);
    }
    String part = JsonText.of(wanted, args.evaluator().budget());
    args.expectSearch(args.text(0), part);
    return args.text(0).contains(part);
  }

  private static Object empty(Arguments args) {
    Object value = args.known(0);
    if (value instanceof String text) {
      return text.isEmpty();
    }
    if (value instanceof JsonArray array) {
      return array.isEmpty();
    }
    return value instanceof NullValue || args.object(0).isEmpty();
  }

  private static Object length(Arguments args) {
    Object value = args.known(0);
    if (value instanceof String text) {
      return (long) text.length();
    }
    return value instanceof JsonArray array ? (long) array.size() : (long) args.object(0).size();
  }

  private static Object end(Arguments args, boolean first) {
    Object value = args.known(0);
    if (value instanceof JsonArray array) {
      return array.isEmpty() ? NullValue.NULL_VALUE : array.get(first ? 0 : array.size() - 1);
    }
    String text = args.text(0);
    if (text.isEmpty()) {
      return "";
    }
    return first ? text.substring(0, 1) : text.substring(text.length() - 1);
  }

  private static Object part(Arguments args, boolean take) {
    Object value = args.known(0);
    long count = Math.max(0, args.number(1));
    if (value instanceof JsonArray array) {
      int at = (int) Math.min(count, array.size());
      args.spend(array.size());
      return JsonArray.of(take ? array.subList(0, at) : array.subList(at, array.size()));
    }
    String text = args.text(0);
    int at = (int) Math.min(count, text.length());
    return take ? text.substring(0, at) : text.substring(at);
  }

  /** In strings without regard to case, in arrays with it. */
  private static Object position(Arguments args, boolean last) {
    if (args.known(0) instanceof JsonArray array) {
      Comparison comparison = LogicFunctions.comparison(args);
      Object wanted = args.known(1);
      long found = -1;
      for (int i = 0; i < array.size() && (last || found < 0); i++) {
        found = comparison.equal(array.get(i), wanted) ? i : found;
      }
      return found;
    }
    String text = args.text(0).toLowerCase(Locale.ROOT);
    String wanted = args.text(1).toLowerCase(Locale.ROOT);
    args.expectSearch(text, wanted);
    return (long) (last ? text.lastIndexOf(wanted) : text.indexOf(wanted));
  }

  private static Object flatten(Arguments args) {
    List<Object> all = new ArrayList<>();
    for (Object element : elements(args.array(0))) {
      if (element instanceof JsonArray array) {
        all.addAll(elements(array));
      } else if (element instanceof Gap) {
        all.add(element);
      } else {
        throw args.fault("an element is not an array");
      }
      args.spend(1);
    }
    args.spend(all.size());
    return JsonArray.of(all);
  }
}
