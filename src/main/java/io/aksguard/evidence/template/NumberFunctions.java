package io.aksguard.evidence.template;

import static java.util.Map.entry;

import io.aksguard.evidence.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import java.util.stream.LongStream;

/** Arithmetic on 64-bit integers, as ARM has it. */
final class NumberFunctions {
  private NumberFunctions() {}

  static Map<String, Function> table() {
    return Map.ofEntries(
        entry("add", args -> exact(args, Math::addExact)),
        entry("sub", args -> exact(args, Math::subtractExact)),
        entry("mul", args -> exact(args, Math::multiplyExact)),
        entry("div", args -> exact(args, (a, b) -> a / b)),
        entry("mod", args -> exact(args, (a, b) -> a % b)),
        entry("min", args -> numbers(args).min().orElseThrow(() -> args.fault("no numbers"))),
        entry("max", args -> numbers(args).max().orElseThrow(() -> args.fault("no numbers"))),
        entry("range", NumberFunctions::range));
  }

  private static Object exact(Arguments args, LongBinaryOperator operator) {
    try {
      return operator.applyAsLong(args.number(0), args.number(1));
    } catch (ArithmeticException e) {
      throw args.fault(args.number(1) == 0 ? "division by zero" : "the result is too large");
    }
  }

  private static LongStream numbers(Arguments args) {
    if (args.size() != 1 || !(args.known(0) instanceof JsonArray array)) {
      return LongStream.range(0, args.size()).map(i -> args.number((int) i));
    }
    long[] numbers = new long[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(array.get(i) instanceof Long number)) {
        throw args.wrong(0, "a list of integers");
      }
      numbers[i] = number;
    }
    return LongStream.of(numbers);
  }

  private static Object range(Arguments args) {
    long start = args.number(0);
    long count = args.number(1);
    if (count < 0 || count > Limits.MOST_COPIES) {
      throw args.fault("the count " + count + " is not between 0 and " + Limits.MOST_COPIES);
    }
    args.spend(count);
    List<Object> numbers = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      numbers.add(start + i);
    }
    return JsonArray.of(numbers);
  }
}
