package io.aksguard.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.HttpStatus;
import io.aksguard.evidence.JsonWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The webhook that Event Grid delivers to. */
final class EventGridPage {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Functions functions;
  private final Keys keys;

  EventGridPage(Functions functions, Keys keys) {
    this.functions = functions;
    this.keys = keys;
  }

  HttpAnswer answer(HttpRequest request) {
    if (!keys.open(request, keys.eventGrid())) {
      return Door.empty(401);
    }
    String name = request.parameter("functionName").orElse("");
    Optional<FunctionFile> function =
        functions.triggeredBy("eventGridTrigger").stream()
            .filter(each -> each.name().equalsIgnoreCase(name))
            .findFirst();
    if (function.isEmpty()) {
      return Door.answer(404, "cannot find function: '" + name + "'");
    }
    if (request.method().equals("OPTIONS")) {
      return handshake(request);
    }
    String type = request.header("aeg-event-type").orElse("").toLowerCase(Locale.ROOT);
    return switch (request.method().equals("POST") ? type : "") {
      case "subscriptionvalidation" -> validation(request);
      case "notification" -> notification(function.get(), request);
      case "unsubscribe" -> Door.empty(202);
      default -> Door.empty(400);
    };
  }

  /** CloudEvents' own way to ask whether events are wanted here. */
  private static HttpAnswer handshake(HttpRequest request) {
    return request
        .header("webhook-request-origin")
        .map(
            origin ->
                new HttpAnswer(
                    HttpStatus.OK,
                    Map.of("WebHook-Allowed-Origin", origin, "WebHook-Allowed-Rate", "*"),
                    null))
        .orElseGet(() -> Door.empty(400));
  }

  private static HttpAnswer validation(HttpRequest request) {
    try {
      JsonNode body = MAPPER.readTree(request.body().orElse(""));
      JsonNode event = body.isArray() ? body.path(0) : body;
      JsonNode code = event.path("data").path("validationCode");
      return code.isTextual()
          ? Door.json(200, JsonWriter.text(Map.of("validationResponse", code.textValue())))
          : Door.empty(400);
    } catch (JsonProcessingException e) {
      return Door.empty(400);
    }
  }

  /** One run per event. Where one fails all are delivered again: Event Grid knows no parts. */
  private HttpAnswer notification(FunctionFile function, HttpRequest request) {
    JsonNode body;
    try {
      body = MAPPER.readTree(request.body().orElse(""));
    } catch (JsonProcessingException e) {
      return Door.empty(400);
    }
    if (!body.isArray() && !body.isObject()) {
      return Door.empty(400);
    }
    boolean failed = false;
    for (JsonNode event : body.isArray() ? body : MAPPER.createArrayNode().add(body)) {
      try {
        functions.run(function, event.toString());
      } catch (Exception e) {
        failed = true;
      }
    }
    return Door.empty(failed ? 500 : 202);
  }
}
