package io.aksguard.config;

import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A failure that somebody answers for until a day. It changes no verdict: the control is still
 * asked and its FAIL stays one.
 *
 * @param id names it in reports
 * @param control the id of one control
 * @param resource pattern of ARM ids or names; {@code *} stands for any text, case does not count
 * @param subject pattern of subjects; {@code *} for all of them and for the cluster itself
 * @param expires the last day it counts, in UTC
 */
public record Waiver(
    String id,
    String control,
    String resource,
    String subject,
    String owner,
    String reason,
    LocalDate expires) {

  /** Whether the waiver is about this finding; whether it has expired is another question. */
  public boolean covers(String ofControl, String ofResource, String ofSubject) {
    return control.equals(ofControl)
        && matches(resource, ofResource)
        && matches(subject, ofSubject);
  }

  private static boolean matches(String pattern, String text) {
    StringBuilder regex = new StringBuilder();
    for (String literal : pattern.toLowerCase(Locale.ROOT).split("\\*", -1)) {
      regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(literal));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL)
        .matcher(text.toLowerCase(Locale.ROOT))
        .matches();
  }
}
