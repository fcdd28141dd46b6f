package io.aksguard.lab.tenant;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The JDK's HTTPS server on the loopback address. */
final class Server implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Server.class.getName());

  private static final String PAGE = "<!DOCTYPE html><title>Not found</title>";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * @param port wanted; another one is taken where it is in use
   */
  Server(Certificate certificate, int port) throws IOException, GeneralSecurityException {
    // Without it each small answer waits 40 ms for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpsServer made;
    try {
      made = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (BindException e) {
      made = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }
    server = made;
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    server.setExecutor(threads);
  }

  int port() {
    return server.getAddress().getPort();
  }

  void serve(Function<Request, Answer> handler) {
    server.createContext("/", exchange -> handle(exchange, handler));
    server.start();
  }

  private static void handle(HttpExchange exchange, Function<Request, Answer> handler)
      throws IOException {
    try (exchange) {
      Map<String, String> headers = new LinkedHashMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
      Request request =
          Request.of(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              headers,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      send(exchange, answer(request, handler));
    }
  }

  /** A mistake of the simulation itself is logged, and answered so that nobody waits. */
  private static Answer answer(Request request, Function<Request, Answer> handler) {
    try {
      return handler.apply(request);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "the simulated tenant failed on " + request.path(), e);
      return Answer.error(500, "InternalServerError", "The simulation failed: " + e);
    }
  }

  /** An exchange that is closed without an answer resets the connection. */
  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    hold(answer);
    if (answer.transport() == Answer.Transport.RESET) {
      return;
    }
    boolean page = answer.transport() == Answer.Transport.PAGE;
    byte[] body = page ? PAGE.getBytes(StandardCharsets.UTF_8) : answer.bytes();
    int length = answer.transport() == Answer.Transport.TRUNCATED ? body.length / 2 : body.length;
    exchange
        .getResponseHeaders()
        .set("Content-Type", (page ? "text/html" : "application/json") + "; charset=utf-8");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean empty = length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : length);
    if (!empty) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body, 0, length);
      }
    }
  }

  private static void hold(Answer answer) {
    if (!answer.delay().isZero()) {
      try {
        Thread.sleep(answer.delay().toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
