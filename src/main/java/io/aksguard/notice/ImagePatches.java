package io.aksguard.notice;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Newer images of nodes, or patches of Kubernetes, that a cluster does not run yet.
 *
 * @param time when that was seen
 */
public record ImagePatches(ArmId cluster, Instant time, List<Patch> patches) {
  public ImagePatches {
    patches = List.copyOf(patches);
  }

  /** What a patch is for. */
  public enum Sort {
    NODE_IMAGE("nodeImage"),
    KUBERNETES("kubernetes");

    private final String word;

    Sort(String word) {
      this.word = word;
    }
  }

  /**
   * @param pool the agent pool; empty for the control plane
   */
  public record Patch(Sort sort, String pool, String current, String available) {}

  /**
   * One for each set of versions that are available to the cluster: a pool that has been brought up
   * to date in between is no new fact. Empty where nothing is available.
   */
  public Optional<Notice> notice() {
    if (patches.isEmpty()) {
      return Optional.empty();
    }
    ClusterKey key = ClusterKey.of(cluster);
    TreeSet<String> available = new TreeSet<>();
    List<Map<String, Object>> shown = new ArrayList<>();
    for (Patch patch : patches) {
      available.add(patch.sort().word + " " + patch.available());
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("sort", patch.sort().word);
      members.put("pool", Composing.cut(patch.pool()));
      members.put("current", Composing.cut(patch.current()));
      members.put("available", Composing.cut(patch.available()));
      shown.add(members);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cluster", cluster.value());
    members.put("clusterKey", key.value());
    members.put("total", patches.size());
    return Optional.of(
        Composing.notice(
            NoticeType.IMAGE_PATCH_AVAILABLE,
            List.of(key.value(), List.copyOf(available)),
            cluster.value(),
            time,
            members,
            "patches",
            shown));
  }
}
