package io.aksguard.control.podsecurity;

import io.aksguard.control.podsecurity.Check.Report;
import java.util.Set;

/** The Linux capabilities of containers. */
final class Capabilities {
  /** What container runtimes give by default, but for NET_RAW. */
  private static final Set<String> HARMLESS =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  private Capabilities() {}

  static void baseline(Pod pod, Report report) {
    pod.containers(container -> added(container, HARMLESS, "be an allowed capability", report));
  }

  static void restricted(Pod pod, Report report) {
    if (pod.windows()) {
      return;
    }
    pod.containers(
        container -> {
          added(container, Set.of("NET_BIND_SERVICE"), "be NET_BIND_SERVICE", report);
          Field drop = capabilities(container).at("drop");
          if (!dropsAll(drop)) {
            report.add(drop, "include ALL");
          }
        });
  }

  private static void added(Field container, Set<String> allowed, String must, Report report) {
    for (Field added : capabilities(container).at("add").elements()) {
      if (!allowed.contains(added.text())) {
        report.add(added, must);
      }
    }
  }

  private static boolean dropsAll(Field drop) {
    for (Field dropped : drop.elements()) {
      if (dropped.text().equals("ALL")) {
        return true;
      }
    }
    return false;
  }

  private static Field capabilities(Field container) {
    return container.at("securityContext").at("capabilities");
  }
}
