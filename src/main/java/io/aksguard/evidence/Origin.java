package io.aksguard.evidence;

/**
 * Where a document was read.
 *
 * @param file the path as the user gave it, or a name such as a template's nested deployment
 * @param line the line of its first character, from 1; 0 where lines are not known
 */
public record Origin(String file, int line) {

  /** For documents that no file holds. */
  public static final Origin NONE = new Origin("", 0);
}
