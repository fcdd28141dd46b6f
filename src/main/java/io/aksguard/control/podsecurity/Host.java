package io.aksguard.control.podsecurity;

import io.aksguard.control.podsecurity.Check.Report;
import java.util.List;

/** What a pod shares with its node. */
final class Host {
  private Host() {}

  static void namespaces(Pod pod, Report report) {
    for (String name : List.of("hostNetwork", "hostPID", "hostIPC")) {
      Field shared = pod.spec().at(name);
      if (shared.isTrue()) {
        report.add(shared, "be false");
      }
    }
  }

  static void ports(Pod pod, Report report) {
    pod.containers(
        container -> {
          for (Field port : container.at("ports").elements()) {
            Field onHost = port.at("hostPort");
            if (onHost.number().orElse(0) != 0) {
              report.add(onHost, "be 0 or absent");
            }
          }
        });
  }

  static void process(Pod pod, Report report) {
    pod.securityContexts(
        context -> {
          Field process = context.at("windowsOptions").at("hostProcess");
          if (process.isTrue()) {
            report.add(process, "be false");
          }
        });
  }
}
