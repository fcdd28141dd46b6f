package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.MemberPath;
import io.aksguard.evidence.Resource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What becomes of members that the body of a PUT leaves out. AKS keeps those of clusters and pools
 * (its release notes call it a bug where one was reset), but for lists, tags and labels, which it
 * takes as a whole; of other resources they are gone.
 */
final class Keeping {
  private static final Set<String> KEPT = Set.of(Resource.CLUSTER, Resource.POOL);
  private static final Set<String> WHOLE = Set.of("tags", "nodelabels");

  private Keeping() {}

  /**
   * How many steps of the way lead to what is taken as a whole, so that what is left out below is
   * gone; 0 where that is the body. Empty where the member stays when it is left out.
   */
  static OptionalInt whole(ArmId resource, MemberPath path) {
    if (!KEPT.contains(resource.type().orElse(""))) {
      return OptionalInt.of(0);
    }
    List<MemberPath.Part> parts = path.parts();
    int steps = 0;
    for (int i = 0; i < parts.size(); i++) {
      MemberPath.Part part = parts.get(i);
      steps++;
      boolean isList = part.isElement() && !part.name().equalsIgnoreCase("agentPoolProfiles");
      boolean isMap = WHOLE.contains(part.name().toLowerCase(Locale.ROOT)) && i < parts.size() - 1;
      if (isList || isMap) {
        return OptionalInt.of(steps);
      }
      steps += part.isElement() ? 1 : 0;
    }
    return OptionalInt.empty();
  }
}
