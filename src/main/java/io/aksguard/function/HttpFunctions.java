package io.aksguard.function;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import io.aksguard.activity.Intake;
import io.aksguard.activity.Readiness;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * What people and machines call. Machines have a function key; people sign in with Entra ID in
 * front of the app. Nobody but a liveness probe calls without either: src/docs/decisions/0015.
 */
public final class HttpFunctions {
  private final Intake intake;
  private final Readiness readiness;
  private final DurableClients clients;

  HttpFunctions(Intake intake, Readiness readiness, DurableClients clients) {
    this.intake = intake;
    this.readiness = readiness;
    this.clients = clients;
  }

  /** Whether the app answers. */
  @FunctionName("live")
  public HttpResponseMessage live(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "live")
          HttpRequestMessage<Optional<String>> request) {
    return Problem.json(request, HttpStatus.OK, Map.of("status", "live"));
  }

  /** Whether it can do its work: 200, or 503 with what it lacks. */
  @FunctionName("ready")
  public HttpResponseMessage ready(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.FUNCTION,
              route = "ready")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return Problem.where(
        request,
        context,
        () -> {
          String lacks = String.join("; ", readiness.lacks());
          return lacks.isEmpty()
              ? Problem.json(request, HttpStatus.OK, Map.of("status", "ready"))
              : Problem.of(request, HttpStatus.SERVICE_UNAVAILABLE, "Not ready", lacks);
        });
  }

  /**
   * Starts an audit: of one cluster with the body {@code {"cluster": ID}}, without one of all. 202
   * with the instance that does it; 400 where the body says neither, or a cluster outside the
   * audited subscriptions; 503 where it could not be started.
   */
  @FunctionName("auditNow")
  public HttpResponseMessage auditNow(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.FUNCTION,
              route = "audits")
          HttpRequestMessage<Optional<String>> request,
      @DurableClientInput(name = "durable") String durable,
      ExecutionContext context) {
    return Problem.where(request, context, () -> audit(request, durable));
  }

  private HttpResponseMessage audit(HttpRequestMessage<Optional<String>> request, String durable) {
    String body = request.getBody().orElse("").strip();
    String instance;
    if (body.isEmpty()) {
      instance = intake.auditFleet("audit", clients.of(durable));
    } else {
      Optional<ArmId> cluster = cluster(body);
      if (cluster.isEmpty()) {
        return Problem.of(
            request,
            HttpStatus.BAD_REQUEST,
            "Not a request for an audit",
            "the body is to be empty, or {\"cluster\": \"/subscriptions/…\"} with a cluster's id");
      }
      Optional<String> started = intake.auditCluster(cluster.get(), clients.of(durable));
      if (started.isEmpty()) {
        return Problem.of(
            request,
            HttpStatus.BAD_REQUEST,
            "Not an audited cluster",
            cluster.get() + " lies in no subscription that this app audits");
      }
      instance = started.get();
    }
    return Problem.json(request, HttpStatus.ACCEPTED, Map.of("instance", instance));
  }

  private static Optional<ArmId> cluster(String body) {
    try {
      JsonObject json = JsonReader.object(body);
      return json.string("cluster")
          .flatMap(ArmId::parse)
          .filter(id -> id.cluster().equals(Optional.of(id)));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
