package io.aksguard.intent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That somebody keeps changing a fix back.
 *
 * @param culprit who, as far as that is known by now
 * @param kept what would keep the fix; at most {@link #MOST_LINES}
 * @param look when to look again for who it is; empty where that is over
 */
public record Fight(Culprit culprit, List<KeptLine> kept, Optional<Instant> look) {
  /** One fix seldom sets more, and all of it stands in one property of a row. */
  public static final int MOST_LINES = 8;

  public Fight {
    kept = List.copyOf(kept.subList(0, Math.min(kept.size(), MOST_LINES)));
  }

  /** One that has just been given up: Azure shows who it was only after a while. */
  public static Fight begun(Instant at) {
    return new Fight(Culprit.unknown("that was not looked for yet"), List.of(), Optional.of(at));
  }

  /** For people, without full stops. */
  public List<String> sentences() {
    return Stream.concat(
            Stream.of("changed back by: " + culprit.sentence()),
            kept.stream().map(line -> "to keep it: " + line.sentence()))
        .toList();
  }
}
