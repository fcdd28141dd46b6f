package io.aksguard.report;

import io.aksguard.evidence.input.InputLine;
import io.aksguard.evidence.input.InputLine.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What people should know of inputs that were not read in full, the worst first. */
final class InputNotes {
  /** So many ignored inputs of one reason are still listed one by one. */
  private static final int FEW = 3;

  private static final int LONGEST_REASON = 200;

  private InputNotes() {}

  static List<String> of(List<InputLine> inputs) {
    Map<String, List<InputLine>> ignored = new LinkedHashMap<>();
    List<InputLine> worst = new ArrayList<>();
    for (InputLine input : inputs) {
      if (input.status() == Status.IGNORED) {
        ignored.computeIfAbsent(input.reason(), reason -> new ArrayList<>()).add(input);
      } else if (input.status() != Status.READ) {
        worst.add(input);
      }
    }
    worst.sort(Comparator.comparing(InputLine::status).reversed());
    List<String> notes = new ArrayList<>();
    worst.forEach(input -> notes.add(note(input.status(), input.path(), input.reason())));
    ignored.forEach(
        (reason, lines) -> {
          if (lines.size() > FEW) {
            notes.add(note(Status.IGNORED, lines.size() + " inputs", reason));
          } else {
            lines.forEach(input -> notes.add(note(Status.IGNORED, input.path(), reason)));
          }
        });
    return notes;
  }

  private static String note(Status status, String what, String reason) {
    String word = status.name().toLowerCase(Locale.ROOT);
    String rest = reason.isEmpty() ? "" : ": " + Text.cut(Text.line(reason), LONGEST_REASON);
    return String.format(Locale.ROOT, "%-7s  %s%s", word, Text.line(what), rest);
  }
}
