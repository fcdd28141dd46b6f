package io.aksguard.remediation;

import java.util.Set;

/**
 * Why a fix is not carried out.
 *
 * @param guard what holds it, empty where nothing does: {@code waiver}, {@code catalogue}, {@code
 *     person}, {@code off}, {@code evidence}, {@code needs}, {@code conflict}, {@code report},
 *     {@code window} or {@code writes}
 * @param reason a sentence for people
 */
public record Hold(String guard, String reason) {
  /** Nothing does: it is carried out. */
  public static final Hold NONE = new Hold("", "");

  private static final Set<String> WORKED_OUT = Set.of("report", "window", "writes");

  /** Whether nothing holds it. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** Whether its calls are worked out, and only nobody makes them yet. */
  public boolean isPlanned() {
    return WORKED_OUT.contains(guard);
  }
}
