package io.aksguard.remediation.guard;

import io.aksguard.cluster.ArmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Tells our own changes from others'. Pure.
 *
 * @param principals object and application ids that AKS Guard writes as
 * @param runs what it was writing in the time that is looked at
 */
public record OwnWrites(Set<String> principals, List<Run> runs) {
  /** Clocks differ by seconds. */
  static final Duration SKEW = Duration.ofMinutes(1);

  public OwnWrites {
    principals = Set.copyOf(principals);
    runs = List.copyOf(runs);
  }

  /**
   * One intent that was, or is, carried out.
   *
   * @param correlationId that its calls were sent with
   * @param from before its first call
   * @param to when its outcome was known; {@link Instant#MAX} of one that is under way
   */
  public record Run(ArmId cluster, String correlationId, Instant from, Instant to) {}

  /**
   * A change, as its event or Resource Graph tells it; texts that are not told are empty.
   *
   * @param resource that was changed
   * @param objectId of the principal
   * @param applicationId of the principal, or of the client that it has used
   */
  public record Trace(
      ArmId resource, String correlationId, String objectId, String applicationId, Instant at) {}

  /**
   * Whether the change is our own: it has the correlation id of a write of ours, also where Azure
   * has made it because of that write; or it was made as us while we were writing to the cluster.
   */
  public boolean isOwn(Trace trace) {
    return runs.stream().anyMatch(run -> isOf(run, trace));
  }

  private boolean isOf(Run run, Trace trace) {
    if (!trace.correlationId().isEmpty()
        && trace.correlationId().equalsIgnoreCase(run.correlationId())) {
      return true;
    }
    return isOurs(trace)
        && run.cluster().covers(trace.resource())
        && !trace.at().plus(SKEW).isBefore(run.from())
        && !trace.at().minus(SKEW).isAfter(run.to());
  }

  private boolean isOurs(Trace trace) {
    return principals.stream()
        .anyMatch(
            ours ->
                ours.equalsIgnoreCase(trace.objectId())
                    || ours.equalsIgnoreCase(trace.applicationId()));
  }
}
