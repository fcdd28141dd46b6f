package io.aksguard.remediation.trial;

/**
 * What was seen of one remedy in one scene.
 *
 * @param failed what failed before
 * @param sent its requests
 * @param passed what passes after
 * @param others how many leaves of the tenant were compared and are as they were
 * @param end what became of it where it did not help
 */
record Row(String control, String failed, String sent, String passed, int others, String end) {
  private static final String FORM = "%-34s %-8s %-26s %-8s %7s  %s";

  static String head() {
    return FORM.formatted("remedy", "failed", "sent", "passed", "others", "where it did not help");
  }

  @Override
  public String toString() {
    return FORM.formatted(control, failed, sent, passed, others, end);
  }
}
