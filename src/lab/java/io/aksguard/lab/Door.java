package io.aksguard.lab;

import com.microsoft.azure.functions.HttpStatusType;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A host's HTTP server, on the loopback address only. Each request is work for the clock. */
final class Door {
  private final HttpServer server;
  private final ExecutorService threads;
  private final LabClock clock;
  private final Pages pages;

  /** What answers requests. */
  interface Pages {
    HttpAnswer answer(HttpRequest request);
  }

  /**
   * @param port 0 for any that is free
   */
  Door(int port, LabClock clock, Pages pages) throws IOException {
    this.clock = clock;
    this.pages = pages;
    this.threads = Executors.newCachedThreadPool(task -> daemon(task));
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (LabClock.Work work = clock.busy("request " + exchange.getRequestURI().getPath());
        exchange) {
      HttpAnswer answer = pages.answer(request(exchange));
      byte[] body = answer.bytes();
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status().value(), empty ? -1 : body.length);
      if (!empty) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private HttpRequest request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(Locale.ROOT), values.get(values.size() - 1)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return new HttpRequest(
        exchange.getRequestMethod(),
        URI.create("http://127.0.0.1:" + port() + exchange.getRequestURI()),
        headers,
        body.isEmpty() ? Optional.empty() : Optional.of(body));
  }

  static HttpAnswer answer(int status, String text) {
    return new HttpAnswer(
        HttpStatusType.custom(status), Map.of("Content-Type", "text/plain"), text);
  }

  static HttpAnswer json(int status, String json) {
    return new HttpAnswer(
        HttpStatusType.custom(status), Map.of("Content-Type", "application/json"), json);
  }

  static HttpAnswer empty(int status) {
    return new HttpAnswer(HttpStatusType.custom(status), Map.of(), null);
  }

  /** The path's parts, decoded. */
  static List<String> parts(HttpRequest request) {
    String path = request.uri().getRawPath();
    return Stream.of(path.substring(1).split("/"))
        .map(part -> HttpRequest.decoded(part.replace("+", "%2B")))
        .toList();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "host-http");
    thread.setDaemon(true);
    return thread;
  }
}
