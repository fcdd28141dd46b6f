package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonWriter;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * What a write changes in a resource, as it was before: saved before the write, and all that undo
 * needs besides a fresh body.
 *
 * @param isNew whether the write makes the resource
 * @param owned members that it changes, in this order
 */
public record Preimage(ArmId resource, boolean isNew, List<Owned> owned) {
  public Preimage {
    owned = List.copyOf(owned);
  }

  /** Of it what none but these controls wanted. */
  public Preimage of(Collection<String> controls) {
    return new Preimage(
        resource,
        isNew,
        owned.stream().filter(each -> controls.containsAll(each.controls())).toList());
  }

  /** As JSON; it has no secret in clear. */
  public String json() {
    return JsonWriter.text(PreimageJson.members(this));
  }

  /**
   * The one of {@link #json}.
   *
   * @throws IOException when it is none; the message is a sentence
   */
  public static Preimage read(String json) throws IOException {
    return PreimageJson.read(json);
  }
}
