package io.aksguard.remediation.permission;

import io.aksguard.cluster.ArmId;
import java.util.Locale;

/**
 * An action that is needed at a scope. Case does not count, as it does not for Azure.
 *
 * @param action such as {@code Microsoft.ContainerService/managedClusters/write}
 * @param scope a resource, a resource group or a subscription: where what is given counts for it
 */
public record Permission(String action, ArmId scope) {

  /** The same at another scope. */
  Permission at(ArmId other) {
    return new Permission(action, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Permission that
        && action.equalsIgnoreCase(that.action)
        && scope.equals(that.scope);
  }

  @Override
  public int hashCode() {
    return action.toLowerCase(Locale.ROOT).hashCode() * 31 + scope.hashCode();
  }

  @Override
  public String toString() {
    return action + " on " + scope;
  }
}
