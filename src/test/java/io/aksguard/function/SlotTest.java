package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.durabletask.OrchestrationRunner;
import io.aksguard.app.App;
import io.aksguard.app.Ports;
import io.aksguard.app.Settings;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Fleet;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.history.Signer;
import io.aksguard.inbox.Orchestrations;
import io.aksguard.inbox.ReverseIndex;
import io.aksguard.lab.Orchestration;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.ChangeLog;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Store;
import io.aksguard.workflow.Activities;
import io.aksguard.workflow.AuditFleet;
import io.aksguard.workflow.ReviewFleet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Under an id that has ended Durable starts anew. A small fleet is audited within seconds, and its
 * timer may fire again within the minute: after a restart of the host, or because somebody asks.
 */
class SlotTest implements Orchestrations, Fleet {
  private static final String SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001";

  private final Store store = MemoryStore.create();
  private final App app = new App(settings(), new Watch(), ports());
  private final FleetFunctions functions =
      Injector.over(() -> app).getInstance(FleetFunctions.class);
  private final List<String> ended = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");

  private static Settings settings() {
    return Settings.of(Map.of("AKS_GUARD_SUBSCRIPTIONS", "s", "AKS_GUARD_STORE", "unused"));
  }

  private Ports ports() {
    return new Ports(
        unused(Collector.class),
        unused(Azure.class),
        unused(ChangeLog.class),
        this,
        id -> true,
        store,
        () -> {},
        all -> {},
        unused(Signer.class));
  }

  private static <T> T unused(Class<T> port) {
    return EntryPoints.proxy(
        port,
        () -> {
          throw new AssertionError("not called here");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit", "images", "review"})
  void runThatHasEnded_isNotStartedAgainInItsMinute(String kind) {
    String first = app.intake().auditFleet(kind, this);
    assertThat(ended).containsExactly(first);

    now = now.plusSeconds(59);
    assertThat(app.intake().auditFleet(kind, this)).isEqualTo(first);
    assertThat(ended).containsExactly(first);

    now = now.plusSeconds(1);
    String next = app.intake().auditFleet(kind, this);
    assertThat(ended).containsExactly(first, next);
  }

  /** Event Grid delivers at least once. */
  @Test
  void runOfAnEvent_isNotStartedAgain_whenItIsDeliveredAgain() {
    String hub = SUBSCRIPTION + "/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/n";
    for (int i = 0; i < 201; i++) {
      new ReverseIndex(store.index()).record(cluster(i), List.of(hub));
    }
    String event =
        """
        {"id": "1", "topic": "%s", "subject": "%s", "dataVersion": "2",
         "eventType": "Microsoft.Resources.ResourceWriteSuccess", "eventTime": "2026-11-23T11:59:58Z",
         "data": {"resourceUri": "%s", "operationName": "Microsoft.Network/virtualNetworks/write"}}
        """
            .formatted(SUBSCRIPTION, hub, hub);

    app.intake().receive(event, this);
    app.intake().receive(event, this);
    now = now.plusSeconds(60);
    app.inboxSweep().run(this);
    app.intake().receive(event, this);
    now = now.plusSeconds(60);
    app.inboxSweep().run(this);

    assertThat(ended).containsExactly("audit-20261123T120100Z");
  }

  private static ArmId cluster(int i) {
    return new ArmId(
        SUBSCRIPTION
            + "/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c"
            + i);
  }

  /** Plays the run to its end at once. */
  @Override
  public boolean remediate(String instance, ArmId cluster) {
    throw new AssertionError("not called here");
  }

  @Override
  public boolean run(String kind, String run) {
    boolean review = kind.equals("review");
    String input = JsonWriter.text(review ? run : kind + " " + run);
    try {
      Orchestration.Outcome outcome =
          new Orchestration(
                  request ->
                      OrchestrationRunner.loadAndRun(
                          request, review ? ReviewFleet::run : AuditFleet::run),
                  this::activity)
              .play(review ? ReviewFleet.NAME : AuditFleet.NAME, input);
      assertThat(outcome.resultJson()).contains("\\\"ok\\\":true");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return ended.add(kind + "-" + run);
  }

  private String activity(String name, String json) {
    return switch (name) {
      case Activities.SWEEP -> functions.sweep(json);
      case Activities.CUT_HISTORY -> functions.cutHistory(json);
      case Activities.COMPLETE_RUN -> functions.completeRun(json, EntryPoints.NOBODY);
      case Activities.REVIEW -> functions.review(json);
      default -> throw new AssertionError(name + " is not asked of an empty fleet");
    };
  }

  @Override
  public boolean assess(String instance, ArmId cluster) {
    throw new AssertionError("no cluster is assessed here");
  }

  @Override
  public boolean isRunning(String instance) {
    return false;
  }

  @Override
  public Swept sweep(String run, Collection<ArmId> known) {
    return new Swept(0, 0, Set.of(), List.of(), 1);
  }

  @Override
  public Optional<Swept> swept(String run) {
    return Optional.of(sweep(run, List.of()));
  }

  @Override
  public long shard(String run, int number, Consumer<Evidence> sink) {
    throw new AssertionError("an empty fleet has no shards");
  }

  private final class Watch extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
