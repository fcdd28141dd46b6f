package io.aksguard.history;

import io.aksguard.intent.Intent;
import io.aksguard.intent.IntentJson;
import io.aksguard.intent.Move;
import io.aksguard.storage.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A move of an intent as a row among those of transitions, and back. */
final class MoveRow {
  /** No transition has it. */
  private static final String CONTROL = "intent";

  private static final String FROM = "from";
  private static final String TO = "to";

  private MoveRow() {}

  static Map<String, Object> properties(long seq, int position, Move move) {
    Map<String, Object> row = new HashMap<>();
    row.put("seq", seq);
    row.put("n", (long) position);
    row.put(CONTROL, move.control());
    put(row, FROM, move.before());
    put(row, TO, move.after());
    row.put(Canonical.SEAL, Canonical.sealOfTransition(row));
    return row;
  }

  /** The phase stands beside the whole for those who read the table. */
  private static void put(Map<String, Object> row, String side, @Nullable Intent intent) {
    if (intent != null) {
      row.put(side + "Phase", intent.phase().word());
      row.put(side, IntentJson.text(intent));
    }
  }

  static boolean isOne(Row row) {
    return row.text(CONTROL).isPresent();
  }

  /**
   * @throws IllegalStateException where the row is none of ours
   * @throws IllegalArgumentException where an intent in it is none
   * @throws java.time.DateTimeException where an instant in it is none
   */
  static Move move(Row row) {
    return new Move(row.needText(CONTROL), intent(row.text(FROM)), intent(row.text(TO)));
  }

  private static @Nullable Intent intent(Optional<String> json) {
    return json.map(IntentJson::read).orElse(null);
  }
}
