package io.aksguard.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have meant. */
final class NearNames {
  private static final int MOST = 5;

  private NearNames() {}

  /** At most five, the nearest first: a few letters away, or with one of the words. */
  static List<String> of(String wanted, List<String> names) {
    String name = wanted.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(
            each -> distance(name, each) <= Math.max(2, name.length() / 4) || shares(name, each))
        .sorted(
            Comparator.comparingInt((String each) -> distance(name, each))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** Whether one holds the other, or both have a word that is long enough to mean something. */
  private static boolean shares(String name, String other) {
    return other.contains(name)
        || Arrays.stream(name.split("[^a-z0-9]+"))
            .anyMatch(word -> word.length() > 3 && List.of(other.split("-")).contains(word));
  }

  /** How many letters must be put in, left out or changed (Levenshtein). */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
