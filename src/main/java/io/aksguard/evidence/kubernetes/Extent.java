package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import java.util.Collection;
import java.util.Optional;

/**
 * Whether all objects of the cluster were read.
 *
 * @param missing why not, where not; a gap without a reason where nothing is known of it
 */
public record Extent(Optional<Gap> missing) {
  /** All were read: what is not among them does not exist. */
  public static final Extent WHOLE = new Extent(Optional.empty());

  /**
   * A list of what was read, with a gap for the rest where there may be one.
   *
   * @param plural what it is a list of, for the gap's sentence
   */
  JsonArray list(Collection<?> known, String plural) {
    JsonArray read = JsonArray.of(known);
    return missing
        .map(gap -> gap.reason().isEmpty() ? nothingSaid(known, plural) : gap)
        .map(gap -> JsonArray.partly(read.known(), read.rest().orElse(gap)))
        .orElse(read);
  }

  private static Gap nothingSaid(Collection<?> known, String plural) {
    return new Gap(
        known.isEmpty()
            ? plural + " were not in the input"
            : "whether all " + plural + " were in the input is not known");
  }
}
