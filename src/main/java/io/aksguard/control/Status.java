package io.aksguard.control;

/** The four answers of a control. UNKNOWN is one of them, so that silence is never compliance. */
public enum Status {
  PASS,
  FAIL,
  NOT_APPLICABLE,
  UNKNOWN
}
