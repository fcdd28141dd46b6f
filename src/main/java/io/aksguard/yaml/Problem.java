package io.aksguard.yaml;

/**
 * One mistake of an author.
 *
 * @param line from 1
 * @param column from 1
 */
public record Problem(String file, int line, int column, String message)
    implements Comparable<Problem> {

  @Override
  public int compareTo(Problem other) {
    int byFile = file.compareTo(other.file);
    int byLine = Integer.compare(line, other.line);
    return byFile != 0 ? byFile : byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
