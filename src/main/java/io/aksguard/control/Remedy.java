package io.aksguard.control;

import java.util.Set;

/**
 * How a failure is mended.
 *
 * @param mode who may do it: automatic, approval or manual
 * @param impact what it does to the running cluster: one of {@link #IMPACTS}
 * @param how the exact steps, for people
 */
public record Remedy(String mode, String impact, String how) {
  public static final Set<String> MODES = Set.of("automatic", "approval", "manual");
  public static final Set<String> IMPACTS =
      Set.of(
          "in-place",
          "restarts-api-server",
          "reimages-nodes",
          "irreversible",
          "create-only",
          "costs-money",
          "none");
}
