package io.aksguard.history;

/**
 * One row, blob or anchor that is not as it must be.
 *
 * @param partition of the row; of a blob or an anchor the container's name
 * @param key of the row, or the blob's name
 * @param wrong what is wrong with it
 * @param expected what should be there
 */
public record Problem(String partition, String key, String wrong, String expected) {
  @Override
  public String toString() {
    return partition + ", " + key + ": " + wrong + "; expected " + expected;
  }
}
