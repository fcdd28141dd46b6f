package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.notice.ImagePatches;
import io.aksguard.notice.ImagePatches.Patch;
import io.aksguard.notice.ImagePatches.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which newer node images and Kubernetes patches a cluster could have, by its upgrade profiles. */
final class Patches {
  private Patches() {}

  static ImagePatches of(ArmId cluster, Evidence evidence, Instant at) {
    List<Patch> patches = new ArrayList<>();
    if (evidence.value("versions") instanceof JsonObject versions) {
      kubernetes(versions).ifPresent(patches::add);
      if (evidence.value("pools") instanceof JsonArray pools) {
        for (JsonObject profile : versions.array("pools").orElse(JsonArray.empty()).objects()) {
          nodeImage(profile, pools).ifPresent(patches::add);
        }
      }
    }
    return new ImagePatches(cluster, at, patches);
  }

  /** What is newest differs by region and week: the pool's own profile knows. */
  private static Optional<Patch> nodeImage(JsonObject profile, JsonArray pools) {
    String name = profile.string("pool").orElse("");
    Optional<String> latest =
        profile.object("properties").flatMap(p -> p.string("latestNodeImageVersion"));
    Optional<String> current =
        pools.objects().stream()
            .filter(pool -> pool.string("name").orElse("").equalsIgnoreCase(name))
            .findFirst()
            .flatMap(pool -> pool.string("nodeImageVersion"));
    return latest.isPresent() && current.isPresent() && !latest.equals(current)
        ? Optional.of(new Patch(Sort.NODE_IMAGE, name, current.get(), latest.get()))
        : Optional.empty();
  }

  /** The newest version of the same minor that the control plane can be upgraded to. */
  private static Optional<Patch> kubernetes(JsonObject versions) {
    Optional<JsonObject> plane =
        versions
            .object("upgrades")
            .flatMap(body -> body.object("properties"))
            .flatMap(p -> p.object("controlPlaneProfile"));
    String current = plane.flatMap(p -> p.string("kubernetesVersion")).orElse("");
    String minor = current.substring(0, Math.max(0, current.lastIndexOf('.')));
    return plane
        .flatMap(p -> p.array("upgrades"))
        .map(JsonArray::objects)
        .orElse(List.of())
        .stream()
        .filter(upgrade -> !Boolean.TRUE.equals(upgrade.raw("isPreview")))
        .flatMap(upgrade -> upgrade.string("kubernetesVersion").stream())
        .filter(version -> !minor.isEmpty() && version.startsWith(minor + "."))
        .max((a, b) -> Integer.compare(patch(a), patch(b)))
        .filter(version -> patch(version) > patch(current))
        .map(version -> new Patch(Sort.KUBERNETES, "", current, version));
  }

  private static int patch(String version) {
    String digits = version.substring(version.lastIndexOf('.') + 1).replaceAll("[^0-9].*", "");
    return digits.isEmpty() || digits.length() > 9 ? -1 : Integer.parseInt(digits);
  }
}
