package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.event.Facts;
import io.aksguard.event.GridEvent;
import io.aksguard.event.Kind;
import io.aksguard.inbox.ReverseIndex;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which clusters an event concerns. */
final class Reach {
  /** Providers of what is set on a scope and reaches all below it. */
  private static final Set<String> INHERITED =
      Set.of("microsoft.authorization", "microsoft.insights", "microsoft.security");

  private final ReverseIndex index;

  Reach(ReverseIndex index) {
    this.index = index;
  }

  /**
   * The answer.
   *
   * @param clusters at most {@link ReverseIndex#MOST_CLUSTERS}; empty where nobody is known to use
   *     the resource
   * @param isWide more clusters than that
   * @param ignored why it changes nothing, else empty
   */
  record Of(List<ArmId> clusters, boolean isWide, String ignored) {
    private static Of these(List<ArmId> clusters) {
      return clusters.size() > ReverseIndex.MOST_CLUSTERS
          ? new Of(List.of(), true, "")
          : new Of(clusters, false, "");
    }
  }

  Of of(GridEvent event) {
    if (event.kind() == Kind.IGNORED || event.resource() == null) {
      return new Of(List.of(), false, event.ignored());
    }
    Optional<ArmId> cluster = event.cluster();
    if (cluster.isPresent()) {
      return Of.these(List.of(cluster.get()));
    }
    if (event.kind() == Kind.IMAGE_PUSHED || event.kind() == Kind.IMAGE_DELETED) {
      List<ArmId> running = index.clusters(repository(event));
      return running.isEmpty()
          ? new Of(List.of(), false, "an image that no known cluster runs")
          : Of.these(running);
    }
    return Of.these(users(event.resource()));
  }

  private static String repository(GridEvent event) {
    return event.fact(Facts.REGISTRY).orElse("") + "/" + event.fact(Facts.REPOSITORY).orElse("");
  }

  /**
   * Those of the resource and of all that it is part of: who came later may not have seen the part.
   * Of an assignment or a lock those of the nearest scope that anybody uses.
   */
  private List<ArmId> users(ArmId resource) {
    boolean inherited = isInherited(resource);
    Set<ArmId> found = new LinkedHashSet<>();
    Optional<ArmId> at = Optional.of(resource);
    while (at.isPresent() && !(inherited && !found.isEmpty())) {
      found.addAll(index.clusters(at.get().key()));
      // A group or a subscription is not part of what lies in it.
      at = at.get().parent().filter(parent -> inherited || parent.type().isPresent());
    }
    return List.copyOf(found);
  }

  private static boolean isInherited(ArmId resource) {
    return resource
        .type()
        .map(type -> type.substring(0, Math.max(0, type.indexOf('/'))))
        .filter(INHERITED::contains)
        .isPresent();
  }
}
