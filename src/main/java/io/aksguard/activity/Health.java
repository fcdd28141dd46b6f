package io.aksguard.activity;

import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a resource says that it is, by the provisioning state that ARM's types share. */
enum Health {
  /** It is as it was asked to be. */
  READY,
  /** Something is being done to it, or it does not say. */
  CHANGING,
  /** What was done to it last has failed, or was canceled. */
  BROKEN;

  private static final Set<String> FAILED = Set.of("failed", "canceled");
  private static final String MEMBER = "provisioningState";

  /**
   * Of one resource. Types without such a state are ready: what they are told is done at once.
   *
   * @param body as ARM answers it
   */
  static Health of(Map<String, ?> body) {
    Object properties = body.get("properties");
    Object state = properties instanceof Map<?, ?> members ? members.get(MEMBER) : null;
    return state == null ? READY : of(state.toString());
  }

  /** Of a cluster with its pools: the worst of them. */
  static Health ofCluster(Map<String, ?> body) {
    List<Health> all = new ArrayList<>(List.of(of(body)));
    if (body.get("properties") instanceof Map<?, ?> properties
        && properties.get("agentPoolProfiles") instanceof List<?> pools) {
      pools.forEach(pool -> all.add(of(Collections.singletonMap("properties", pool))));
    }
    return worst(all);
  }

  /** The same; one that does not say is not ready. */
  static Health of(Evidence evidence) {
    List<Health> all = new ArrayList<>();
    all.add(
        said(
            evidence.value("cluster") instanceof JsonObject cluster
                ? cluster.object("properties").flatMap(properties -> properties.string(MEMBER))
                : Optional.empty()));
    if (evidence.value("pools") instanceof JsonArray pools && pools.rest().isEmpty()) {
      pools.objects().forEach(pool -> all.add(said(pool.string(MEMBER))));
    } else {
      all.add(CHANGING);
    }
    return worst(all);
  }

  private static Health worst(List<Health> all) {
    return all.contains(BROKEN) ? BROKEN : all.contains(CHANGING) ? CHANGING : READY;
  }

  private static Health said(Optional<String> state) {
    return state.map(Health::of).orElse(CHANGING);
  }

  private static Health of(String provisioningState) {
    String state = provisioningState.toLowerCase(Locale.ROOT);
    return state.equals("succeeded") ? READY : FAILED.contains(state) ? BROKEN : CHANGING;
  }
}
