package io.aksguard.evidence.join;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Section;
import io.aksguard.evidence.image.RunningImages;
import io.aksguard.evidence.kubernetes.ClusterObjects;
import io.aksguard.evidence.kubernetes.Extent;
import java.util.Map;
import java.util.Optional;

/** Section {@code kubernetes}: how complete it is; its content is made in evidence.kubernetes. */
final class KubernetesObjects {
  static final String NAME = "kubernetes";

  private KubernetesObjects() {}

  /** The section of a cluster whose own body is not known. */
  static Section section(ClusterObjects objects, Declared declared) {
    return section(objects, declared, "");
  }

  /** The section, where the body of the cluster tells the version of its API server. */
  static Section section(ClusterObjects objects, Declared declared, JsonObject cluster) {
    Optional<JsonObject> properties = cluster.object("properties");
    return section(
        objects,
        declared,
        properties
            .flatMap(members -> members.string("currentKubernetesVersion"))
            .or(() -> properties.flatMap(members -> members.string("kubernetesVersion")))
            .orElse(""));
  }

  /**
   * The section; without a single object it is a gap, whatever is declared: no cluster is empty.
   */
  private static Section section(ClusterObjects objects, Declared declared, String apiServer) {
    Optional<Gap> missing =
        objects
            .gap()
            .or(
                () ->
                    objects.isComplete()
                        ? Optional.ofNullable(declared.lost())
                        : declared.missing(NAME));
    return new Section(
        objects.section(new Extent(missing), apiServer), objects.observedAt(), objects.source());
  }

  /**
   * Adds the images that run to the section, for which it takes scanners and registries besides.
   */
  static void putImages(Map<String, Section> sections) {
    Section section = sections.get(NAME);
    if (section == null || !(section.value() instanceof JsonObject body)) {
      return;
    }
    Object defender = value("defender", sections);
    Object assessments =
        defender instanceof JsonObject read
            ? Optional.ofNullable(read.raw("images")).orElse(defender)
            : defender;
    JsonObject added = new RunningImages(body, assessments, value("registries", sections)).added();
    sections.put(NAME, new Section(added, section.observedAt(), section.source()));
  }

  private static Object value(String name, Map<String, Section> sections) {
    Section section = sections.get(name);
    return section == null
        ? new Gap("section '" + name + "' was not in the input")
        : section.value();
  }
}
