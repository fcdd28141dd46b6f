package io.aksguard.evidence.input;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be said of one file, from what could not be read to what is only worth a remark. */
final class Remarks {
  private static final int MOST = 5;

  private final Set<String> refused = new LinkedHashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final Set<String> others = new LinkedHashSet<>();
  private final Set<String> hints = new LinkedHashSet<>();
  private @Nullable String error;

  /** The reading broke off, for this reason. */
  void error(String reason) {
    error = reason;
  }

  /** What is of the wrong kind. */
  Set<String> refused() {
    return refused;
  }

  /** What is missing, or was read as something else. */
  Set<String> notes() {
    return notes;
  }

  /** What is nothing for an audit. */
  Set<String> others() {
    return others;
  }

  /** What is right, and may surprise. */
  Set<String> hints() {
    return hints;
  }

  /** Why not all of the file could be read. */
  Optional<String> lost() {
    return error != null
        ? Optional.of(error)
        : refused.isEmpty() ? Optional.empty() : Optional.of(summary(refused));
  }

  /**
   * The line of a file with which something is wrong.
   *
   * @param clusters that were judged all the same
   */
  Optional<InputLine> wrong(String path, int clusters) {
    String judged =
        error != null && clusters > 0 ? "; " + clusters + " clusters before it were judged" : "";
    return lost()
        .map(reason -> new InputLine(path, InputLine.Status.ERROR, reason + judged))
        .or(
            () ->
                notes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new InputLine(path, InputLine.Status.PARTIAL, summary(notes))));
  }

  static String summary(Set<String> sentences) {
    List<String> all = List.copyOf(sentences);
    String shown = String.join("; ", all.subList(0, Math.min(MOST, all.size())));
    return all.size() <= MOST ? shown : shown + "; and " + (all.size() - MOST) + " more";
  }
}
