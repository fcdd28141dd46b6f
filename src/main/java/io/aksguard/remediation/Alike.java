package io.aksguard.remediation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether two values say the same to ARM: names and texts in any case, since it answers
 * enumerations and ids otherwise than they were written; numbers by what they are worth; and null
 * is absence.
 */
final class Alike {
  private Alike() {}

  static boolean are(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Map<?, ?> mine && other instanceof Map<?, ?> its) {
      return holdsAll(mine, its) && holdsAll(its, mine);
    }
    if (one instanceof List<?> mine && other instanceof List<?> its) {
      return mine.size() == its.size() && areInOrder(mine, its);
    }
    if (one instanceof Number mine && other instanceof Number its) {
      return number(mine).compareTo(number(its)) == 0;
    }
    return one instanceof String mine && other instanceof String its
        ? mine.equalsIgnoreCase(its)
        : Objects.equals(one, other);
  }

  private static boolean areInOrder(List<?> one, List<?> other) {
    for (int i = 0; i < one.size(); i++) {
      if (!are(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsAll(Map<?, ?> one, Map<?, ?> other) {
    return one.entrySet().stream()
        .filter(mine -> mine.getValue() != null)
        .allMatch(
            mine ->
                other.entrySet().stream()
                    .anyMatch(
                        its ->
                            String.valueOf(mine.getKey())
                                    .equalsIgnoreCase(String.valueOf(its.getKey()))
                                && are(mine.getValue(), its.getValue())));
  }

  private static BigDecimal number(Number number) {
    return new BigDecimal(number.toString());
  }
}
