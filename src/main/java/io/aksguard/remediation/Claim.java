package io.aksguard.remediation;

import io.aksguard.control.Absence;
import io.aksguard.control.MemberPath;
import org.jspecify.annotations.Nullable;

/**
 * That a fix wants a member of a resource to have a value.
 *
 * @param value plain maps, lists and scalars; null where the member is to be gone
 * @param absence what it comes to that the member is not there; null where that is not said
 * @param before what the evidence has there; null where it has nothing
 */
public record Claim(
    String control,
    MemberPath path,
    @Nullable Object value,
    @Nullable Absence absence,
    @Nullable Object before) {

  /** The same over what is there. */
  Claim over(@Nullable Object found) {
    return new Claim(control, path, value, absence, found);
  }
}
