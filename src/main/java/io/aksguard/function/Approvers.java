package io.aksguard.function;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets those through who have signed in and have the app role Approver. No key opens what it
 * guards: the host lets everybody through to it, and {@link SignedIn} decides
 * (src/docs/decisions/0015).
 *
 * @param environment the app settings
 */
record Approvers(Map<String, String> environment) {
  private static final String ROLE = "Approver";

  /** What the work answers; 401 or 403 for others, 503 where it has failed. */
  HttpResponseMessage answer(
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

  /** The body; a form of another site cannot send this content type without being asked first. */
  static Optional<JsonObject> body(HttpRequestMessage<Optional<String>> request) {
    boolean isJson =
        request.getHeaders().getOrDefault("content-type", "").startsWith("application/json");
    try {
      return isJson ? request.getBody().map(JsonReader::object) : Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
