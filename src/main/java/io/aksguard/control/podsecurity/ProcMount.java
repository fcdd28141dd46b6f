package io.aksguard.control.podsecurity;

import io.aksguard.control.podsecurity.Check.Report;

/** The masks over /proc. */
final class ProcMount {
  private ProcMount() {}

  static void baseline(Pod pod, Report report) {
    if (!pod.ownUsers()) {
      restricted(pod, report);
    }
  }

  static void restricted(Pod pod, Report report) {
    pod.containers(
        container -> {
          Field mount = container.at("securityContext").at("procMount");
          if (mount.present() && !mount.text().equals("Default")) {
            report.add(mount, "be Default");
          }
        });
  }
}
