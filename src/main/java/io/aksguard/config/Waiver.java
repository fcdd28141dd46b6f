package io.aksguard.config;

import java.time.LocalDate;

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
        && NamePattern.matches(resource, ofResource)
        && NamePattern.matches(subject, ofSubject);
  }
}
