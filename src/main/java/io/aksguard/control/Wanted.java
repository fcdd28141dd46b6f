package io.aksguard.control;

import io.aksguard.cluster.ArmId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a remedy for one failure: a {@link Step} whose expressions have their values.
 *
 * @param resource what is changed, or created where it is not there
 * @param set members and their values
 * @param remove members
 * @param call the action that is posted; empty where members are changed
 */
public record Wanted(ArmId resource, List<Setting> set, List<MemberPath> remove, String call) {
  public Wanted {
    set = List.copyOf(set);
    remove = List.copyOf(remove);
  }

  /**
   * @param value plain maps, lists and scalars
   * @param absence what it comes to that the member is not there; null where the author does not
   *     say
   */
  public record Setting(MemberPath path, Object value, @Nullable Absence absence) {}
}
