package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * Faults that befall a write rather than its answer: what somebody else does to the resource, and
 * operations that end badly.
 */
final class Sabotage {
  /** Somebody with an app of their own, who signs in nowhere. */
  private static final Principal SOMEBODY =
      new Principal(
          "5ab07a6e-0000-4000-8000-000000000001", "5ab07a6e-0000-4000-8000-000000000002", "");

  private final Parts parts;
  private final Inner inner;

  Sabotage(Parts parts) {
    this.parts = parts;
    this.inner = new Inner(parts.state(), parts.writer());
  }

  Answer strike(Fault fault, Request request, Function<Request, Answer> call) {
    Optional<Target> written =
        Target.parse(request.path())
            .flatMap(target -> target.isCollection() ? target.parent() : Optional.of(target));
    return written.map(on -> strike(fault, on, request, call)).orElseGet(() -> call.apply(request));
  }

  /** Under the tenant's lock: nobody writes between the fault and the call. */
  private Answer strike(Fault fault, Target on, Request request, Function<Request, Answer> call) {
    synchronized (parts.state()) {
      parts.operations().settle();
      switch (fault.effect()) {
        case BUSY -> occupy(on);
        case OVERTAKEN -> write(on, fault.rival());
        default -> {}
      }
      Optional<ObjectNode> before = parts.state().get(holder(on));
      Answer answer = call.apply(request);
      if (answer.status() < 300) {
        follow(fault, on, before);
      }
      return answer;
    }
  }

  /** What becomes of a write that was accepted. */
  private void follow(Fault fault, Target on, Optional<ObjectNode> before) {
    Operations operations = parts.operations();
    switch (fault.effect()) {
      case OPERATION_FAILED -> operations.doom(on.id(), "Failed");
      case OPERATION_CANCELED -> operations.doom(on.id(), "Canceled");
      case IGNORED -> operations.afterwards(on.id(), outcome -> restore(on, before));
      case UNHEALTHY -> operations.afterwards(on.id(), outcome -> sicken(on));
      case OVERWRITTEN -> operations.afterwards(on.id(), outcome -> write(on, fault.rival()));
      default -> {}
    }
  }

  private void sicken(Target on) {
    boolean isPool = on.type().equals(AgentPools.TYPE);
    parts.clusters().sicken(cluster(on), isPool ? on.name() : "");
  }

  private void occupy(Target on) {
    boolean isOfAks = on.type().equals(Clusters.TYPE) || on.type().equals(AgentPools.TYPE);
    if (parts.operations().onOrBelow(isOfAks ? cluster(on) : on.id()).isPresent()) {
      return;
    }
    if (isOfAks) {
      parts.clusters().act(cluster(on), "update", by(on));
    } else {
      parts.operations().start(on.id(), parts.progress().end(), outcome -> {});
    }
  }

  /** Lays a body over the resource, all at once. */
  private void write(Target on, String body) {
    ObjectNode given = Json.object(body);
    if (Inner.is(on.type())) {
      ObjectNode child = inner.get(on).orElseGet(Json::object);
      Merge.into(child, given);
      inner.put(on, child, by(on));
      return;
    }
    ObjectNode after = parts.clusters().existing(holder(on)).deepCopy();
    ObjectNode pool = on.type().equals(AgentPools.TYPE) ? Pools.named(after, on.name()) : null;
    Merge.into(pool == null ? after : pool, pool == null ? given : Json.under(given, "properties"));
    renew(on, after);
    parts.writer().put(holder(on), after, on.id(), by(on));
  }

  private void restore(Target on, Optional<ObjectNode> before) {
    if (before.isEmpty()) {
      parts.state().remove(holder(on));
      return;
    }
    ObjectNode after = before.get().deepCopy();
    if (on.type().equals(AgentPools.TYPE)) {
      after = parts.clusters().existing(holder(on)).deepCopy();
      ObjectNode pool = Pools.named(before.get(), on.name());
      Pools.replace(after, on.name(), Optional.ofNullable(pool));
    }
    renew(on, after);
    parts.state().put(holder(on), after);
  }

  /** Nobody who has seen an ETag before may take this for the same. */
  private void renew(Target on, ObjectNode body) {
    ObjectNode pool = Pools.named(body, on.name());
    if (on.type().equals(Clusters.TYPE)) {
      parts.clusters().newEtags(body);
    } else if (on.type().equals(AgentPools.TYPE) && pool != null) {
      pool.put("eTag", parts.chance().guid());
    }
  }

  private static Write by(Target on) {
    return new Write(
        SOMEBODY, "somebody-else", "PUT", on.typeName() + "/write", Writer.UNKNOWN_CLIENT);
  }

  /** The resource that holds what is written: pools and rules are members of others. */
  private static String holder(Target on) {
    boolean isMember = on.type().equals(AgentPools.TYPE) || Inner.is(on.type());
    return isMember ? on.parent().orElseThrow().id() : on.id();
  }

  /** The cluster that it belongs to, or itself. */
  private static String cluster(Target on) {
    String id = on.id();
    int at = Target.key(id).indexOf("/" + Clusters.TYPE + "/");
    int end = at < 0 ? -1 : id.indexOf('/', at + Clusters.TYPE.length() + 2);
    return end < 0 ? id : id.substring(0, end);
  }
}
