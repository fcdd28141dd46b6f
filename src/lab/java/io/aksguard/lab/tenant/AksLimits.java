package io.aksguard.lab.tenant;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/**
 * AKS' own buckets of writes, one for the clusters and one for the pools of a subscription in a
 * region, whoever writes ("Throttling limits on AKS resource provider APIs",
 * learn.microsoft.com/azure/aks/quotas-skus-regions). They refill by the tenant's time alone.
 */
final class AksLimits {
  private static final double PER_MINUTE = 1 / 60.0;

  private final State state;
  private final Limits limits;
  private final int size;

  /**
   * @param size PUTs that a full bucket takes; 0 for no limit
   */
  AksLimits(Clock clock, State state, int size) {
    this.state = state;
    this.limits = new Limits(clock, () -> 0);
    this.size = size;
  }

  /** AKS' refusal; empty where it takes the call, or does not count it. */
  Optional<Answer> refusal(Request request) {
    Optional<Target> target =
        size == 0 || !request.method().equals("PUT")
            ? Optional.empty()
            : Target.parse(request.path()).filter(AksLimits::isCounted);
    return target
        .map(on -> limits.take(bucket(request, on), size, PER_MINUTE))
        .filter(Limits.Taken::refused)
        .map(
            taken ->
                Answer.error(429, "TooManyRequests", "Too many PUTs of managed clusters or pools.")
                    .with("Retry-After", taken.retryAfter()));
  }

  private static boolean isCounted(Target target) {
    return target.type().equals(Clusters.TYPE) || target.type().equals(AgentPools.TYPE);
  }

  private String bucket(Request request, Target target) {
    String cluster =
        target.type().equals(Clusters.TYPE) ? target.id() : target.parent().orElseThrow().id();
    String region = state.get(cluster).map(body -> body.path("location").asText()).orElse("");
    return String.join("/", request.subscription(), region.toLowerCase(Locale.ROOT), target.type());
  }
}
