package io.aksguard.remediation;

import io.aksguard.control.Severity;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What would mend the failures of one control in one cluster.
 *
 * @param version the control's version that found them
 * @param subjects what fails, in their order; an empty text is the cluster itself
 * @param mode who may mend it, as {@link io.aksguard.control.Remedy#mode}; empty where the
 *     catalogue does not say any more
 * @param impact what that does to the running cluster, as {@link
 *     io.aksguard.control.Remedy#impact}; empty like the mode
 * @param how the steps, for people, with ids of the cluster filled in; a line for each subject that
 *     has others
 * @param decision what holds for it, and by what
 * @param permissions the Azure actions that it needs; empty where only a person can mend it
 * @param wishes for each subject a digest of the resources, members and values that are wanted;
 *     empty where that is not worked out
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
    Decision decision,
    List<String> permissions,
    List<String> wishes,
    Hold hold) {
  public Fix {
    subjects = List.copyOf(subjects);
    permissions = List.copyOf(permissions);
    wishes = List.copyOf(wishes);
  }

  /** Whether it is carried out once nothing holds it any more. */
  public boolean isWanted() {
    return hold.isPlanned() && !decision.isReport();
  }

  /** The same, held by something else. */
  Fix heldBy(Hold other) {
    return new Fix(
        control,
        version,
        severity,
        subjects,
        mode,
        impact,
        how,
        decision,
        permissions,
        wishes,
        other);
  }

  /** One fix with the subjects of all these, which are the same but for them. */
  static Fix together(List<Fix> fixes) {
    Fix first = fixes.get(0);
    return new Fix(
        first.control,
        first.version,
        first.severity,
        fixes.stream().flatMap(fix -> fix.subjects.stream()).toList(),
        first.mode,
        first.impact,
        fixes.stream().map(Fix::how).distinct().collect(Collectors.joining("\n")),
        first.decision,
        first.permissions,
        fixes.stream().flatMap(fix -> fix.wishes.stream()).toList(),
        first.hold);
  }
}
