package io.aksguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The fixture's app on a host with a clock that moves by jumps alone, from 2026-01-01. */
final class Lab implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final LabClock clock;
  final LocalHost host;
  final Path tape;
  final List<String> log;

  private Lab(LabClock clock, LocalHost host, Path tape, List<String> log) {
    this.log = log;
    this.clock = clock;
    this.host = host;
    this.tape = tape;
  }

  /**
   * @param app from {@link FixtureApp}
   */
  static Lab start(Path app, Path data) throws IOException {
    return start(app, data, LabClock.jumpingFrom(START), "old");
  }

  static Lab start(Path app, Path data, LabClock clock, String code) throws IOException {
    Path tape = data.resolve("tape");
    Map<String, String> settings =
        Map.of("TAPE", tape.toString(), "TICK", "0 0 * * * *", "CODE", code);
    List<String> log = new CopyOnWriteArrayList<>();
    LocalHost.Options options = LocalHost.Options.of(app, data, settings, clock).withLog(log::add);
    return new Lab(clock, LocalHost.start(options), tape, log);
  }

  /** Starts an orchestration as a caller from outside does. */
  HttpResponse<String> begin(String orchestrator, String id, String input)
      throws IOException, InterruptedException {
    return send("POST", "/api/start/" + orchestrator + "?id=" + id, input, Map.of());
  }

  HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    java.net.http.HttpRequest.Builder request =
        java.net.http.HttpRequest.newBuilder(URI.create(host.url() + path))
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  OrchestrationState state(String id) {
    Optional<OrchestrationState> state = host.hub().state(id, true);
    assertThat(state).as("instance %s", id).isPresent();
    return state.get();
  }

  /** Starts an orchestration, lets time pass until nothing is left to do, and gives its end. */
  OrchestrationState play(String orchestrator, String input)
      throws IOException, InterruptedException {
    assertThat(begin(orchestrator, "one", input).statusCode()).as("%s", log).isEqualTo(202);
    clock.runUntilQuiet();
    return state("one");
  }

  List<String> tape() throws IOException {
    return FixtureApp.lines(tape);
  }

  @Override
  public void close() throws Exception {
    host.close();
    clock.close();
  }
}
