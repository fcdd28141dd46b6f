package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Puts a write into the state, and into changes and events. */
final class Writer {
  static final String UNKNOWN_CLIENT = "Unspecified";

  private final State state;
  private final Changes changes;
  private final Events events;
  private final Activity activity;

  Writer(State state, Changes changes, Events events, Activity activity) {
    this.state = state;
    this.changes = changes;
    this.events = events;
    this.activity = activity;
  }

  /**
   * @param named the resource that the call named, where that is a child inside {@code id}
   */
  void put(String id, ObjectNode after, String named, Write write) {
    record(id, after, write);
    tell(named, write);
  }

  void put(String id, ObjectNode after, Write write) {
    put(id, after, id, write);
  }

  /** A write whose operation has only begun: ARM raises its event, and {@link #told} ends it. */
  void accepted(String id, ObjectNode after, String named, Write write) {
    record(id, after, write);
    events.arm(named, write);
    activity.add(named, write, "Accepted");
  }

  private void record(String id, ObjectNode after, Write write) {
    ObjectNode before = state.get(id).orElse(null);
    state.put(id, after);
    changes.record(id, before, after, write);
  }

  /** Removes a resource with its children and what is attached to it. */
  void remove(String id, Write write) {
    for (ObjectNode each : state.below(id)) {
      drop(each.path("id").asText(), write);
    }
    drop(id, write);
  }

  private void drop(String id, Write write) {
    ObjectNode before = state.get(id).orElse(null);
    if (before != null) {
      state.remove(id);
      changes.record(id, before, null, write);
      String operation = Target.parse(id).map(Target::typeName).orElse("") + "/delete";
      tell(
          id,
          new Write(
              write.principal(), write.correlationId(), "DELETE", operation, write.clientType()));
    }
  }

  /** Tells of an action. */
  void tell(String named, Write write) {
    events.arm(named, write);
    activity.add(named, write, "Succeeded");
  }

  /** Tells of the end of a long operation; one that failed has an event of its own. */
  void told(String named, Write write, String outcome) {
    if (outcome.equals("Succeeded")) {
      tell(named, write);
    } else {
      events.failed(named, write);
      activity.add(named, write, outcome);
    }
  }

  static Write write(Request request, Principal principal, String correlationId, Target target) {
    String verb =
        switch (request.method().toUpperCase(Locale.ROOT)) {
          case "DELETE" -> "/delete";
          case "POST" -> "/action";
          default -> "/write";
        };
    return new Write(
        principal,
        correlationId,
        request.method(),
        target.typeName() + verb,
        clientType(request.header("user-agent").toLowerCase(Locale.ROOT)));
  }

  /** Resource Graph tells clients by their user agents; these names of it have been seen. */
  private static String clientType(String userAgent) {
    return userAgent.contains("terraform")
        ? "Terraform"
        : userAgent.contains("azurecli") ? "Azure CLI" : UNKNOWN_CLIENT;
  }
}
