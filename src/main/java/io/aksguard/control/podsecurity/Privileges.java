package io.aksguard.control.podsecurity;

import io.aksguard.control.podsecurity.Check.Report;

/** As whom containers run, and whether they can become more. */
final class Privileges {
  private Privileges() {}

  static void privileged(Pod pod, Report report) {
    pod.containers(
        container -> {
          Field privileged = container.at("securityContext").at("privileged");
          if (privileged.isTrue()) {
            report.add(privileged, "be false");
          }
        });
  }

  static void escalation(Pod pod, Report report) {
    if (pod.windows()) {
      return;
    }
    pod.containers(
        container -> {
          Field escalation = container.at("securityContext").at("allowPrivilegeEscalation");
          if (!escalation.isFalse()) {
            report.add(escalation, "be false");
          }
        });
  }

  /** A pod that says false is refused even where each container says true. */
  static void runAsNonRoot(Pod pod, Report report) {
    if (pod.ownUsers()) {
      return;
    }
    Field common = pod.securityContext().at("runAsNonRoot");
    if (common.isFalse()) {
      report.add(common, "be true");
    }
    pod.containers(
        container -> {
          Field own = container.at("securityContext").at("runAsNonRoot");
          if (own.isFalse() || (!own.isTrue() && !common.isTrue())) {
            report.add(own, "be true");
          }
        });
  }

  static void runAsUser(Pod pod, Report report) {
    if (pod.ownUsers()) {
      return;
    }
    pod.securityContexts(
        context -> {
          Field user = context.at("runAsUser");
          if (user.number().orElse(1) == 0) {
            report.add(user, "not be 0");
          }
        });
  }
}
