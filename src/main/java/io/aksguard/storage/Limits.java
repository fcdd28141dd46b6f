package io.aksguard.storage;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What every adapter refuses before it asks its store, so that a batch which passes on a laptop
 * passes in Azure. The figures are Table Storage's own (rows of 1 MiB, batches of 4 MiB, 252
 * properties, texts of 64 KiB), with room for what is sent beside the properties.
 */
public final class Limits {
  /** Characters of a key. */
  public static final int MOST_KEY = 512;

  /** Properties of a row, without the two keys and the time stamp. */
  public static final int MOST_PROPERTIES = 252;

  /** Characters of a property's name. */
  public static final int MOST_NAME = 255;

  /** Bytes of one row, as {@link #bytes} counts them. */
  public static final int MOST_ROW_BYTES = 1 << 20;

  /** Characters of a blob's name. */
  public static final int MOST_BLOB_NAME = 512;

  /** Characters of one segment of a blob's name: file systems take 255 bytes. */
  public static final int MOST_SEGMENT = 200;

  private static final String KEY_CHARACTERS = "A-Za-z0-9!$&()*,\\-.:;<=>@\\[\\]^_`{|}";
  private static final Pattern KEY = Pattern.compile("[" + KEY_CHARACTERS + "]+");
  private static final Pattern BOUND = Pattern.compile("[ ~" + KEY_CHARACTERS + "]*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]*[A-Za-z0-9_-]");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._/-]*");

  /** Tables have them beside ours. */
  private static final Set<String> RESERVED = Set.of("PartitionKey", "RowKey", "Timestamp");

  /** A row's keys, its frame in the batch and its time stamp. */
  private static final int ROW_OVERHEAD = 2 * MOST_KEY + 1024;

  /** A property's quotes, its type, and the digits of a number. */
  private static final int PROPERTY_OVERHEAD = 64;

  private Limits() {}

  /**
   * Checks a batch before it is written.
   *
   * @throws IllegalArgumentException when it breaks a limit
   */
  public static void batch(String partition, List<Write> batch) {
    key(partition);
    need(!batch.isEmpty(), "a batch without a write");
    need(batch.size() <= Rows.MOST_WRITES, "more than " + Rows.MOST_WRITES + " writes");
    Set<String> keys = new HashSet<>();
    long bytes = 0;
    for (Write write : batch) {
      key(write.key());
      need(keys.add(write.key()), "row " + write.key() + " twice in one batch");
      if (write instanceof Write.Replace replace) {
        etag(replace.etag());
      } else if (write instanceof Write.Delete delete && delete.etag() != null) {
        etag(delete.etag());
      }
      properties(write);
      long row = bytes(write);
      need(row <= MOST_ROW_BYTES, "row " + write.key() + " has " + row + " bytes");
      bytes += row;
    }
    need(bytes <= Rows.MOST_BATCH_BYTES, "a batch of " + bytes + " bytes");
  }

  /**
   * What a write adds to its batch, counted from above: what is sent (JSON in UTF-8) and what Table
   * Storage counts (UTF-16) both stay below.
   */
  public static long bytes(Write write) {
    long bytes = ROW_OVERHEAD + 2L * write.key().length();
    for (Map.Entry<String, Object> property : properties(write).entrySet()) {
      bytes += PROPERTY_OVERHEAD + 2L * property.getKey().length();
      if (property.getValue() instanceof String text) {
        bytes += text.chars().mapToLong(Limits::bytes).sum();
      }
    }
    return bytes;
  }

  /**
   * Checks a partition or a row key.
   *
   * @throws IllegalArgumentException when it breaks a limit
   */
  public static void key(String key) {
    need(key.length() <= MOST_KEY, "a key of " + key.length() + " characters");
    need(KEY.matcher(key).matches(), "no key of a row: '" + key + "'");
  }

  /**
   * Checks what {@link Rows#range} is asked for.
   *
   * @throws IllegalArgumentException when it breaks a limit
   */
  public static void range(String partition, String from, String to, int most) {
    key(partition);
    for (String bound : List.of(from, to)) {
      need(bound.length() <= MOST_KEY + 1, "a bound of " + bound.length() + " characters");
      need(BOUND.matcher(bound).matches(), "no bound of a range: '" + bound + "'");
    }
    need(most > 0, "a range of at most " + most + " rows");
  }

  /**
   * Checks the name of a blob.
   *
   * @throws IllegalArgumentException when it breaks a limit
   */
  public static void blob(String name) {
    need(name.length() <= MOST_BLOB_NAME, "a name of " + name.length() + " characters");
    for (String segment : name.split("/", -1)) {
      need(
          segment.length() <= MOST_SEGMENT && SEGMENT.matcher(segment).matches(),
          "no name of a blob: '" + name + "'");
    }
  }

  /**
   * Checks the beginning of names of blobs, which may end anywhere.
   *
   * @throws IllegalArgumentException when it breaks a limit
   */
  public static void prefix(String prefix) {
    need(prefix.length() <= MOST_BLOB_NAME, "a prefix of " + prefix.length() + " characters");
    need(PREFIX.matcher(prefix).matches(), "no beginning of a blob's name: '" + prefix + "'");
  }

  private static Map<String, Object> properties(Write write) {
    if (write instanceof Write.Insert insert) {
      return checked(insert.properties());
    } else if (write instanceof Write.Put put) {
      return checked(put.properties());
    } else if (write instanceof Write.Replace replace) {
      return checked(replace.properties());
    }
    return Map.of();
  }

  private static Map<String, Object> checked(Map<String, Object> properties) {
    need(properties.size() <= MOST_PROPERTIES, properties.size() + " properties in one row");
    properties.forEach(
        (name, value) -> {
          need(
              name.length() <= MOST_NAME
                  && NAME.matcher(name).matches()
                  && !RESERVED.contains(name),
              "no name of a property: '" + name + "'");
          if (value instanceof String text) {
            need(
                text.length() <= Rows.MOST_TEXT,
                "'" + name + "' has " + text.length() + " characters");
            need(isWellFormed(text), "'" + name + "' has half of a surrogate pair");
          } else {
            need(
                value instanceof Long || value instanceof Boolean,
                "'" + name + "' is a " + value.getClass().getSimpleName());
          }
        });
    return properties;
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= 0xDFFF);
  }

  private static int bytes(int unit) {
    if (unit < ' ') {
      return 6;
    }
    return unit < 0x800 || Character.isSurrogate((char) unit) ? 2 : 3;
  }

  /** An asterisk would mean any, in Azure. */
  private static void etag(String etag) {
    need(!etag.isBlank() && !etag.equals("*"), "no ETag: '" + etag + "'");
  }

  private static void need(boolean held, String message) {
    if (!held) {
      throw new IllegalArgumentException(message);
    }
  }
}
