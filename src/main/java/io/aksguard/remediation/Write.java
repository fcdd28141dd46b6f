package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.remediation.permission.Permission;
import java.util.List;

/**
 * One call of Azure's API: all that fixes want changed in one resource, or one action.
 *
 * @param isNew whether the resource is not there yet
 * @param call the action that is posted; empty where members are changed
 * @param impact the heaviest of its fixes, as {@link io.aksguard.control.Remedy#impact}
 * @param forecast what happens to what runs, a sentence for people
 * @param edits what is changed, in this order; empty of an action
 * @param controls what it mends, in their order
 * @param permissions what Azure has to allow for it; empty in a plan of a version before them
 */
public record Write(
    ArmId resource,
    boolean isNew,
    String call,
    String impact,
    String forecast,
    List<Edit> edits,
    List<String> controls,
    List<Permission> permissions) {
  public Write {
    edits = List.copyOf(edits);
    controls = List.copyOf(controls);
    permissions = List.copyOf(permissions);
  }

  /** With the edits of one control alone; it is still one call with those of the others. */
  Write only(String control) {
    List<Edit> its = edits.stream().filter(edit -> edit.control().equals(control)).toList();
    return new Write(resource, isNew, call, impact, forecast, its, controls, permissions);
  }

  /** One operation, and the control that wants it. */
  public record Edit(String control, PatchOperation operation) {}
}
