package io.aksguard.history;

import java.util.Locale;

/**
 * The row keys of the ledger, made here only. Tables answer in ascending order, so sequence numbers
 * stand inverted in them and the newest comes first.
 */
final class Keys {
  static final String HEAD = "h";
  static final String COMMITS = "c|";
  static final String TRANSITIONS = "t|";

  /** Below every key and above every key that the contract of rows allows. */
  static final String FIRST = "!";

  static final String LAST = "~";

  /** Digits of sequence numbers: a commit each second lasts for 31,000 years. */
  private static final int SEQ_DIGITS = 12;

  private static final long MOST_SEQ = 999_999_999_999L;
  private static final int WRITER_DIGITS = 16;
  private static final int POSITION_DIGITS = 6;
  static final int MOST_TRANSITIONS = 1_000_000;

  private Keys() {}

  private static String inverted(long seq) {
    if (seq < 0 || seq > MOST_SEQ) {
      throw new IllegalArgumentException("no sequence number: " + seq);
    }
    return String.format(Locale.ROOT, "%0" + SEQ_DIGITS + "d", MOST_SEQ - seq);
  }

  static String commit(long seq) {
    return COMMITS + inverted(seq);
  }

  /** What the keys of all transitions of this commit begin with, whoever wrote them. */
  static String transitions(long seq) {
    return TRANSITIONS + inverted(seq) + '|';
  }

  static String transitions(long seq, String writer) {
    return transitions(seq) + writer + '|';
  }

  static String transition(long seq, String writer, int position) {
    return transitions(seq, writer)
        + String.format(Locale.ROOT, "%0" + POSITION_DIGITS + "d", position);
  }

  /** The writer of the rows that have this digest: content decides, not who runs. */
  static String writer(String digest) {
    return digest.substring(0, Math.min(WRITER_DIGITS, digest.length()));
  }

  /** The sequence number in the key of a transition, or -1 where the key is none. */
  static long seqOfTransition(String key) {
    int from = TRANSITIONS.length();
    int to = from + SEQ_DIGITS;
    if (!key.startsWith(TRANSITIONS) || key.length() <= to || key.charAt(to) != '|') {
      return -1;
    }
    String digits = key.substring(from, to);
    return digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? MOST_SEQ - Long.parseLong(digits)
        : -1;
  }
}
