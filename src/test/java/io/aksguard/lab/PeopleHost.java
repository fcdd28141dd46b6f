package io.aksguard.lab;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aksguard.function.Injector;
import io.aksguard.function.OperatingFunctions;
import io.aksguard.function.PeopleFunctions;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/** An app's functions for people over HTTP, behind App Service Authentication; no package. */
public final class PeopleHost implements AutoCloseable {
  private final HttpServer server;
  private final Injector functions;
  private volatile boolean isDown;

  public PeopleHost(Injector functions, Authentication front) throws IOException {
    this.functions = functions;
    Door.Pages pages = front.before(this::answer);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> handle(exchange, pages));
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** As while the platform starts another instance. */
  public void isDown(boolean whether) {
    isDown = whether;
  }

  private HttpAnswer answer(HttpRequest request) {
    PeopleFunctions people = functions.getInstance(PeopleFunctions.class);
    OperatingFunctions operating = functions.getInstance(OperatingFunctions.class);
    ExecutionContext context =
        (ExecutionContext)
            Proxy.newProxyInstance(
                ExecutionContext.class.getClassLoader(),
                new Class<?>[] {ExecutionContext.class},
                (proxy, method, arguments) -> Logger.getAnonymousLogger());
    HttpResponseMessage answer =
        switch (request.method() + " " + request.uri().getPath()) {
          case "GET /api/approvals" -> people.approvals(request, context);
          case "GET /api/fixes" -> people.fix(request, context);
          case "POST /api/decisions" -> people.decide(request, context);
          case "GET /api/operation" -> operating.operation(request, context);
          case "POST /api/operation" -> operating.operate(request, context);
          default -> Door.empty(404);
        };
    return (HttpAnswer) answer;
  }

  private void handle(HttpExchange exchange, Door.Pages pages) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      URI uri = URI.create(url() + exchange.getRequestURI());
      HttpRequest request =
          new HttpRequest(exchange.getRequestMethod(), uri, headers, Optional.of(body));
      HttpAnswer answer = isDown ? Door.empty(503) : pages.answer(request);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = answer.bytes();
      exchange.sendResponseHeaders(answer.status().value(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
