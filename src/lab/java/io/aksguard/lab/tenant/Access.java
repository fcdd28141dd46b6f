package io.aksguard.lab.tenant;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who may not read which subscription; everything else is allowed. */
final class Access {
  private final Set<String> denied = ConcurrentHashMap.newKeySet();

  void deny(Principal principal, String subscription) {
    denied.add(key(principal, subscription));
  }

  void deny(String key) {
    denied.add(key);
  }

  /** As they can be denied again. */
  Set<String> denied() {
    return Set.copyOf(denied);
  }

  void allow(Principal principal, String subscription) {
    denied.remove(key(principal, subscription));
  }

  boolean may(Principal principal, String subscription) {
    return !denied.contains(key(principal, subscription));
  }

  /**
   * @throws RefusedException with 403
   */
  void check(Principal principal, String subscription, String action) {
    if (!may(principal, subscription)) {
      throw new RefusedException(
          403,
          "AuthorizationFailed",
          "The client '"
              + principal.clientId()
              + "' with object id '"
              + principal.objectId()
              + "' does not have authorization to perform action '"
              + action
              + "' over scope '/subscriptions/"
              + subscription
              + "' or the scope is invalid.");
    }
  }

  private static String key(Principal principal, String subscription) {
    return Target.key(principal.clientId() + "/" + subscription);
  }
}
