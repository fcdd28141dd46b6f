package io.aksguard.history;

import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.storage.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A transition as a row, and back. Empty texts are left out. */
final class TransitionRow {
  private static final String FROM = "from";
  private static final String TO = "to";

  private TransitionRow() {}

  static Map<String, Object> properties(long seq, int position, Transition transition) {
    Map<String, Object> row = new HashMap<>();
    row.put("seq", seq);
    row.put("n", (long) position);
    row.put("control", transition.key().control());
    put(row, "subject", transition.key().subject());
    put(row, FROM, transition.before());
    put(row, TO, transition.after());
    row.put(Canonical.SEAL, Canonical.sealOfTransition(row));
    return row;
  }

  private static void put(Map<String, Object> row, String side, @Nullable State state) {
    if (state == null) {
      return;
    }
    row.put(side + "Status", state.status().name().toLowerCase(Locale.ROOT));
    row.put(side + "Severity", state.severity().word());
    put(row, side + "Version", state.version());
    put(row, side + "Waiver", state.waiver());
    put(row, side + "Message", state.message());
    put(row, side + "Path", state.path());
    put(row, side + "Value", state.value());
    Instant observedAt = state.observedAt();
    if (observedAt != null) {
      row.put(side + "ObservedAt", observedAt.toString());
    }
  }

  private static void put(Map<String, Object> row, String name, String text) {
    if (!text.isEmpty()) {
      row.put(name, text);
    }
  }

  /**
   * @throws IllegalStateException where the row is none of ours
   * @throws IllegalArgumentException where a word in it is none of ours
   * @throws java.time.DateTimeException where an instant in it is none
   */
  static Transition transition(Row row) {
    FindingKey key = new FindingKey(row.needText("control"), row.text("subject").orElse(""));
    return new Transition(key, state(row, FROM, key), state(row, TO, key));
  }

  private static @Nullable State state(Row row, String side, FindingKey key) {
    String status = row.text(side + "Status").orElse(null);
    if (status == null) {
      return null;
    }
    return new State(
        key,
        row.text(side + "Version").orElse(""),
        Severity.of(row.needText(side + "Severity")).orElseThrow(IllegalArgumentException::new),
        Status.valueOf(status.toUpperCase(Locale.ROOT)),
        row.text(side + "Waiver").orElse(""),
        row.text(side + "Message").orElse(""),
        row.text(side + "Path").orElse(""),
        row.text(side + "Value").orElse(""),
        row.text(side + "ObservedAt").map(Instant::parse).orElse(null));
  }
}
