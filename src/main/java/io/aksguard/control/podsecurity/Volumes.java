package io.aksguard.control.podsecurity;

import io.aksguard.control.podsecurity.Check.Report;
import java.util.Set;

/** Where volumes come from. */
final class Volumes {
  private static final Set<String> SOURCES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "image",
          "persistentVolumeClaim",
          "projected",
          "secret");

  private Volumes() {}

  static void hostPaths(Pod pod, Report report) {
    for (Field volume : pod.spec().at("volumes").elements()) {
      Field path = volume.at("hostPath");
      if (path.isObject()) {
        report.add(path, "be absent");
      }
    }
  }

  /** A volume without a source is an emptyDir; a source that is not known is not allowed. */
  static void restricted(Pod pod, Report report) {
    for (Field volume : pod.spec().at("volumes").elements()) {
      volume.members(
          (kind, source) -> {
            if (!kind.equals("name") && source.isObject() && !SOURCES.contains(kind)) {
              report.add(source, "be absent");
            }
          });
    }
  }
}
