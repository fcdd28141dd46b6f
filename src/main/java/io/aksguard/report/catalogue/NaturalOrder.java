package io.aksguard.report.catalogue;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Numbers of requirements in the order that people expect: 5.4 before 5.10. */
final class NaturalOrder {
  static final Comparator<String> COMPARATOR = NaturalOrder::compare;
  private static final Pattern RUN = Pattern.compile("\\d+|\\D+");

  private NaturalOrder() {}

  private static int compare(String left, String right) {
    List<String> lefts = runs(left);
    List<String> rights = runs(right);
    for (int i = 0; i < Math.min(lefts.size(), rights.size()); i++) {
      int order = compareRuns(lefts.get(i), rights.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(lefts.size(), rights.size());
  }

  private static int compareRuns(String left, String right) {
    boolean numbers = Character.isDigit(left.charAt(0)) && Character.isDigit(right.charAt(0));
    return numbers ? new BigInteger(left).compareTo(new BigInteger(right)) : left.compareTo(right);
  }

  private static List<String> runs(String text) {
    return RUN.matcher(text).results().map(MatchResult::group).toList();
  }
}
