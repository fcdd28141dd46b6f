package io.aksguard.remediation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether two values say the same to ARM: names and texts in any case, since it answers
 * enumerations and ids otherwise than they were written; numbers by what they are worth; flags and
 * numbers also where they stand as texts, which our readers take for what they say; and null is
 * absence.
 */
final class Alike {
  private Alike() {}

  static boolean are(@Nullable Object one, @Nullable Object other) {
    return includes(one, other) && includes(other, one);
  }

  /** Whether the first says all that the second says; its objects may have more members. */
  static boolean includes(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Map<?, ?> mine && other instanceof Map<?, ?> its) {
      return its.entrySet().stream()
          .filter(member -> member.getValue() != null)
          .allMatch(member -> hasMember(mine, String.valueOf(member.getKey()), member.getValue()));
    }
    if (one instanceof List<?> mine && other instanceof List<?> its) {
      return mine.size() == its.size() && includesInOrder(mine, its);
    }
    if (one instanceof Number mine && other instanceof Number its) {
      return number(mine).compareTo(number(its)) == 0;
    }
    return one instanceof String || other instanceof String
        ? isScalar(one) && isScalar(other) && isSameText(one, other)
        : Objects.equals(one, other);
  }

  private static boolean isScalar(@Nullable Object value) {
    return value instanceof String || value instanceof Boolean || value instanceof Number;
  }

  private static boolean isSameText(@Nullable Object one, @Nullable Object other) {
    return String.valueOf(one).equalsIgnoreCase(String.valueOf(other));
  }

  private static boolean includesInOrder(List<?> one, List<?> other) {
    for (int i = 0; i < one.size(); i++) {
      if (!includes(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasMember(Map<?, ?> map, String name, @Nullable Object value) {
    return map.entrySet().stream()
        .anyMatch(
            member ->
                name.equalsIgnoreCase(String.valueOf(member.getKey()))
                    && includes(member.getValue(), value));
  }

  private static BigDecimal number(Number number) {
    return new BigDecimal(number.toString());
  }
}
