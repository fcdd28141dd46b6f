package io.aksguard.adapter.graph;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** Pages that go out in parts, so that no shard lies in memory. Not for several threads. */
final class Parts {
  private static final int SIZE = 512 << 10;

  private final SnapshotSink sink;
  private final String folder;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private int parts;
  private long bytes;

  /**
   * @param folder whose name nobody else uses
   */
  Parts(SnapshotSink sink, String folder) {
    this.sink = sink;
    this.folder = folder;
  }

  static String name(String folder, int part) {
    return String.format(Locale.ROOT, "%s/part-%04d.ndjson", folder, part);
  }

  void write(byte[] line) {
    text.writeBytes(line);
    text.write('\n');
    if (text.size() >= SIZE) {
      flush();
    }
  }

  /** Writes what is left. */
  void flush() {
    if (text.size() > 0) {
      String name = name(folder, parts);
      if (!sink.put(name, text.toByteArray())) {
        throw new IllegalStateException("somebody else writes " + name);
      }
      parts++;
      bytes += text.size();
      text.reset();
    }
  }

  /** How many there are. */
  int count() {
    return parts;
  }

  /** How long they are together. */
  long bytes() {
    return bytes;
  }
}
