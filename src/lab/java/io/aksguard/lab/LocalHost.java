package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationState;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Runs a packaged Function App: its HTTP functions, webhooks, timers and orchestrations. */
public final class LocalHost implements AutoCloseable {
  private final FunctionApp app;
  private final TaskHub hub;
  private final boolean ownsHub;
  private final LabClock clock;
  private final Functions functions;
  private final Keys keys;
  private final Timers timers;
  private final Door door;
  private final Server grpc;
  private final Worker worker;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "host-worker");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * How a host is started.
   *
   * @param app the packaged folder
   * @param data where keys and the task hub are kept
   * @param port of HTTP, 0 for any that is free
   * @param settings the app settings
   * @param hub a hub shared with other hosts, or empty for one in {@code data}
   * @param log told each line of the host's log
   * @param authentication what stands in front of it; without, headers pass as callers send them
   */
  public record Options(
      Path app,
      Path data,
      int port,
      Map<String, String> settings,
      LabClock clock,
      Optional<TaskHub> hub,
      Consumer<String> log,
      Optional<Authentication> authentication) {

    public Options {
      settings = Map.copyOf(settings);
    }

    /** On any port, with a hub of its own and without a log. */
    public static Options of(Path app, Path data, Map<String, String> settings, LabClock clock) {
      return new Options(
          app, data, 0, settings, clock, Optional.empty(), line -> {}, Optional.empty());
    }

    public Options withPort(int newPort) {
      return new Options(app, data, newPort, settings, clock, hub, log, authentication);
    }

    public Options withHub(TaskHub shared) {
      return new Options(
          app, data, port, settings, clock, Optional.of(shared), log, authentication);
    }

    public Options withLog(Consumer<String> newLog) {
      return new Options(app, data, port, settings, clock, hub, newLog, authentication);
    }

    public Options withAuthentication(Authentication front) {
      return new Options(app, data, port, settings, clock, hub, log, Optional.of(front));
    }

    /** The settings with those of the platform. */
    Map<String, String> environment() {
      Map<String, String> all = new HashMap<>(settings);
      authentication.ifPresent(front -> all.putAll(Authentication.SETTINGS));
      return all;
    }
  }

  private LocalHost(Options options, FunctionApp app) throws IOException {
    this.clock = options.clock();
    this.keys = Keys.of(options.data());
    this.app = app;
    Map<String, Ncrontab> schedules = Timers.schedules(app, options.settings());
    JsonObject durableTask = durableTask(options.app());
    this.hub =
        options.hub().isPresent() ? options.hub().get() : TaskHub.open(options.data(), clock);
    this.ownsHub = options.hub().isEmpty();
    this.functions = new Functions(app, clock, options.log());
    this.worker = new AppWorker(functions, durableTask, threads);
    this.timers = new Timers(functions, hub, worker, schedules);
    this.grpc =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new Sidecar(hub, clock))
            .build()
            .start();
    functions.durableClient(
        DurableClientInput.json(
            durableTask.string("hubName").orElse("TestHubName"), grpc.getPort(), keys.durable()));
    Site site =
        new Site(
            new ApiPages(functions, keys),
            new EventGridPage(functions, keys),
            new AdminPages(functions, timers, keys),
            new DurablePages(hub, keys));
    Door.Pages pages = site::answer;
    this.door =
        new Door(
            options.port(),
            clock,
            options.authentication().map(front -> front.before(pages)).orElse(pages));
  }

  /**
   * Starts a host; when it returns, URLs answer and what was under way in the hub goes on.
   *
   * @throws IllegalArgumentException for a timer whose schedule is none or names no setting
   * @throws IOException also when the app is none, or what an earlier host has left is damaged
   */
  public static LocalHost start(Options options) throws IOException {
    return start(options, new FunctionApp(options.app(), options.environment(), options.clock()));
  }

  /** The same with an app that is loaded already. */
  static LocalHost start(Options options, FunctionApp app) throws IOException {
    LocalHost host = new LocalHost(options, app);
    host.hub.attach(host.worker);
    host.timers.start();
    return host;
  }

  /** Runs a packaged app; {@code --help} tells how. */
  public static void main(String... arguments) {
    System.exit(HostCommand.run(arguments));
  }

  /** Where it listens, without a slash at the end. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + door.port());
  }

  /** The port of the Durable service. */
  public int durablePort() {
    return grpc.getPort();
  }

  public Keys keys() {
    return keys;
  }

  public FunctionApp app() {
    return app;
  }

  /** The webhook of an Event Grid function, with its key. */
  public URI webhook(String function) {
    return URI.create(
        url()
            + "/runtime/webhooks/eventgrid?functionName="
            + function
            + "&code="
            + keys.eventGrid());
  }

  /**
   * Delivers events as Event Grid does, once.
   *
   * @param json one event or an array
   * @return the status: 202 where the function has taken all of them
   */
  public int post(String function, String json) throws IOException, InterruptedException {
    try (LabClock.Hold hold = clock.hold()) {
      return client
          .send(
              java.net.http.HttpRequest.newBuilder(webhook(function))
                  .header("aeg-event-type", "Notification")
                  .header("Content-Type", "application/json")
                  .POST(java.net.http.HttpRequest.BodyPublishers.ofString(json))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  /**
   * Runs a timer function now, beside its schedule.
   *
   * @throws Exception what it has thrown
   */
  public Invocation trigger(String function) throws Exception {
    FunctionFile file = app.functions().get(function);
    if (file == null || !file.isTriggeredBy("timerTrigger")) {
      throw new IllegalArgumentException("no timer function " + function);
    }
    return timers.run(file);
  }

  /** The hub's instances with their inputs and outputs, by id. */
  public List<OrchestrationState> instances() {
    return hub.states(true);
  }

  public TaskHub hub() {
    return hub;
  }

  /** Lets what runs come to its end, then stops. */
  @Override
  public void close() throws InterruptedException {
    timers.stop();
    hub.leave(worker);
    stop();
  }

  /** Drops everything as the end of the process does: nothing is finished, nothing is answered. */
  public void kill() {
    timers.stop();
    if (ownsHub) {
      hub.kill();
    }
    hub.detach(worker);
    stop();
  }

  /** The app's classes stay: threads of its own clients may still be ending. */
  private void stop() {
    door.close();
    grpc.shutdownNow();
    threads.shutdownNow();
    if (ownsHub) {
      hub.close();
    }
  }

  private static JsonObject durableTask(Path app) throws IOException {
    JsonObject none = JsonReader.object("{}");
    return JsonReader.object(Files.readString(app.resolve("host.json")))
        .object("extensions")
        .flatMap(extensions -> extensions.object("durableTask"))
        .orElse(none);
  }
}
