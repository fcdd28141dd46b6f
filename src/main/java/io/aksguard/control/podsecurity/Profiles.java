package io.aksguard.control.podsecurity;

import io.aksguard.control.podsecurity.Check.Report;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Profiles of AppArmor and SELinux. */
final class Profiles {
  /** Profiles that confine; the same names serve seccomp. */
  static final Set<String> CONFINING = Set.of("RuntimeDefault", "Localhost");

  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";

  /** With the minor from which they are allowed. */
  private static final Map<String, Integer> SELINUX_TYPES_FROM =
      Map.of(
          "", 0,
          "container_t", 0,
          "container_init_t", 0,
          "container_kvm_t", 0,
          "container_engine_t", 31);

  private Profiles() {}

  /** The annotations count beside the fields in every version. */
  static void appArmor(Pod pod, Report report) {
    pod.securityContexts(
        context -> {
          Field profile = context.at("appArmorProfile");
          Field type = profile.at("type");
          if (profile.present() && !CONFINING.contains(type.text())) {
            report.add(type, "be RuntimeDefault or Localhost");
          }
        });
    pod.annotations()
        .members(
            (key, value) -> {
              if (key.startsWith(APP_ARMOR) && !confines(value.text())) {
                report.add(value, "be runtime/default or localhost/...");
              }
            });
  }

  static void seLinux(Pod pod, Report report) {
    pod.securityContexts(
        context -> {
          Field options = context.at("seLinuxOptions");
          Field type = options.at("type");
          if (pod.minor() < SELINUX_TYPES_FROM.getOrDefault(type.text(), Integer.MAX_VALUE)) {
            report.add(type, "be an allowed type");
          }
          for (Field own : List.of(options.at("user"), options.at("role"))) {
            if (!own.text().isEmpty()) {
              report.add(own, "be absent");
            }
          }
        });
  }

  private static boolean confines(String profile) {
    return profile.isEmpty()
        || profile.equals("runtime/default")
        || profile.startsWith("localhost/");
  }
}
