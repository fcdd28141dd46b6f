package io.aksguard.remediation.guard;

import io.aksguard.cluster.ArmId;
import io.aksguard.remediation.Hold;
import io.aksguard.remediation.azure.Permitted;
import io.aksguard.remediation.permission.Permission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds a call that Azure would refuse for want of a permission. Deny assignments are in no answer
 * of Azure's: there it refuses itself.
 *
 * @param permitted what the app may do at a scope
 */
public record Rights(Function<ArmId, Permitted> permitted) {
  private static final String GUARD = "permissions";

  /**
   * The first scope at which something is missing is named, with all that is missing there; those
   * behind it are not asked about. What the subscription gives counts for all that is in it: most
   * roles are given there, and many clusters share that answer.
   *
   * @param needed the resource's own first
   */
  public Optional<Hold> hold(Collection<Permission> needed) {
    Map<ArmId, List<String>> byScope = new LinkedHashMap<>();
    needed.forEach(
        each -> byScope.computeIfAbsent(each.scope(), at -> new ArrayList<>()).add(each.action()));
    return byScope.entrySet().stream()
        .map(each -> hold(each.getKey(), each.getValue()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Hold> hold(ArmId scope, List<String> actions) {
    List<String> missing =
        scope
            .subscription()
            .map(id -> new ArmId("/subscriptions/" + id))
            .filter(around -> !around.equals(scope))
            .map(around -> without(permitted.apply(around), actions))
            .orElse(actions);
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    Permitted here = permitted.apply(scope);
    if (here instanceof Permitted.Unknown unknown) {
      return held(
          "whether the app may %s on %s could not be read: %s"
              .formatted(String.join(", ", missing), scope, unknown.reason()));
    }
    List<String> lacking = without(here, missing);
    return lacking.isEmpty()
        ? Optional.empty()
        : held("the app may not %s on %s".formatted(String.join(", ", lacking), scope));
  }

  private static List<String> without(Permitted permitted, List<String> actions) {
    return permitted instanceof Permitted.Known known
        ? actions.stream().filter(action -> !known.allows(action)).toList()
        : actions;
  }

  private static Optional<Hold> held(String reason) {
    return Optional.of(new Hold(GUARD, reason));
  }
}
