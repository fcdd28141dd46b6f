package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Writes that take their time: the resource tells of it until the operation has ended. */
final class Progress {
  private final State state;
  private final Writer writer;
  private final Operations operations;
  private final Clock clock;
  private final Duration length;

  Progress(State state, Writer writer, Operations operations, Clock clock, Duration length) {
    this.state = state;
    this.writer = writer;
    this.operations = operations;
    this.clock = clock;
    this.length = length;
  }

  /** When an operation ends that starts now. */
  Instant end() {
    return clock.instant().plus(length);
  }

  /** When one has ended that was to end then: earlier where somebody aborts it. */
  Instant ended(Instant end) {
    Instant now = clock.instant();
    return now.isBefore(end) ? now : end;
  }

  /**
   * Writes a resource, by an operation.
   *
   * @param meanwhile its provisioningState until the end
   * @param last what the end does to it, where it is Succeeded
   */
  Operations.Operation run(
      String id, ObjectNode after, String meanwhile, Write write, Consumer<ObjectNode> last) {
    Json.under(after, "properties").put("provisioningState", meanwhile);
    writer.accepted(id, after, id, write);
    Instant end = end();
    return operations.start(
        id,
        end,
        outcome -> {
          ObjectNode done = state.get(id).orElseThrow().deepCopy();
          Json.under(done, "properties").put("provisioningState", outcome);
          if (outcome.equals("Succeeded")) {
            last.accept(done);
          }
          state.put(id, done, ended(end));
          writer.told(id, write, outcome);
        });
  }
}
