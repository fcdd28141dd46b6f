package io.aksguard.remediation;

import io.aksguard.control.Absence;
import io.aksguard.control.MemberPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member that a write changes.
 *
 * @param controls that want it
 * @param before what was there; null where nothing was, as ARM's null says too
 * @param written what is there afterwards; null where it was taken out
 * @param there how many steps of the way to it were there before, a member and an element of a list
 *     being one each
 * @param absence what it comes to that the member is not there; null where that is not said
 * @param isSecret whether it holds what is not kept: then {@code before} and {@code written} are
 *     not what they were
 */
public record Owned(
    List<String> controls,
    MemberPath path,
    @Nullable Object before,
    @Nullable Object written,
    int there,
    @Nullable Absence absence,
    boolean isSecret) {
  public Owned {
    controls = List.copyOf(controls);
  }
}
