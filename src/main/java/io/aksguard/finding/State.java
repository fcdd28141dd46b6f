package io.aksguard.finding;

import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.JsonWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one control's answer about one subject: a {@link Finding} as history keeps it.
 *
 * @param version the control's version
 * @param waiver id of the waiver laid over a FAIL, else empty
 * @param message at most {@link #MOST_TEXT} characters
 * @param path JSON path of the value
 * @param value the value as JSON, at most {@link #MOST_TEXT} characters; empty where absent. Of a
 *     sensitive value only its kind
 * @param observedAt when the evidence was read; null where not known
 */
public record State(
    FindingKey key,
    String version,
    Severity severity,
    Status status,
    String waiver,
    String message,
    String path,
    String value,
    @Nullable Instant observedAt) {
  /** Far below what one property of a row can hold, so that 100 of them fit into a batch. */
  public static final int MOST_TEXT = 2_000;

  public State {
    message = shortened(message);
    path = shortened(path);
    value = shortened(value);
  }

  public static State of(Finding finding) {
    return new State(
        new FindingKey(finding.control(), finding.subject()),
        finding.version(),
        finding.severity(),
        finding.status(),
        finding.waiver() == null ? "" : finding.waiver().id(),
        finding.message(),
        finding.path(),
        finding.value() == null ? "" : JsonWriter.text(finding.value()),
        finding.observedAt());
  }

  /** Whether somebody has to act: a FAIL that no waiver lies over. */
  public boolean isOpen() {
    return status == Status.FAIL && waiver.isEmpty();
  }

  private static String shortened(String text) {
    if (text.length() <= MOST_TEXT) {
      return text;
    }
    // Half of a pair is no text, and no store takes it.
    int end = Character.isHighSurrogate(text.charAt(MOST_TEXT - 2)) ? MOST_TEXT - 2 : MOST_TEXT - 1;
    return text.substring(0, end) + "…";
  }
}
