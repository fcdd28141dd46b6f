package io.aksguard.evidence.join;

import io.aksguard.evidence.Gap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is declared to be whole, where the lists themselves do not say it.
 *
 * @param all whether what is absent from the inputs is absent from Azure
 * @param sections that the input's manifest declares as listed in full
 * @param lost why no declaration holds: what an input has lost may be of any list; null where all
 *     inputs could be read
 */
record Declared(boolean all, Set<String> sections, @Nullable Gap lost) {
  Declared {
    sections = Set.copyOf(sections);
  }

  /** Why a section may be short, where it may; a gap without a reason where nothing is declared. */
  Optional<Gap> missing(String section) {
    return all || sections.contains(section) ? Optional.ofNullable(lost) : Optional.of(new Gap(""));
  }
}
