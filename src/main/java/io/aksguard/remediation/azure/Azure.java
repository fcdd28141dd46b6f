package io.aksguard.remediation.azure;

import io.aksguard.cluster.ArmId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Resources of Azure, as they are now and as they are changed. Reads may be tried again; a write is
 * sent once (src/docs/decisions/0018), so that after {@link Sent.Lost} the caller looks first:
 * {@link #traced}, and the members that it owns in a fresh {@link #read}. A write that ends in an
 * exception, or with its process, is lost too.
 *
 * <p>Correlation ids are GUIDs, a new one for each write. ARM keeps them in its activity log and in
 * the events that the write raises.
 */
public interface Azure {
  /** What the app's identity may do at a resource, a resource group or a subscription. */
  Permitted permitted(ArmId scope);

  /** The resource at the pinned API version, all of its body. */
  Current read(ArmId resource);

  /**
   * Makes the resource, or replaces it.
   *
   * @param body plain maps, lists and scalars; sent as it is, with members that are null
   * @param ifMatch an ETag from {@link #read}; without one the write overwrites whatever is there
   */
  Sent put(ArmId resource, Map<String, ?> body, Optional<String> ifMatch, String correlationId);

  /**
   * Posts an action without a body.
   *
   * @param action such as {@code upgradeNodeImageVersion}
   */
  Sent post(ArmId resource, String action, String correlationId);

  /**
   * Deletes the resource; one that is gone already counts as done.
   *
   * @param ifMatch as {@link #put} takes it
   */
  Sent delete(ArmId resource, Optional<String> ifMatch, String correlationId);

  /**
   * How an operation goes on.
   *
   * @param operation from {@link Sent.Running}
   */
  Progress poll(String operation);

  /**
   * Whether Azure has taken a write, asked of the activity log of the resource's subscription.
   *
   * @param since before the write was sent; the log keeps 90 days
   */
  Trace traced(ArmId resource, String correlationId, Instant since);
}
