package io.aksguard.control;

import dev.cel.runtime.CelVariableResolver;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value a finding shows and where it stands.
 *
 * @param path in the resource that holds it, {@code properties.agentPoolProfiles[1].maxPods}
 * @param value null where it is absent
 * @param line in {@code origin}'s file of the object that holds it or should; 0 where not known
 */
public record Seen(String path, @Nullable Object value, Origin origin, int line) {
  static final Seen NOTHING = new Seen("", null, Origin.NONE, 0);

  /** Follows a dotted path that begins with a variable; what is absent ends it. */
  static Seen follow(List<String> steps, CelVariableResolver variables) {
    Object at;
    try {
      at = variables.find(steps.get(0)).orElse(null);
    } catch (GapException e) {
      return NOTHING;
    }
    JsonValue place = null;
    String below = "";
    for (int i = 0; ; i++) {
      if (at instanceof JsonValue value) {
        place = value;
        below = "";
      }
      if (i + 1 == steps.size()) {
        break;
      }
      String step = steps.get(i + 1);
      below = below.isEmpty() ? step : below + "." + step;
      at = at instanceof JsonObject object ? object.raw(step) : null;
    }
    Object value = at instanceof Gap ? null : at;
    if (place == null) {
      return new Seen(below, value, Origin.NONE, 0);
    }
    String path = place.path();
    String whole = path.isEmpty() || below.isEmpty() ? path + below : path + "." + below;
    Origin origin = place.root() instanceof JsonObject root ? root.origin() : Origin.NONE;
    return new Seen(whole, value, origin, place.line());
  }
}
