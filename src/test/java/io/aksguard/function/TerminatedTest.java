package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.app.App;
import io.aksguard.app.Ports;
import io.aksguard.app.Settings;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Fleet;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Unread;
import io.aksguard.history.Signer;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Orchestrations;
import io.aksguard.inbox.Work;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.ChangeLog;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Store;
import io.aksguard.storage.Write;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * To terminate an instance ends no activity of it: that goes on beside the instance which takes its
 * work over, and ends whenever it likes.
 */
class TerminatedTest implements Orchestrations, Collector {
  private static final ArmId CLUSTER =
      new ArmId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c");

  private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private final Store memory = MemoryStore.create();
  private final Inbox inbox = new Inbox(memory.inbox(), clock);
  private final App app = new App(settings(), clock, ports());
  private final ClusterFunctions functions =
      Injector.over(() -> app).getInstance(ClusterFunctions.class);
  private final Set<String> running = new HashSet<>();
  private final List<String> started = new ArrayList<>();

  /** What happens before the late activity reads the cluster or ends the work; then nothing. */
  private Runnable meanwhile = () -> {};

  private static Settings settings() {
    return Settings.of(
        Map.of(
            "AKS_GUARD_SUBSCRIPTIONS", "s",
            "AKS_GUARD_STORE", "unused",
            "AKS_GUARD_SETTLE_SECONDS", "0"));
  }

  private Ports ports() {
    Store store =
        new Store(
            memory.ledger(),
            new LateRows(memory.inbox()),
            memory.index(),
            memory.checkpoints(),
            memory.evidence(),
            memory.plans(),
            memory.anchors(),
            memory.config(),
            memory.runs());
    return new Ports(
        this,
        unused(Azure.class),
        unused(ChangeLog.class),
        unused(Fleet.class),
        id -> true,
        store,
        () -> {},
        all -> {},
        unused(Signer.class));
  }

  private static <T> T unused(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              throw new AssertionError(method + " is not called here");
            }));
  }

  private void late() {
    Runnable once = meanwhile;
    meanwhile = () -> {};
    once.run();
  }

  /**
   * An operator terminates all that runs, and the minute's sweep finds the work without anybody.
   */
  private void terminate() {
    running.clear();
    assertThat(app.inboxSweep().run(this).restarted()).isEqualTo(1);
  }

  private String assess() {
    String answer = functions.assess("{\"cluster\":\"" + CLUSTER + "\",\"waited\":0}");
    return JsonReader.object(answer).string("etag").orElseThrow();
  }

  private boolean finish(String etag) {
    String answer = functions.finish("{\"cluster\":\"" + CLUSTER + "\",\"etag\":\"" + etag + "\"}");
    return Boolean.TRUE.equals(JsonReader.object(answer).raw("done"));
  }

  private Work work() {
    return inbox.look(CLUSTER).orElseThrow();
  }

  @Test
  void lateEnd_doesNotEndTheWorkOfTheInstanceThatTookItOver() {
    app.intake().auditCluster(CLUSTER, this);
    String etag = assess();
    meanwhile = this::terminate;

    assertThat(finish(etag)).as("the work was ended").isFalse();

    assertThat(started).hasSize(2).doesNotHaveDuplicates();
    assertThat(work().instance()).isEqualTo(started.get(1));
    assertThat(finish(assess())).isTrue();
    assertThat(inbox.look(CLUSTER)).isEmpty();
  }

  /** The row of the work has gone and come again meanwhile. */
  @Test
  void lateEnd_doesNotEndTheWorkOfAnotherDay() {
    app.intake().auditCluster(CLUSTER, this);
    String etag = assess();
    meanwhile =
        () -> {
          terminate();
          assertThat(finish(assess())).isTrue();
          running.clear();
          inbox.deliver(CLUSTER, "aa02", "{}");
        };

    assertThat(finish(etag)).as("the work was ended").isFalse();

    assertThat(work().events()).containsExactly("aa02");
  }

  /** What came after its look is not what it has judged. */
  @Test
  void lateAssessment_leavesWhatCameMeanwhile_toTheInstanceThatTookTheWorkOver() {
    app.intake().auditCluster(CLUSTER, this);
    meanwhile =
        () -> {
          terminate();
          inbox.deliver(CLUSTER, "aa02", "{}");
        };

    assertThat(finish(assess())).isFalse();

    assertThat(work().instance()).isEqualTo(started.get(1));
    assertThat(work().events()).containsExactly("aa02");
  }

  @Override
  public boolean assess(String instance, ArmId cluster) {
    running.add(instance);
    return started.add(instance);
  }

  @Override
  public boolean remediate(String instance, ArmId cluster) {
    throw new AssertionError("not called here");
  }

  @Override
  public boolean run(String kind, String run) {
    throw new AssertionError(kind + " is not started here");
  }

  @Override
  public boolean isRunning(String instance) {
    return running.contains(instance);
  }

  @Override
  public Optional<Evidence> cluster(ArmId id) {
    late();
    return Optional.empty();
  }

  @Override
  public List<Unread> fleet(Consumer<Evidence> sink) {
    throw new AssertionError("no fleet is read here");
  }

  /** The inbox's rows, the end of work late. */
  private final class LateRows implements Rows {
    private final Rows rows;

    private LateRows(Rows rows) {
      this.rows = rows;
    }

    @Override
    public Optional<Row> get(String partition, String key) {
      return rows.get(partition, key);
    }

    @Override
    public List<Row> range(String partition, String from, String to, int most) {
      return rows.range(partition, from, to, most);
    }

    @Override
    public void commit(String partition, List<Write> batch) throws ConflictException {
      if (batch.get(0) instanceof Write.Delete delete && delete.key().startsWith("w|")) {
        late();
      }
      rows.commit(partition, batch);
    }
  }
}
