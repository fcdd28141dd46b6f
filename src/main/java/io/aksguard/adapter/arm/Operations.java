package io.aksguard.adapter.arm;

import com.azure.core.http.HttpMethod;
import io.aksguard.remediation.azure.Progress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Asks how long operations go on. An Azure-AsyncOperation has a {@code status}, a Location answers
 * 202 until it has what the call would have answered, and a resource shows its {@code
 * provisioningState}.
 */
final class Operations {
  /** Between two looks where Azure names no time: what the SDK's clients of ARM wait. */
  private static final Duration UNNAMED = Duration.ofSeconds(30);

  private static final Set<String> ENDS = Set.of("succeeded", "failed", "canceled", "cancelled");

  /** What a 4xx says of the question; any other one is what became of the operation. */
  private static final Set<Integer> OF_THE_QUESTION = Set.of(401, 403, 404, 408, 429);

  private final Wire wire;

  Operations(Wire wire) {
    this.wire = wire;
  }

  /**
   * @param operation path and query
   */
  Progress poll(String operation) {
    String url = wire.url(operation);
    if (!operation.startsWith("/") || wire.pathOf(url).isEmpty()) {
      return new Progress.Unknown("its address is not on Azure's own host", UNNAMED);
    }
    Reply reply = wire.send(url, null);
    Duration wait =
        reply.isClosed()
            ? RetryAfter.least(wire.closedFor(Quota.of(url, HttpMethod.GET)))
            : retryAfter(reply, wire.now());
    String trouble = reply.trouble();
    if (trouble != null) {
      return new Progress.Unknown(trouble, wait);
    }
    int status = reply.status();
    try {
      Body body = reply.body().length == 0 ? Batch.NOTHING : Body.parse(reply.body());
      if (status >= 200 && status < 300) {
        return status == 202 ? new Progress.Running(wait) : progress(body, wait);
      }
      return status >= 400 && status < 500 && !OF_THE_QUESTION.contains(status)
          ? failed(body)
          : new Progress.Unknown(status + body.errorCode(), wait);
    } catch (IOException e) {
      return new Progress.Unknown(status + ", and no answer of Azure's", wait);
    }
  }

  private static Progress progress(Body body, Duration wait) {
    String state = body.members().string("status").or(() -> provisioning(body)).orElse("succeeded");
    return switch (state.toLowerCase(Locale.ROOT)) {
      case "succeeded" -> new Progress.Succeeded();
      case "failed" -> failed(body);
      case "canceled", "cancelled" -> new Progress.Canceled();
      default -> new Progress.Running(wait);
    };
  }

  private static Progress failed(Body body) {
    ArmError error = ArmError.of(body, List.of());
    return new Progress.Failed(error.code(), error.message());
  }

  /** What a resource shows of the last operation on it. */
  static Optional<String> provisioning(Body resource) {
    return resource.members().object("properties").flatMap(p -> p.string("provisioningState"));
  }

  static boolean isEnd(String state) {
    return ENDS.contains(state.toLowerCase(Locale.ROOT));
  }

  /** When to ask, or to send, again. */
  static Duration retryAfter(Reply reply, Instant now) {
    return RetryAfter.of(reply.headers(), now, UNNAMED);
  }
}
