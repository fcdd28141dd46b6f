package io.aksguard.control.podsecurity;

import static io.aksguard.control.podsecurity.Profiles.CONFINING;

import io.aksguard.control.podsecurity.Check.Report;
import java.util.Set;

/** Profiles of seccomp: annotations before 1.19, fields from then on. */
final class Seccomp {
  private static final String OF_POD = "seccomp.security.alpha.kubernetes.io/pod";
  private static final String OF_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";
  private static final Set<String> DEFAULTS = Set.of("runtime/default", "docker/default");
  private static final String MUST = "be RuntimeDefault or Localhost";

  private Seccomp() {}

  static void baseline(Pod pod, Report report) {
    if (pod.minor() < 19) {
      annotation(pod, OF_POD, report);
      pod.containers(
          container -> annotation(pod, OF_CONTAINER + container.at("name").text(), report));
    } else {
      pod.securityContexts(
          context -> {
            Field profile = context.at("seccompProfile");
            if (profile.present() && !confines(profile)) {
              report.add(profile.at("type"), MUST);
            }
          });
    }
  }

  /** A container may go without where the pod has a profile that is allowed. */
  static void restricted(Pod pod, Report report) {
    if (pod.windows()) {
      return;
    }
    Field common = pod.securityContext().at("seccompProfile");
    if (common.present() && !confines(common)) {
      report.add(common.at("type"), MUST);
    }
    pod.containers(
        container -> {
          Field own = container.at("securityContext").at("seccompProfile");
          if (!confines(own.present() ? own : common)) {
            report.add(own.at("type"), MUST);
          }
        });
  }

  private static boolean confines(Field profile) {
    return CONFINING.contains(profile.at("type").text());
  }

  private static void annotation(Pod pod, String key, Report report) {
    Field value = pod.annotations().at(key);
    String profile = value.text();
    if (value.present() && !DEFAULTS.contains(profile) && !profile.startsWith("localhost/")) {
      report.add(value, MUST);
    }
  }
}
