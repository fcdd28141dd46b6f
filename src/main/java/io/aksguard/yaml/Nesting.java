package io.aksguard.yaml;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** How deep a YAML text nests; its library reads with recursion and has no bound of its own. */
public final class Nesting {
  /** As for JSON. */
  public static final int DEEPEST = 100;

  private Nesting() {}

  /**
   * @throws YamlEngineException where the text nests too deep or is no YAML
   */
  public static void check(LoadSettings settings, String text) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      switch (event.getEventId()) {
        case SequenceStart, MappingStart -> depth++;
        case SequenceEnd, MappingEnd -> depth--;
        default -> {} // leaves depth as it is
      }
      if (depth > DEEPEST) {
        throw new YamlEngineException("values nest deeper than " + DEEPEST);
      }
    }
  }
}
