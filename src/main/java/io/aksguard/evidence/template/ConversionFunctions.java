package io.aksguard.evidence.template;

import static java.util.Map.entry;

import dev.cel.common.values.NullValue;
import io.aksguard.evidence.JsonArray;
import java.util.List;
import java.util.Map;

/** Functions that turn one kind of value into another. */
final class ConversionFunctions {
  private ConversionFunctions() {}

  static Map<String, Function> table() {
    return Map.ofEntries(
        entry("string", args -> JsonText.of(args.known(0), args.evaluator().budget())),
        entry("int", ConversionFunctions::integer),
        entry("float", ConversionFunctions::real),
        entry("bool", ConversionFunctions::truth),
        entry("array", ConversionFunctions::array),
        entry("null", args -> NullValue.NULL_VALUE));
  }

  private static Object integer(Arguments args) {
    Object value = args.known(0);
    if (value instanceof Double real) {
      return real.longValue();
    }
    if (value instanceof String text) {
      try {
        return Long.valueOf(text.strip());
      } catch (NumberFormatException e) {
        throw args.fault("'" + Frame.shown(text) + "' is not an integer");
      }
    }
    if (value instanceof Long) {
      return value;
    }
    throw args.wrong(0, "a number or a string");
  }

  private static Object real(Arguments args) {
    Object value = args.known(0);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    try {
      Double real = Double.valueOf(args.text(0).strip());
      if (Double.isFinite(real)) {
        return real;
      }
    } catch (NumberFormatException e) {
      // Said below, as of a number that is not finite.
    }
    throw args.fault("'" + Frame.shown(args.text(0)) + "' is not a number");
  }

  private static Object truth(Arguments args) {
    Object value = args.known(0);
    if (value instanceof Long number) {
      return number != 0;
    }
    if (value instanceof String text) {
      if (text.equalsIgnoreCase("true") || text.equals("1")) {
        return true;
      }
      if (text.equalsIgnoreCase("false") || text.equals("0")) {
        return false;
      }
      throw args.fault("'" + Frame.shown(text) + "' is not a boolean");
    }
    if (value instanceof Boolean) {
      return value;
    }
    throw args.wrong(0, "a boolean, a number or a string");
  }

  private static Object array(Arguments args) {
    Object value = args.known(0);
    return value instanceof JsonArray ? value : JsonArray.of(List.of(value));
  }
}
