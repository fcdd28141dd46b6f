package io.aksguard.storage;

import java.util.List;
import java.util.Optional;

/**
 * Port: one table of rows under (partition, row) keys. The limits are Table Storage's, and hold for
 * every adapter.
 *
 * <p>Keys have 1 to 512 characters, ordered as they are: letters and digits of ASCII and {@code ! $
 * & ( ) * , - . : ; < = > @ [ ] ^ _ ` { | }}. Every method throws {@link UnavailableException} when
 * the store does not answer; whether a batch then took effect is not known.
 */
public interface Rows {
  /** Writes in one batch. */
  int MOST_WRITES = 100;

  /** Bytes of one batch, as {@link Limits#bytes} counts its writes. */
  int MOST_BATCH_BYTES = 3 << 20;

  /** UTF-16 units in one text. */
  int MOST_TEXT = 32_000;

  /** The row, or empty where there is none. */
  Optional<Row> get(String partition, String key);

  /**
   * The rows of one partition with {@code from <= key < to}, in ascending order.
   *
   * @param most how many at most, over any number of pages; the next ones begin {@link Row#after}
   *     the last one's key
   */
  List<Row> range(String partition, String from, String to, int most);

  /**
   * All of the batch or nothing of it.
   *
   * @param batch 1 to {@link #MOST_WRITES} writes of at most {@link #MOST_BATCH_BYTES}, each row
   *     once
   * @throws ConflictException when a row is not as the batch expects it; nothing was written
   * @throws IllegalArgumentException when the batch breaks a limit
   */
  void commit(String partition, List<Write> batch) throws ConflictException;
}
