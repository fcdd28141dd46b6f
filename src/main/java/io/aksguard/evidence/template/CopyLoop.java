package io.aksguard.evidence.template;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;

/** The head of a copy loop: its name and how often it runs. */
record CopyLoop(String name, long count) {

  /** Whether the value of a member {@code copy} is a list of loops and not a value so named. */
  static boolean areLoops(Object value) {
    return value instanceof JsonArray array
        && !array.known().isEmpty()
        && array.known().stream()
            .allMatch(
                each ->
                    each instanceof JsonObject loop
                        && loop.string("name").isPresent()
                        && (loop.raw("count") != null || loop.raw("input") != null));
  }

  /**
   * Reads a loop's head.
   *
   * @throws GapException where the count is unknown or out of bounds
   */
  static CopyLoop read(JsonObject loop, Frame frame, Evaluator evaluator) {
    String name = loop.string("name").orElse("");
    Object count = loop.raw("count");
    if (count instanceof String text && Parser.isExpression(text)) {
      count = evaluator.evaluate(text, frame);
    }
    if (count instanceof Gap gap) {
      throw new GapException(
          new Gap("the count of copy loop '" + name + "' is not known: " + gap.reason()));
    }
    if (!(count instanceof Long number) || number < 0 || number > Limits.MOST_COPIES) {
      String shown = count instanceof Long ? " is " + count + "," : " is";
      throw new GapException(
          new Gap(
              "the count of copy loop '%s'%s not a number from 0 to %d"
                  .formatted(name, shown, Limits.MOST_COPIES)));
    }
    return new CopyLoop(name, number);
  }
}
