package io.aksguard.evidence.input;

/**
 * What became of one input.
 *
 * @param path as the user would write it
 * @param reason empty where there is nothing to say
 */
public record InputLine(String path, Status status, String reason) {

  /** From best to worst. */
  public enum Status {
    /** All of it was understood. */
    READ,
    /** Readable, with nothing in it for this audit. */
    IGNORED,
    /** Judged, but a part of it could not be understood. */
    PARTIAL,
    /** Nothing of it could be used. */
    ERROR
  }
}
