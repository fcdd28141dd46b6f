package io.aksguard.control.podsecurity;

import io.aksguard.control.podsecurity.Check.Report;
import java.util.List;

/** Requests that the kubelet makes for a container, and so from the node. */
final class Probes {
  private Probes() {}

  /** Whoever names their host can reach with them what only the node can reach. */
  static void hosts(Pod pod, Report report) {
    pod.containers(
        container -> {
          Field lifecycle = container.at("lifecycle");
          for (Field handler :
              List.of(
                  container.at("livenessProbe"),
                  container.at("readinessProbe"),
                  container.at("startupProbe"),
                  lifecycle.at("postStart"),
                  lifecycle.at("preStop"))) {
            for (String kind : List.of("httpGet", "tcpSocket")) {
              Field host = handler.at(kind).at("host");
              if (!host.text().isEmpty()) {
                report.add(host, "be absent");
              }
            }
          }
        });
  }
}
