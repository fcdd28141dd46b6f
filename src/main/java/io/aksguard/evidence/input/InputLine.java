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
    /** Judged, but a part of it is not known, such as what only a deployment can resolve. */
    PARTIAL,
    /** It, or a part of it, could not be read; what could be is judged. */
    ERROR
  }
}
