package io.aksguard.notice;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes notices: ids from facts, lists that fit. */
final class Composing {
  /** A list shows no more; its totals count the rest. */
  static final int MOST_LISTED = 100;

  static final int LONGEST_TEXT = 300;
  private static final int ID_DIGITS = 32;

  /** Far more than any source of ours has. */
  private static final String LONG_SOURCE = "x".repeat(1_000);

  private Composing() {}

  /**
   * @param fact what the notice is about and nothing that a repetition could change
   */
  static Notice notice(
      NoticeType type, List<?> fact, String subject, Instant time, Map<String, Object> members) {
    return new Notice(
        id(type, fact), type.type(), subject, time, (JsonObject) JsonValue.of(members));
  }

  /**
   * A notice with a list, the most important first; {@code truncated} says whether it shows all.
   *
   * @param list the member that holds it
   */
  static Notice notice(
      NoticeType type,
      List<?> fact,
      String subject,
      Instant time,
      Map<String, Object> members,
      String list,
      List<Map<String, Object>> items) {
    Map<String, Object> all = new LinkedHashMap<>(members);
    all.put("truncated", false);
    all.put(list, List.of());
    int left = Notice.MOST_BYTES - notice(type, fact, subject, time, all).bytes(LONG_SOURCE);
    List<Map<String, Object>> shown = new ArrayList<>();
    for (Map<String, Object> item : items) {
      left -= bytes(item) + 1;
      if (left < 0 || shown.size() == MOST_LISTED) {
        break;
      }
      shown.add(item);
    }
    all.put("truncated", shown.size() < items.size());
    all.put(list, shown);
    return notice(type, fact, subject, time, all);
  }

  private static int bytes(Map<String, Object> item) {
    return JsonWriter.text(item).getBytes(StandardCharsets.UTF_8).length;
  }

  private static String id(NoticeType type, List<?> fact) {
    try {
      String text = JsonWriter.text(List.of(type.type(), fact));
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The text, cut where it is too long to be shown many times. */
  static String cut(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    int end = LONGEST_TEXT - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
