package io.aksguard.intent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who has taken a fix back, as far as that can be told. Of persons only ids are in it.
 *
 * @param principal object or application id; empty where it is not known
 * @param kind of the principal, such as {@code Application} or {@code User}, as Resource Graph has
 *     it; may be empty
 * @param client application id of the client that was used; may be empty
 * @param clientType its name as Resource Graph has it, such as {@code Azure Portal}; may be empty
 * @param at when; empty where nobody was found
 * @param doubt why the principal is not known, or not sure; else empty
 */
public record Culprit(
    String principal,
    String kind,
    String client,
    String clientType,
    Optional<Instant> at,
    String doubt) {

  /**
   * Nobody that is known.
   *
   * @param doubt why
   */
  public static Culprit unknown(String doubt) {
    return new Culprit("", "", "", "", Optional.empty(), doubt);
  }

  public boolean isKnown() {
    return !principal.isEmpty();
  }

  /** For people, without a full stop. */
  public String sentence() {
    List<String> how = new ArrayList<>();
    if (!kind.isEmpty()) {
      how.add(kind);
    }
    if (!client.isEmpty()) {
      how.add("client " + client);
    }
    if (!clientType.isEmpty()) {
      how.add(clientType);
    }
    return (isKnown() ? principal : "who it was is not known")
        + (how.isEmpty() ? "" : " (" + String.join(", ", how) + ")")
        + at.map(when -> " at " + when).orElse("")
        + (doubt.isEmpty() ? "" : "; " + doubt);
  }
}
