package io.aksguard.notice;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.event.Facts;
import io.aksguard.event.GridEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The Kubernetes version of a cluster is no longer supported, or soon will not be.
 *
 * @param ended whether it has ended already
 * @param time when that was told
 */
public record SupportEnding(ArmId cluster, String kubernetesVersion, boolean ended, Instant time) {

  /** Of an event of AKS that says so. */
  public static Optional<SupportEnding> of(GridEvent event) {
    String type = event.type().toLowerCase(Locale.ROOT);
    boolean ended = type.equals("microsoft.containerservice.clustersupportended");
    if (!ended && !type.equals("microsoft.containerservice.clustersupportending")) {
      return Optional.empty();
    }
    return event
        .cluster()
        .map(
            cluster ->
                new SupportEnding(
                    cluster, event.fact(Facts.KUBERNETES_VERSION).orElse(""), ended, event.time()));
  }

  /** One for each cluster, version and stage, however often AKS repeats it. */
  public Notice notice() {
    ClusterKey key = ClusterKey.of(cluster);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cluster", cluster.value());
    members.put("clusterKey", key.value());
    members.put("kubernetesVersion", kubernetesVersion);
    members.put("stage", ended ? "ended" : "ending");
    return Composing.notice(
        NoticeType.SUPPORT_ENDING,
        List.of(key.value(), kubernetesVersion, ended),
        cluster.value(),
        time,
        members);
  }
}
