package io.aksguard.report;

import io.aksguard.control.Severity;
import io.aksguard.control.Status;

/**
 * ANSI colours from the eight that every terminal theme defines.
 *
 * @param colour false leaves all text as it is
 */
record Ink(boolean colour) {

  String bold(String text) {
    return paint("1", text);
  }

  String dim(String text) {
    return paint("2", text);
  }

  /** The text in the status's colour. */
  String of(Status status, String text) {
    return switch (status) {
      case FAIL -> paint("31", text);
      case UNKNOWN -> paint("35", text);
      case PASS -> paint("32", text);
      case NOT_APPLICABLE -> dim(text);
    };
  }

  /** The text in the severity's colour. */
  String of(Severity severity, String text) {
    return switch (severity) {
      case HIGH -> paint("1;31", text);
      case MEDIUM -> paint("33", text);
      case LOW -> paint("36", text);
    };
  }

  private String paint(String code, String text) {
    return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
