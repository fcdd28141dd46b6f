package io.aksguard.event;

import io.aksguard.cluster.ArmId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event, reduced to what this product needs.
 *
 * @param id as its source gave it; unique only within the source
 * @param source the topic in Event Grid's own schema: an ARM id, or the digest of something else
 * @param subject may be empty
 * @param type such as {@code Microsoft.Resources.ResourceWriteSuccess}
 * @param time when it happened; of a policy state when the policy was evaluated, which orders them
 * @param redated whether the time is the one of its arrival, since it had none or a future one
 * @param ignored why it is ignored, else empty
 * @param resource what it is about; null only where it is ignored
 * @param facts by the names in {@link Facts}
 */
public record GridEvent(
    String id,
    String source,
    String subject,
    String type,
    Instant time,
    boolean redated,
    Kind kind,
    String ignored,
    @Nullable ArmId resource,
    Map<String, String> facts) {
  public GridEvent {
    facts = Map.copyOf(facts);
    if (ignored.isEmpty() == (kind == Kind.IGNORED)) {
      throw new IllegalArgumentException("an event is ignored for a reason, and only then");
    }
    if (resource == null && kind != Kind.IGNORED) {
      throw new IllegalArgumentException("the event names no resource");
    }
  }

  /** Names the event among those of all sources: 32 hexadecimal digits. */
  public String key() {
    return Plain.digest(source.toLowerCase(Locale.ROOT) + "\n" + id);
  }

  /** The cluster that it is about, or that what it is about belongs to. */
  public Optional<ArmId> cluster() {
    return resource == null ? Optional.empty() : resource.cluster();
  }

  public Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  /** The ARM operation, such as {@code Microsoft.ContainerService/managedClusters/write}. */
  public Optional<String> operation() {
    return fact(Facts.OPERATION);
  }

  public Optional<String> correlationId() {
    return fact(Facts.CORRELATION_ID);
  }

  /** The application that asked for the operation. */
  public Optional<String> applicationId() {
    return fact(Facts.APPLICATION_ID);
  }

  /** The event in the CloudEvents schema; {@link Events#read} makes an equal one of it. */
  public String json() {
    return Facts.json(this);
  }
}
