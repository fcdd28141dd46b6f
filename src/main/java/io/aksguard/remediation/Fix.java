package io.aksguard.remediation;

import io.aksguard.control.Severity;
import java.util.List;

/**
 * What would mend the failures of one control in one cluster.
 *
 * @param version the control's version that found them
 * @param subjects what fails, in their order; an empty text is the cluster itself
 * @param mode who may mend it, as {@link io.aksguard.control.Remedy#mode}; empty where the
 *     catalogue does not say any more
 * @param impact what that does to the running cluster, as {@link
 *     io.aksguard.control.Remedy#impact}; empty like the mode
 * @param how the steps, for people
 * @param hold what holds it back
 */
public record Fix(
    String control,
    String version,
    Severity severity,
    List<String> subjects,
    String mode,
    String impact,
    String how,
    Hold hold) {
  public Fix {
    subjects = List.copyOf(subjects);
  }
}
