package io.aksguard.adapter.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import io.aksguard.remediation.azure.Sent;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Sends one write, and says what its answer means. */
final class Writing {
  /** Codes of a 409 that no waiting mends. */
  private static final Set<String> LASTING = Set.of("ScopeLocked", "ReadOnlyDisabledSubscription");

  private final Wire wire;

  Writing(Wire wire) {
    this.wire = wire;
  }

  /**
   * @param self the path at which the resource itself is read
   * @param secrets what its body holds that may not be told
   */
  Sent send(Request write, String self, Collection<String> secrets) {
    Reply reply = wire.once(write);
    if (reply.isClosed()) {
      return new Sent.Throttled(RetryAfter.least(wire.closedFor(write.quota())));
    }
    String trouble = reply.trouble();
    if (trouble != null) {
      return reply.isWithoutToken() ? new Sent.Unsent(trouble) : new Sent.Lost(trouble);
    }
    int status = reply.status();
    if (status >= 200 && status < 300) {
      return taken(reply, self);
    }
    if (status == 408 || status >= 500) {
      return new Sent.Lost(reply.failure());
    }
    boolean isGone = write.method() == HttpMethod.DELETE && status == 404 && reply.saysGone();
    return isGone ? new Sent.Done() : untaken(reply, ArmError.of(reply.body(), secrets));
  }

  private Sent untaken(Reply reply, ArmError error) {
    Duration wait = Operations.retryAfter(reply, wire.now());
    return switch (reply.status()) {
      case 412 -> new Sent.Changed();
      case 429 -> new Sent.Throttled(wait);
      case 409 ->
          LASTING.contains(error.code())
              ? new Sent.Refused(reply.status(), error.code(), error.message())
              : new Sent.Busy(error.code(), error.message(), wait);
      default -> new Sent.Refused(reply.status(), error.code(), error.message());
    };
  }

  /**
   * Which of ARM's ways to tell of an operation it is: a header names its address, or the resource
   * itself shows that it is not done.
   */
  private Sent taken(Reply reply, String self) {
    Optional<String> state;
    try {
      Body body = reply.body().length == 0 ? Batch.NOTHING : Body.parse(reply.body());
      state = Operations.provisioning(body);
    } catch (IOException e) {
      return new Sent.Lost("the answer is cut off, or none of Azure's");
    }
    Duration wait = Operations.retryAfter(reply, wire.now());
    Optional<String> address =
        header(reply, HttpHeaderName.AZURE_ASYNCOPERATION)
            .or(() -> header(reply, HttpHeaderName.LOCATION).filter(at -> reply.status() == 202));
    if (address.isPresent()) {
      return wire.pathOf(address.get().replace(" ", "%20"))
          .<Sent>map(operation -> new Sent.Running(operation, wait))
          .orElseGet(() -> new Sent.Lost("taken, but its operation is on another host"));
    }
    if (reply.status() == 202) {
      return new Sent.Lost("taken, but nothing says where its operation is");
    }
    return state.filter(each -> !Operations.isEnd(each)).isPresent()
        ? new Sent.Running(self, wait)
        : new Sent.Done();
  }

  private static Optional<String> header(Reply reply, HttpHeaderName name) {
    return Optional.ofNullable(reply.headers().getValue(name)).filter(text -> !text.isBlank());
  }
}
