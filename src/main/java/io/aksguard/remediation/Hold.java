package io.aksguard.remediation;

import java.util.Set;

/**
 * Why a fix is not carried out.
 *
 * @param guard what holds it, empty where nothing does: {@code waiver}, {@code catalogue}, {@code
 *     person}, {@code off}, {@code evidence}, {@code needs}, {@code conflict}, {@code report},
 *     {@code approval}, {@code window} or {@code permissions}; just before a write also those of
 *     {@link io.aksguard.remediation.guard}
 * @param reason a sentence for people
 */
public record Hold(String guard, String reason) {
  /** Nothing does: it is carried out. */
  public static final Hold NONE = new Hold("", "");

  private static final Set<String> WORKED_OUT =
      Set.of("", "report", "approval", "window", "permissions");

  /** Whether nothing holds it. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** What becomes of the fix, a few words for people. */
  public String sentence() {
    return isNone() ? "done by itself" : "held: " + reason;
  }

  /** Whether its calls are worked out: they are made, or wait for somebody or for their time. */
  public boolean isPlanned() {
    return WORKED_OUT.contains(guard);
  }
}
