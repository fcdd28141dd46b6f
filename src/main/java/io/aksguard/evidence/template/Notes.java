package io.aksguard.evidence.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what a reader has to know; the iterations of a loop say the same once. */
final class Notes {
  private final Set<String> notes = new LinkedHashSet<>();
  private int more;

  void add(Place place, String reason) {
    String note = place.shown() + ": " + reason;
    if (notes.size() < Limits.MOST_NOTES) {
      notes.add(note);
    } else if (!notes.contains(note)) {
      more++;
    }
  }

  /** The last word: it is said even where the limit is reached. */
  void stop(Place place, String reason) {
    notes.add(place.shown() + ": " + reason);
  }

  List<String> all() {
    List<String> all = new ArrayList<>(notes);
    if (more > 0) {
      all.add("and " + more + " more notes");
    }
    return List.copyOf(all);
  }
}
