package io.aksguard.function;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.aksguard.activity.Approvals;
import io.aksguard.activity.Operating;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.intent.IntentJson;
import io.aksguard.intent.Phase;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What only a person with the app role Approver may do. No key opens these: the host lets everybody
 * through to them, and {@link SignedIn} decides (src/docs/decisions/0015).
 */
public final class PeopleFunctions {
  private static final String ROLE = "Approver";

  private final Approvals approvals;
  private final Operating operating;
  private final Map<String, String> environment;

  PeopleFunctions(Approvals approvals, Operating operating, Map<String, String> environment) {
    this.approvals = approvals;
    this.operating = operating;
    this.environment = environment;
  }

  /** Intents that wait for an approval, or are in the phase of {@code ?phase=}. */
  @FunctionName("approvals")
  public HttpResponseMessage approvals(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "approvals")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return approver(request, context, who -> list(request));
  }

  private HttpResponseMessage list(HttpRequestMessage<Optional<String>> request) {
    String word = request.getQueryParameters().getOrDefault("phase", "awaitingApproval");
    Optional<Phase> phase = Phase.of(word);
    if (phase.isEmpty()) {
      return Problem.of(request, HttpStatus.BAD_REQUEST, "No phase", "there is no phase " + word);
    }
    Approvals.Listed listed = approvals.in(phase.get());
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("intents", listed.open().stream().map(PeopleFunctions::json).toList());
    found.put("damaged", listed.damaged());
    return Problem.json(request, HttpStatus.OK, found);
  }

  private static Map<String, Object> json(Approvals.Open open) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cluster", open.cluster().value());
    members.putAll(IntentJson.members(open.intent()));
    return members;
  }

  /**
   * Decides about an intent, with the body {@code {"intent": ID, "decision": "approve"}}, {@code
   * "reject"} or {@code "release"} of one that was given up. 409 where there is nothing to decide
   * any more.
   */
  @FunctionName("decide")
  public HttpResponseMessage decide(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "decisions")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return approver(request, context, who -> decide(request, who));
  }

  private HttpResponseMessage decide(HttpRequestMessage<Optional<String>> request, SignedIn who) {
    Optional<JsonObject> body = body(request);
    String intent = body.flatMap(json -> json.string("intent")).orElse("");
    String decision = body.flatMap(json -> json.string("decision")).orElse("");
    String reason = body.flatMap(json -> json.string("reason")).orElse("");
    return switch (decision) {
      case "approve", "reject" ->
          answer(request, approvals.decide(intent, decision.equals("approve"), who.id(), reason));
      case "release" -> answer(request, approvals.release(intent, who.id()));
      default ->
          Problem.of(
              request,
              HttpStatus.BAD_REQUEST,
              "No decision",
              "the body is {\"intent\": ID, \"decision\": \"approve\"}, \"reject\" or \"release\", in JSON");
    };
  }

  private static HttpResponseMessage answer(
      HttpRequestMessage<?> request, Approvals.Decided decided) {
    if (decided instanceof Approvals.Decided.Done done) {
      return Problem.json(request, HttpStatus.OK, IntentJson.members(done.intent()));
    }
    return decided instanceof Approvals.Decided.TooLate late
        ? Problem.of(request, HttpStatus.CONFLICT, "Nothing to decide", late.reason())
        : Problem.of(request, HttpStatus.NOT_FOUND, "No intent", "there is no intent of this id");
  }

  /** What is stopped, at risk and open. */
  @FunctionName("operation")
  public HttpResponseMessage operation(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "operation")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return approver(
        request, context, who -> Problem.json(request, HttpStatus.OK, operating.status()));
  }

  /**
   * With the body {@code {"do": "stop", "reason": …}}, {@code {"do": "resume"}} or {@code {"do":
   * "reset", "control": …, "version": …}} of an open breaker.
   */
  @FunctionName("operate")
  public HttpResponseMessage operate(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "operation")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return approver(request, context, who -> operate(request, who));
  }

  private HttpResponseMessage operate(HttpRequestMessage<Optional<String>> request, SignedIn who) {
    JsonObject body = body(request).orElse(JsonObject.of(Map.of()));
    boolean isDone =
        switch (body.string("do").orElse("")) {
          case "stop" -> operating.stop(who.id(), body.string("reason").orElse(""));
          case "resume" -> operating.resume(who.id());
          case "reset" ->
              operating.reset(
                  body.string("control").orElse(""), body.string("version").orElse(""), who.id());
          default -> false;
        };
    return isDone
        ? Problem.json(request, HttpStatus.OK, operating.status())
        : Problem.of(
            request,
            HttpStatus.BAD_REQUEST,
            "Not done",
            "the body is {\"do\": \"stop\"}, \"resume\", or \"reset\" with a control and a version"
                + " that the breaker knows");
  }

  /** A form of another site cannot send this content type without being asked for it first. */
  private static Optional<JsonObject> body(HttpRequestMessage<Optional<String>> request) {
    boolean isJson =
        request.getHeaders().getOrDefault("content-type", "").startsWith("application/json");
    try {
      return isJson ? request.getBody().map(JsonReader::object) : Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private HttpResponseMessage approver(
      HttpRequestMessage<?> request,
      ExecutionContext context,
      Function<SignedIn, HttpResponseMessage> work) {
    Optional<SignedIn> who = SignedIn.of(request.getHeaders(), environment);
    if (who.isEmpty()) {
      return Problem.of(
          request,
          HttpStatus.UNAUTHORIZED,
          "Not signed in",
          "sign in with Entra ID; App Service Authentication has to be on, and the tenant known");
    }
    if (!who.get().roles().contains(ROLE)) {
      return Problem.of(
          request,
          HttpStatus.FORBIDDEN,
          "Not allowed",
          "this needs the app role " + ROLE + " of this app");
    }
    return Problem.where(request, context, () -> work.apply(who.get()));
  }
}
