package io.aksguard.control;

import java.util.List;
import java.util.Set;

/**
 * How a failure is mended.
 *
 * @param mode who may do it: automatic, approval or manual
 * @param impact what it does to the running cluster: one of {@link #IMPACTS}, the heaviest
 * @param also what it does beside that
 * @param how the exact steps, for people
 * @param needs what must hold before, else nothing is changed
 * @param steps the calls that do it, in order; empty where only a person can
 * @param permissions the Azure actions that those calls need, as role definitions name them
 * @param hasUndo whether the former values, written back, undo it
 * @param entails controls that it makes fail in the ordinary course, whose fixes are then due: that
 *     they fail is no harm done
 */
public record Remedy(
    String mode,
    String impact,
    List<String> also,
    String how,
    List<Need> needs,
    List<Step> steps,
    List<String> permissions,
    boolean hasUndo,
    List<String> entails) {
  public static final Set<String> MODES = Set.of("automatic", "approval", "manual");
  public static final Set<String> IMPACTS =
      Set.of(
          "in-place",
          "drops-connections",
          "restarts-api-server",
          "reimages-nodes",
          "irreversible",
          "create-only",
          "costs-money",
          "none");

  /** Nobody takes these back, or somebody pays for them: a person decides, each time. */
  private static final Set<String> NEVER_AUTOMATIC =
      Set.of("irreversible", "costs-money", "create-only");

  public Remedy {
    also = List.copyOf(also);
    needs = List.copyOf(needs);
    steps = List.copyOf(steps);
    permissions = List.copyOf(permissions);
    entails = List.copyOf(entails);
  }

  /** One that only a person can carry out. */
  public Remedy(String mode, String impact, String how) {
    this(mode, impact, List.of(), how, List.of(), List.of(), List.of(), false, List.of());
  }

  /** Whether it may ever be carried out without a person's word. */
  public boolean mayBeAutomatic() {
    return !steps.isEmpty()
        && isReversible()
        && !NEVER_AUTOMATIC.contains(impact)
        && also.stream().noneMatch(NEVER_AUTOMATIC::contains);
  }

  /** Whether what it changed can be changed back. */
  public boolean isReversible() {
    return hasUndo
        && !impact.equals("irreversible")
        && !also.contains("irreversible")
        && steps.stream().allMatch(step -> step.call().isEmpty());
  }
}
