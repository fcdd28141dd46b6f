package io.aksguard.lab.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aksguard.app.OpenStore;
import io.aksguard.app.Stores;
import io.aksguard.cli.Main;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import io.aksguard.history.Ledger;
import io.aksguard.history.Runs;
import io.aksguard.inbox.Inbox;
import io.aksguard.lab.LabClock;
import io.aksguard.lab.Laboratory;
import io.aksguard.lab.LocalHost;
import io.aksguard.lab.tenant.ArmClient;
import io.aksguard.lab.tenant.TenantOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The laboratory, and ways to look into what the app has written. */
final class Stage implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  /** For the slowest machine, and for operations in real time. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration QUICKLY = Duration.ofSeconds(60);

  final Laboratory lab;
  final Narrator narrator;
  final Ledger ledger;
  final Runs runs;
  final Inbox inbox;
  private final String where;
  private final TenantOptions options;
  private final boolean jumping;
  private final OpenStore open;
  private final ArmClient arm;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param where the store, as the app's setting names it
   * @param options of the tenant
   * @param jumping whether the clock jumps to what is next
   */
  Stage(Laboratory lab, Narrator narrator, String where, TenantOptions options, boolean jumping) {
    this.lab = lab;
    this.narrator = narrator;
    this.where = where;
    this.options = options;
    this.jumping = jumping;
    this.open = Stores.open(where);
    this.arm = lab.tenant().as(lab.owner());
    this.ledger =
        new Ledger(
            open.store().ledger(), open.store().index(), open.store().checkpoints(), lab.clock());
    this.runs = new Runs(open.store().index());
    this.inbox = new Inbox(open.store().inbox(), lab.clock());
  }

  OpenStore store() {
    return open;
  }

  String where() {
    return where;
  }

  LocalHost host() {
    return lab.hosts().get(0);
  }

  Clock clock() {
    return lab.clock();
  }

  void say(String line, Object... figures) {
    narrator.say(lab.clock(), line, figures);
  }

  /** Lets so much time pass; what comes round meanwhile is done. */
  void pass(Duration duration) throws InterruptedException {
    if (jumping) {
      lab.clock().advance(duration);
    } else {
      Thread.sleep(duration.toMillis());
    }
  }

  /** Lets all that is under way come to its end, which is to be this. */
  void await(String what, BooleanSupplier reached) throws InterruptedException {
    if (jumping) {
      lab.clock().runUntilQuiet();
    }
    poll(what, reached);
  }

  /** Waits until work on these clusters is owed, and whoever brought it has his answer. */
  void acknowledged(String what, List<ArmId> clusters) throws InterruptedException {
    poll(what, () -> clusters.stream().allMatch(each -> inbox.look(each).isPresent()));
    lab.clock().settle();
  }

  /**
   * Lets what was begun at this time come to its end, and Resource Graph hear of it: by jumps, or
   * in as much real time as the tenant takes.
   */
  void rest(String what, Instant begun) throws InterruptedException {
    if (!jumping) {
      narrator.more(
          "(%s takes the tenant %d s, and Resource Graph is %d s behind)",
          what, options.operation().toSeconds(), options.graphLag().toSeconds());
    }
    lab.clock().runUntilQuiet();
    Duration left = Duration.between(clock().instant(), begun.plus(options.graphLag()));
    if (!left.isNegative()) {
      pass(left);
    }
  }

  /** Waits for this in real time, whatever else is under way. */
  void poll(String what, BooleanSupplier reached) throws InterruptedException {
    long end = System.nanoTime() + (jumping ? QUICKLY : PATIENCE).toNanos();
    while (!reached.getAsBoolean()) {
      narrator.need(System.nanoTime() < end, "not seen: %s", what);
      Thread.sleep(20);
    }
  }

  /** Calls ARM as the owner of the clusters; the answer is to be a success. */
  JsonNode arm(String method, String path, String body) {
    ArmClient.Reply reply;
    try (LabClock.Hold hold = lab.clock().hold()) {
      reply = arm.call(method, path, body);
    }
    narrator.need(reply.status() < 300, "%s %s is answered %d", method, path, reply.status());
    return json(reply.body().isEmpty() ? "{}" : reply.body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls the app as a machine does, with a function key. */
  HttpResponse<String> http(String method, String route, String body)
      throws IOException, InterruptedException {
    try (LabClock.Hold hold = lab.clock().hold()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(host().url() + "/api/" + route))
              .header("x-functions-key", host().keys().function())
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** Calls the app as a person does who has signed in. */
  HttpResponse<String> person(String token, String method, String route, String body)
      throws IOException, InterruptedException {
    try (LabClock.Hold hold = lab.clock().hold()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(host().url() + "/api/" + route))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  Optional<Commit> newest(ArmId cluster) {
    return ledger.known(ClusterKey.of(cluster)).newest();
  }

  long seq(ArmId cluster) {
    return newest(cluster).map(Commit::seq).orElse(0L);
  }

  /** Lets all come to its end, and gives the first commit behind a number in which that moved. */
  Commit moved(ArmId cluster, long after, Predicate<Transition> what) throws InterruptedException {
    await("what moves " + cluster.name(), () -> found(cluster, after, what).isPresent());
    await("an empty inbox", () -> waiting().isEmpty());
    return found(cluster, after, what).orElseThrow();
  }

  Optional<Commit> found(ArmId cluster, long after, Predicate<Transition> what) {
    return ledger.commits(ClusterKey.of(cluster), after, 1000).stream()
        .filter(commit -> ledger.transitions(commit).stream().anyMatch(what))
        .findFirst();
  }

  /** Names of the clusters that somebody has to work on. */
  List<String> waiting() {
    return IntStream.range(0, Inbox.partitions())
        .boxed()
        .flatMap(partition -> inbox.waiting(partition).stream())
        .map(each -> each.cluster().name())
        .sorted()
        .toList();
  }

  /** What the topic got, the oldest first. */
  List<JsonNode> notices() {
    return lab.tenant().topic().received().stream().map(each -> json(each.event())).toList();
  }

  /** Waits for a notice about a cluster, and gives the newest one. */
  JsonNode notice(ArmId cluster, String type) throws InterruptedException {
    poll(type + " about " + cluster.name(), () -> !notices(cluster, type).isEmpty());
    List<JsonNode> found = notices(cluster, type);
    return found.get(found.size() - 1);
  }

  private List<JsonNode> notices(ArmId cluster, String type) {
    return notices().stream()
        .filter(each -> each.path("subject").asText().equalsIgnoreCase(cluster.value()))
        .filter(each -> each.path("type").asText().equals(type))
        .toList();
  }

  /** What a command of {@code aks-guard} has answered. */
  record Said(int code, List<String> lines) {}

  /** Runs {@code aks-guard} and tells what was asked. */
  Said guard(String... arguments) {
    narrator.more("$ aks-guard %s", String.join(" ", arguments).replace(where, "STORE"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    int code = Main.run(out, new PrintWriter(err), arguments);
    narrator.need(err.toString().isEmpty(), "%s", err);
    return new Said(code, out.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Override
  public void close() {
    open.close();
  }
}
