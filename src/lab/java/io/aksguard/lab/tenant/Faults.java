package io.aksguard.lab.tenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The rules in force, the first that strikes wins. */
public final class Faults {
  private static final int[] ERRORS = {500, 502, 503, 504};

  /** A fault with the calls that it has seen. */
  private record Rule(Fault fault, AtomicInteger seen) {
    boolean isDue() {
      int before = seen.getAndIncrement();
      return before >= fault.passed() && before - fault.passed() < fault.most();
    }
  }

  private final Chance chance;
  private final Sabotage sabotage;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  Faults(Chance chance, Sabotage sabotage) {
    this.chance = chance;
    this.sabotage = sabotage;
  }

  public void add(Fault fault) {
    rules.add(new Rule(fault, new AtomicInteger()));
  }

  public void remove(Fault fault) {
    rules.removeIf(rule -> rule.fault().equals(fault));
  }

  public void clear() {
    rules.clear();
  }

  Answer apply(Request request, Function<Request, Answer> call) {
    for (Rule each : rules) {
      if (each.fault().matches(request) && chance.happens(each.fault().share()) && each.isDue()) {
        return strike(each.fault(), request, call);
      }
    }
    return call.apply(request);
  }

  private Answer strike(Fault fault, Request request, Function<Request, Answer> call) {
    return switch (fault.effect()) {
      case FORBIDDEN ->
          Answer.error(403, "AuthorizationFailed", "The client does not have authorization.");
      case NOT_FOUND -> Answer.error(404, "ResourceNotFound", "The resource was not found.");
      case UNSERVED ->
          Answer.error(404, "InvalidResourceType", "The resource type could not be found.");
      case PROXY_PAGE -> Answer.of(404).by(Answer.Transport.PAGE);
      case THROTTLED ->
          Answer.error(429, "TooManyRequests", "Too many requests.").with("Retry-After", "1");
      case SERVER_ERROR ->
          Answer.error(
              ERRORS[chance.below(ERRORS.length)], "ServiceUnavailable", "A seeded fault.");
      case REFUSED -> Answer.error(400, "BadRequest", "A seeded fault.");
      case DROPPED -> Answer.of(500).by(Answer.Transport.RESET);
      case LATE -> call.apply(request).after(fault.delay());
      case RESET -> call.apply(request).by(Answer.Transport.RESET);
      case TRUNCATED -> call.apply(request).by(Answer.Transport.TRUNCATED);
      case SHORT_PAGE -> call.apply(shortened(request));
      case BUSY, OPERATION_FAILED, OPERATION_CANCELED, IGNORED, UNHEALTHY, OVERTAKEN, OVERWRITTEN ->
          sabotage.strike(fault, request, call);
    };
  }

  private static Request shortened(Request request) {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put(Lists.SHORT_PAGE, "1");
    return new Request(request.method(), request.path(), request.query(), headers, request.body());
  }
}
