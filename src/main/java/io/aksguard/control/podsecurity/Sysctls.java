package io.aksguard.control.podsecurity;

import static java.util.Map.entry;

import io.aksguard.control.podsecurity.Check.Report;
import java.util.Map;

/** Kernel settings of a pod. */
final class Sysctls {
  /** Those that touch nothing outside the pod, with the minor from which they are allowed. */
  private static final Map<String, Integer> SAFE_FROM =
      Map.ofEntries(
          entry("kernel.shm_rmid_forced", 0),
          entry("net.ipv4.ip_local_port_range", 0),
          entry("net.ipv4.ip_unprivileged_port_start", 0),
          entry("net.ipv4.ping_group_range", 0),
          entry("net.ipv4.tcp_syncookies", 0),
          entry("net.ipv4.ip_local_reserved_ports", 27),
          entry("net.ipv4.tcp_fin_timeout", 29),
          entry("net.ipv4.tcp_keepalive_intvl", 29),
          entry("net.ipv4.tcp_keepalive_probes", 29),
          entry("net.ipv4.tcp_keepalive_time", 29),
          entry("net.ipv4.tcp_rmem", 32),
          entry("net.ipv4.tcp_wmem", 32),
          entry("net.ipv4.tcp_notsent_lowat", 37),
          entry("net.ipv4.tcp_slow_start_after_idle", 37));

  private Sysctls() {}

  static void allowed(Pod pod, Report report) {
    for (Field sysctl : pod.securityContext().at("sysctls").elements()) {
      Field name = sysctl.at("name");
      if (pod.minor() < SAFE_FROM.getOrDefault(name.text(), Integer.MAX_VALUE)) {
        report.add(name, "be a safe sysctl");
      }
    }
  }
}
