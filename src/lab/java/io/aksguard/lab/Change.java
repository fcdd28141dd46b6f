package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One change of a task hub, as the journal keeps it.
 *
 * @param key the instance, or the function of a timer
 * @param number for a turn, how many of the waiting events it has taken
 * @param text for a turn, the custom status
 * @param events what is new in the history
 */
record Change(
    Kind kind, String key, Instant at, int number, String text, List<HistoryEvent> events) {

  /** What changes. */
  enum Kind {
    /** A new execution, instead of any before; the event is its start. */
    CREATED,
    /** An event waits for the next turn. */
    ARRIVED,
    /** A turn was played; the first event is its beginning, the others what it asked for. */
    TURNED,
    /** The execution has ended; the event says how. */
    ENDED,
    SUSPENDED,
    RESUMED,
    PURGED,
    /** A timer function has run. */
    TICKED,
    /** The clock jumps. */
    JUMPED
  }

  Change {
    events = List.copyOf(events);
  }

  static Change created(String instance, HistoryEvent start, Instant at) {
    return new Change(Kind.CREATED, instance, at, 0, "", List.of(start));
  }

  static Change arrived(String instance, HistoryEvent event, Instant at) {
    return new Change(Kind.ARRIVED, instance, at, 0, "", List.of(event));
  }

  static Change turned(
      String instance, int taken, String customStatus, List<HistoryEvent> events, Instant at) {
    return new Change(Kind.TURNED, instance, at, taken, customStatus, events);
  }

  static Change ended(String instance, HistoryEvent end, Instant at) {
    return new Change(Kind.ENDED, instance, at, 0, "", List.of(end));
  }

  static Change of(Kind kind, String key, Instant at) {
    return new Change(kind, key, at, 0, "", List.of());
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(kind.name());
    out.writeLong(at.getEpochSecond());
    out.writeInt(at.getNano());
    out.writeInt(number);
    write(out, key.getBytes(StandardCharsets.UTF_8));
    write(out, text.getBytes(StandardCharsets.UTF_8));
    out.writeInt(events.size());
    for (HistoryEvent event : events) {
      write(out, event.toByteArray());
    }
  }

  static Change read(DataInputStream in) throws IOException {
    Kind kind = Kind.valueOf(in.readUTF());
    Instant at = Instant.ofEpochSecond(in.readLong(), in.readInt());
    int number = in.readInt();
    String key = new String(bytes(in), StandardCharsets.UTF_8);
    String text = new String(bytes(in), StandardCharsets.UTF_8);
    List<HistoryEvent> events = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      events.add(HistoryEvent.parseFrom(bytes(in)));
    }
    return new Change(kind, key, at, number, text, events);
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
