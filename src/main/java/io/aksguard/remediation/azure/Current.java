package io.aksguard.remediation.azure;

import java.util.Map;
import java.util.Optional;

/** A resource as it is now. */
public sealed interface Current {
  /**
   * It is there.
   *
   * @param body plain maps, lists and scalars that the caller may change; nothing of it is left
   *     out, null members included
   * @param etag as {@link Azure#put} takes it. Empty for types that have none, and where AKS leaves
   *     it out, as it did for months. Only AKS is known to heed it: what another type answers may
   *     well be ignored in an If-Match.
   */
  record Found(Map<String, Object> body, Optional<String> etag) implements Current {}

  /** ARM says that it does not exist. */
  record Absent() implements Current {}

  /**
   * Nobody knows: refused, unanswered, or no answer that can be understood.
   *
   * @param reason a phrase for people
   */
  record Unreadable(String reason) implements Current {}
}
