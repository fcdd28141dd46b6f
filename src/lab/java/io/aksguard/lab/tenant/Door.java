package io.aksguard.lab.tenant;

import java.util.Locale;
import java.util.Optional;

/** Leads each call to its endpoint, behind sign-in, throttling and faults. */
final class Door {
  private static final String GRAPH = "/providers/microsoft.resourcegraph/resources";

  private final Parts parts;
  private final Arm arm;
  private final ResourceGraph graph;
  private final Batch batch;
  private final KeyVault vault;
  private final Topic topic;
  private final Faults faults;
  private final Calls calls;

  Door(Parts parts, KeyVault vault, Topic topic, Faults faults, Calls calls) {
    this.parts = parts;
    this.arm = new Arm(parts);
    this.graph = new ResourceGraph(parts);
    this.batch = new Batch(parts.endpoint(), parts.options().batchAtOnce(), parts.chance());
    this.vault = vault;
    this.topic = topic;
    this.faults = faults;
    this.calls = calls;
  }

  Answer handle(Request request) {
    try {
      return route(request);
    } catch (RefusedException e) {
      return logged(request, "", e.answer());
    }
  }

  private Answer route(Request request) {
    String path = request.path().toLowerCase(Locale.ROOT);
    if (path.endsWith("/oauth2/v2.0/token") || path.contains("/.well-known/")) {
      return logged(request, "", faults.apply(request, parts.entra()::handle));
    }
    if (path.startsWith("/keys/")) {
      return vault(request);
    }
    if (path.equals("/api/events")) {
      boolean signedIn = caller(request, Topic.AUDIENCE).isPresent();
      return logged(request, "", faults.apply(request, call -> topic.handle(call, signedIn)));
    }
    Optional<Principal> caller =
        caller(
            request,
            "https://management.azure.com",
            "https://management.core.windows.net",
            parts.endpoint());
    if (caller.isEmpty()) {
      return logged(request, "", unauthenticated());
    }
    Principal principal = caller.get();
    return path.equals("/batch") || path.startsWith("/batch/")
        ? logged(
            request,
            principal.clientId(),
            faults.apply(request, outer -> batch.handle(outer, each -> managed(each, principal))))
        : managed(request, principal);
  }

  private Optional<Principal> caller(Request request, String... audiences) {
    return parts.entra().authenticate(request.header("authorization"), audiences);
  }

  private Answer unauthenticated() {
    return Answer.error(
            401, "AuthenticationFailed", "Authentication failed: the token is missing or invalid.")
        .with(
            "WWW-Authenticate",
            "Bearer authorization_uri=\""
                + parts.endpoint()
                + "/"
                + parts.tenantId()
                + "\", error=\"invalid_token\"");
  }

  private Answer vault(Request request) {
    Optional<Principal> caller = caller(request, KeyVault.RESOURCE);
    if (caller.isEmpty()) {
      String challenge =
          "Bearer authorization=\""
              + parts.endpoint()
              + "/"
              + parts.tenantId()
              + "\", resource=\""
              + KeyVault.RESOURCE
              + "\"";
      Answer answer = Answer.error(401, "Unauthorized", "AKV10000: Request is missing a token.");
      return logged(request, "", answer.with("WWW-Authenticate", challenge));
    }
    return logged(request, caller.get().clientId(), faults.apply(request, vault::handle));
  }

  /** One call of ARM, also one inside a batch. */
  private Answer managed(Request request, Principal principal) {
    String given = request.header("x-ms-correlation-request-id");
    String correlation = given.isEmpty() ? parts.chance().guid() : given;
    Answer answer;
    try {
      answer = faults.apply(request, call -> limited(call, principal, correlation));
    } catch (RefusedException e) {
      answer = e.answer();
    }
    if (!request.isRead() && !request.path().equalsIgnoreCase(GRAPH)) {
      calls.add(Received.of(request, answer.status()));
    }
    return logged(request, principal.clientId(), answer)
        .with("x-ms-request-id", parts.chance().guid())
        .with("x-ms-correlation-request-id", correlation);
  }

  private Answer limited(Request request, Principal principal, String correlation) {
    if (request.path().equalsIgnoreCase(GRAPH) && request.method().equals("POST")) {
      return graph.handle(request, principal);
    }
    TenantOptions options = parts.options();
    boolean read = request.isRead();
    String kind = read ? "reads" : "writes";
    Limits.Taken taken =
        parts
            .limits()
            .take(
                kind + "/" + principal.clientId() + "/" + request.subscription(),
                read ? options.reads() : options.writes(),
                read ? options.readsPerSecond() : options.writesPerSecond());
    Answer answer =
        taken.refused()
            ? Answer.error(
                    429,
                    "SubscriptionRequestsThrottled",
                    "Number of '" + kind + "' exceeded. Please try again after the wait.")
                .with("Retry-After", taken.retryAfter())
            : parts
                .aksLimits()
                .refusal(request)
                .orElseGet(() -> managing(request, principal, correlation));
    return answer.with(
        "x-ms-ratelimit-remaining-subscription-" + kind, String.valueOf(taken.remaining()));
  }

  private Answer managing(Request request, Principal principal, String correlation) {
    try {
      return arm.handle(request, principal, correlation);
    } catch (RefusedException e) {
      return e.answer();
    }
  }

  private Answer logged(Request request, String clientId, Answer answer) {
    calls.add(
        new Call(
            parts.clock().instant(), clientId, request.method(), request.path(), answer.status()));
    return answer;
  }
}
