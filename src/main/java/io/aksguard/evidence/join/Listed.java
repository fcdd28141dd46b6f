package io.aksguard.evidence.join;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.Source;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the reading of a list ended: came it to its end, what is not in it does not exist.
 *
 * @param what a resource type, or a section's name for all lists of it that have no word of their
 *     own
 * @param of what the list is of, in lower case: a resource for what lies below it, is about it or
 *     reaches it; a subscription for all that in it; a principal's id for its role assignments;
 *     {@code /} for everything that is audited
 * @param gap why the list may be short; null where it was read to its end
 * @param observedAt when it was asked for
 */
public record Listed(
    String what, String of, @Nullable Gap gap, @Nullable Instant observedAt, Source source) {
  public Listed {
    what = what.toLowerCase(Locale.ROOT);
    of = of.toLowerCase(Locale.ROOT);
  }
}
