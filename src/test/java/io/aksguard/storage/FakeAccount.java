package io.aksguard.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aksguard.adapter.table.AzureStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A storage account that answers what it was told to, the last answer again and again. */
final class FakeAccount implements AutoCloseable {
  /** One answer to one request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Answer> answers;
  private final List<String> requests = new ArrayList<>();

  private FakeAccount(HttpServer server, Deque<Answer> answers) {
    this.server = server;
    this.answers = answers;
  }

  static FakeAccount answering(Answer... answers) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeAccount account = new FakeAccount(server, new ArrayDeque<>(Arrays.asList(answers)));
      server.createContext("/", account::handle);
      server.setExecutor(account.threads);
      server.start();
      return account;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of its tables, and of its blobs too. */
  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/account";
  }

  Store store() {
    String endpoint = endpoint();
    return AzureStore.open(
        "DefaultEndpointsProtocol=http;AccountName=account;AccountKey=%s;BlobEndpoint=%s;TableEndpoint=%s;"
            .formatted(Base64.getEncoder().encodeToString(new byte[64]), endpoint, endpoint));
  }

  /** Method, path and decoded query of each request so far. */
  List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  static Answer of(int status, String contentType, String body, String... headers) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", contentType);
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  static Answer json(int status, String body, String... headers) {
    return of(status, "application/json", body, headers);
  }

  /** The request was taken, and the connection closed on it. */
  static Answer lost() {
    return HttpExchange::close;
  }

  private void handle(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    Answer answer;
    synchronized (requests) {
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      answer = answers.size() > 1 ? answers.remove() : answers.element();
    }
    answer.to(exchange);
  }
}
