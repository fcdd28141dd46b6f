package io.aksguard.evidence.image;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tags that are versions: {@code 1.27.3-alpine}, {@code v2.4}. */
final class Tags {
  private static final Pattern VERSION =
      Pattern.compile("(v?)([0-9]{1,9}(?:\\.[0-9]{1,9}){0,3})((?:[-+_][A-Za-z0-9._+-]*)?)");

  private Tags() {}

  /**
   * The tags that name a later version of the same thing, oldest first: as many numbers, the same
   * {@code v} and the same suffix. Empty where the tag itself is no version, such as {@code latest}
   * or a commit.
   */
  static List<String> newer(String tag, Collection<String> all) {
    Matcher running = VERSION.matcher(tag);
    if (!running.matches()) {
      return List.of();
    }
    return all.stream()
        .distinct()
        .filter(each -> isAlike(running, each) && BY_NUMBERS.compare(each, tag) > 0)
        .sorted(BY_NUMBERS)
        .toList();
  }

  private static boolean isAlike(Matcher running, String tag) {
    Matcher other = VERSION.matcher(tag);
    return other.matches()
        && other.group(1).equals(running.group(1))
        && other.group(3).equals(running.group(3))
        && numbers(tag).count() == numbers(running.group()).count();
  }

  private static final Comparator<String> BY_NUMBERS = Tags::compare;

  private static int compare(String left, String right) {
    List<Long> first = numbers(left).toList();
    List<Long> second = numbers(right).toList();
    for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
      int order = first.get(i).compareTo(second.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(first.size(), second.size());
  }

  private static Stream<Long> numbers(String tag) {
    Matcher version = VERSION.matcher(tag);
    return version.matches()
        ? Stream.of(version.group(2).split("\\.")).map(Long::valueOf)
        : Stream.empty();
  }
}
