package io.aksguard.inbox;

import io.aksguard.cluster.ClusterKey;

/** Partitions and row keys of the table {@code inbox}, made here and nowhere else. */
final class InboxKeys {
  /** So many that writers rarely meet, so few that a sweep reads all of them each minute. */
  static final int PARTITIONS = 64;

  static final String SEEN = "s|";

  /** A notice that was given, under what was seen. */
  static final String TOLD = SEEN + "notice|";

  static final String PENDING = "p|";
  static final String WORK = "w|";
  static final String OWED = "n|";
  static final String UNKNOWN = "u|";
  static final String PARKED = "x|";
  static final String NOTICE = "o|";

  static final String AGENDA = "d|";

  /** One row in the first partition. */
  static final String WIDE = "f|";

  private InboxKeys() {}

  /**
   * @param digest hexadecimal digits, at least two
   */
  static String partition(String digest) {
    return name(Integer.parseInt(digest.substring(0, 2), 16) % PARTITIONS);
  }

  static String partition(ClusterKey cluster) {
    return partition(cluster.value());
  }

  /** The partition of a number from 0 to 63. */
  static String name(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }

  static String seenOf(ClusterKey cluster) {
    return SEEN + cluster + "|";
  }

  static String pending(ClusterKey cluster, String event) {
    return pendingOf(cluster) + event;
  }

  static String pendingOf(ClusterKey cluster) {
    return PENDING + cluster + "|";
  }

  static String work(ClusterKey cluster) {
    return WORK + cluster;
  }

  static String owed(ClusterKey cluster) {
    return OWED + cluster;
  }
}
