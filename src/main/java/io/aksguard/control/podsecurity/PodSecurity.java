package io.aksguard.control.podsecurity;

import static io.aksguard.control.podsecurity.Level.BASELINE;
import static io.aksguard.control.podsecurity.Level.RESTRICTED;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Judges pods by the Pod Security Standards. A policy version says which checks there are and what
 * they ask, as in the admission plugin of {@link #NEWEST}: what the plugin changed without a new
 * policy version (image volumes, the AppArmor fields) holds for the old versions too.
 */
public final class PodSecurity {
  /** The minor of the newest policy version with a change of its own; newer ones are like it. */
  public static final int NEWEST = 37;

  /** The table of the admission plugin; a minor inside a rule says where the rule changed. */
  private static final List<Check> CHECKS =
      List.of(
          new Check("appArmorProfile", BASELINE, 0, Profiles::appArmor),
          new Check("capabilities_baseline", BASELINE, 0, Capabilities::baseline),
          new Check("hostNamespaces", BASELINE, 0, Host::namespaces),
          new Check("hostPathVolumes", BASELINE, 0, Volumes::hostPaths),
          new Check("hostPorts", BASELINE, 0, Host::ports),
          new Check("hostProbesAndHostLifecycle", BASELINE, 34, Probes::hosts),
          new Check("privileged", BASELINE, 0, Privileges::privileged),
          new Check("procMount", BASELINE, 0, ProcMount::baseline),
          new Check("seLinuxOptions", BASELINE, 0, Profiles::seLinux),
          new Check("seccompProfile_baseline", BASELINE, 0, Seccomp::baseline),
          new Check("sysctls", BASELINE, 0, Sysctls::allowed),
          new Check("windowsHostProcess", BASELINE, 0, Host::process),
          new Check("allowPrivilegeEscalation", RESTRICTED, 8, Privileges::escalation),
          new Check(
              "capabilities_restricted",
              RESTRICTED,
              22,
              "capabilities_baseline",
              Capabilities::restricted),
          new Check("procMount_restricted", RESTRICTED, 35, "procMount", ProcMount::restricted),
          new Check("restrictedVolumes", RESTRICTED, 0, "hostPathVolumes", Volumes::restricted),
          new Check("runAsNonRoot", RESTRICTED, 0, Privileges::runAsNonRoot),
          new Check("runAsUser", RESTRICTED, 23, Privileges::runAsUser),
          new Check(
              "seccompProfile_restricted",
              RESTRICTED,
              19,
              "seccompProfile_baseline",
              Seccomp::restricted));

  private PodSecurity() {}

  /**
   * Every violation of the level by a pod or pod template, {@code {metadata, spec}}.
   *
   * @param minor of the policy version, 34 for 1.34
   * @throws GapException where a part of the pod was not read or is malformed
   */
  public static List<Violation> violations(Object pod, Level level, int minor) {
    return judge(pod, level, minor).all();
  }

  /** As {@link #violations}, with what is known of a pod of which a part is not. */
  public static Judgement judge(Object pod, Level level, int minor) {
    return judge(pod, checks(level, minor), minor);
  }

  /**
   * As {@link #judge(Object, Level, int)}, by one check alone; empty where there is none of the id.
   * A policy version that does not have the check refuses nothing by it.
   */
  public static Optional<Judgement> judge(Object pod, String check, int minor) {
    List<Check> named = CHECKS.stream().filter(each -> each.id().equals(check)).toList();
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(judge(pod, named.stream().filter(c -> minor >= c.from()).toList(), minor));
  }

  private static Judgement judge(Object pod, List<Check> checks, int minor) {
    List<Violation> violations = new ArrayList<>();
    Optional<Gap> rest =
        checks.isEmpty() ? Optional.empty() : gap(Pod::checkContainers, pod, minor);
    for (Check check : checks) {
      Optional<Gap> gap = gap(known -> check.judge(known, violations::add), pod, minor);
      rest = rest.or(() -> gap);
    }
    return new Judgement(violations, rest);
  }

  private static Optional<Gap> gap(Consumer<Pod> judging, Object pod, int minor) {
    try {
      judging.accept(Pod.of(pod, minor));
      return Optional.empty();
    } catch (GapException e) {
      return Optional.of(e.gap());
    }
  }

  /** The checks of a level; of one that a stricter check replaces only the stricter is asked. */
  private static List<Check> checks(Level level, int minor) {
    List<Check> checks =
        CHECKS.stream()
            .filter(check -> level.includes(check.level()) && minor >= check.from())
            .toList();
    Set<String> replaced = checks.stream().map(Check::replaces).collect(Collectors.toSet());
    return checks.stream().filter(check -> !replaced.contains(check.id())).toList();
  }
}
