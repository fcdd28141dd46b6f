package io.aksguard.finding;

import io.aksguard.config.Waiver;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One control's answer about one subject of one cluster.
 *
 * @param control the control's id
 * @param version the control's version
 * @param resource the cluster's ARM id, or its name where the input has no id
 * @param subject the pool, rule, setting or object; empty for the cluster itself
 * @param waiver the waiver laid over a FAIL, else null
 * @param message of a FAIL what was seen, of UNKNOWN why, else empty or a word
 * @param path JSON path of the value in the resource that holds it; may be empty
 * @param value what was seen there; null where it is absent. Of a sensitive value only its kind
 * @param observedAt when the evidence was read from Azure; null for templates
 * @param origin the file the value was read from
 * @param line in that file; 0 where not known
 */
public record Finding(
    String control,
    String version,
    String practice,
    Severity severity,
    String resource,
    String subject,
    Status status,
    @Nullable Waiver waiver,
    String message,
    String path,
    @Nullable Object value,
    @Nullable Instant observedAt,
    Origin origin,
    int line) {

  /** Whether somebody has to act: a FAIL that no waiver lies over. */
  public boolean isOpen() {
    return status == Status.FAIL && waiver == null;
  }
}
