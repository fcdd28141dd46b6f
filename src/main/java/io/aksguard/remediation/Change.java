package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Resource;
import io.aksguard.remediation.permission.Permission;
import java.util.Comparator;
import java.util.List;

/**
 * One call of Azure's API, of which the body is not made yet: all that fixes want of one resource,
 * or one action.
 *
 * @param isNew whether the evidence does not have the resource
 * @param call the action that is posted; empty where members are changed
 * @param claims what is wanted of members, in this order; empty of an action
 * @param controls what it mends, in their order
 * @param permissions what Azure has to allow for it, by the body in the evidence
 */
public record Change(
    ArmId resource,
    boolean isNew,
    String call,
    List<Claim> claims,
    List<String> controls,
    List<Permission> permissions) {
  /** Else in the order of their steps: one may name what the one before has made. */
  static final Comparator<Change> ORDER =
      Comparator.comparingInt(Change::turn).thenComparing(change -> !change.isNew());

  public Change {
    claims = List.copyOf(claims);
    controls = List.copyOf(controls);
    permissions = List.copyOf(permissions);
  }

  /**
   * What stands around the cluster first, such as its maintenance windows; then the cluster, its
   * pools, what acts on nodes as they are then, and locks.
   */
  private int turn() {
    if (!call.isEmpty()) {
      return 3;
    }
    String type = resource.type().orElse("");
    // A lock would keep what is made below it from being taken back.
    if (type.equals("microsoft.authorization/locks")) {
      return 4;
    }
    return type.equals(Resource.CLUSTER) ? 1 : type.equals(Resource.POOL) ? 2 : 0;
  }
}
