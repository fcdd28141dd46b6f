package io.aksguard.activity;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How a resource says that it is, by the provisioning state that ARM's types share. */
enum Health {
  /** It is as it was asked to be. */
  READY,
  /** Something is being done to it. */
  CHANGING,
  /** What was done to it last has failed, or was canceled. */
  BROKEN;

  private static final Set<String> ENDED = Set.of("", "succeeded");
  private static final Set<String> FAILED = Set.of("failed", "canceled");

  /**
   * @param body as ARM answers it; one without a state is ready
   */
  static Health of(Map<String, ?> body) {
    Object properties = body.get("properties");
    Object state =
        properties instanceof Map<?, ?> members ? members.get("provisioningState") : null;
    return of(state == null ? "" : state.toString());
  }

  static Health of(String provisioningState) {
    String state = provisioningState.toLowerCase(Locale.ROOT);
    return ENDED.contains(state) ? READY : FAILED.contains(state) ? BROKEN : CHANGING;
  }
}
