package io.aksguard.adapter.graph;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * Ids, without regard to case, in 16 to 32 bytes each: a table may have a million rows. Of each it
 * keeps 64 bits of a digest. Two that have them in common look like one row that came twice, which
 * is at worst a gap.
 */
final class Ids {
  /** Zero is a free place. */
  private long[] places = new long[256];

  private int size;

  /** Whether it is new. */
  boolean add(String id) {
    if (size * 2 >= places.length) {
      grow();
    }
    long key = key(id);
    int at = place(places, key);
    if (places[at] == key) {
      return false;
    }
    places[at] = key;
    size++;
    return true;
  }

  /** How many there are. */
  int size() {
    return size;
  }

  private void grow() {
    long[] more = new long[places.length * 2];
    for (long key : places) {
      if (key != 0) {
        more[place(more, key)] = key;
      }
    }
    places = more;
  }

  /** Where it is, or would be. */
  private static int place(long[] places, long key) {
    int at = (int) (key & (places.length - 1));
    while (places[at] != 0 && places[at] != key) {
      at = (at + 1) & (places.length - 1);
    }
    return at;
  }

  private static long key(String id) {
    UUID digest =
        UUID.nameUUIDFromBytes(id.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    long key = digest.getMostSignificantBits() ^ digest.getLeastSignificantBits();
    return key == 0 ? 1 : key;
  }
}
