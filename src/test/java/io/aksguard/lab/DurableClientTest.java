package io.aksguard.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.DurableTaskGrpcClientBuilder;
import com.microsoft.durabletask.NewOrchestrationInstanceOptions;
import com.microsoft.durabletask.OrchestrationMetadata;
import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import com.microsoft.durabletask.OrchestrationStatusQuery;
import com.microsoft.durabletask.OrchestrationStatusQueryResult;
import com.microsoft.durabletask.PurgeInstanceCriteria;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Durable client of the SDK meets at the host's gRPC service. */
class DurableClientTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private static Path base;
  private static Path app;

  @TempDir private Path data;
  private Lab lab;
  private DurableTaskClient client;

  @BeforeAll
  static void pack() throws Exception {
    app = FixtureApp.in(base);
  }

  @BeforeEach
  void start() throws Exception {
    lab = Lab.start(app, data);
    client = new DurableTaskGrpcClientBuilder().port(lab.host.durablePort()).build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    lab.close();
  }

  @Test
  void waitForCompletion_givesTheOutput() throws Exception {
    String id = client.scheduleNewOrchestrationInstance("fanOut");
    OrchestrationMetadata end = client.waitForInstanceCompletion(id, LONG, true);

    assertThat(end.getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.COMPLETED);
    assertThat(end.readOutputAs(String.class)).startsWith("0,1,2");
  }

  @Test
  void failure_isTold() throws Exception {
    String id = client.scheduleNewOrchestrationInstance("uncaught");
    OrchestrationMetadata end = client.waitForInstanceCompletion(id, LONG, true);

    assertThat(end.getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.FAILED);
    assertThat(end.getFailureDetails().getErrorMessage())
        .isEqualTo("Unexpected failure in the task execution");
  }

  @Test
  void idThatRuns_alreadyExists() throws Exception {
    try (LabClock.Hold hold = lab.clock.hold()) {
      client.scheduleNewOrchestrationInstance("sleep", "", "one");

      refused(
          Status.Code.ALREADY_EXISTS,
          () -> client.scheduleNewOrchestrationInstance("sleep", "", "one"));
    }
    lab.clock.runUntilQuiet();
    client.scheduleNewOrchestrationInstance("sleep", "", "one");
  }

  @Test
  void idThatDurableDoesNotTake_isRefused() {
    for (String id : List.of("@one", "a/b", "a\\b", "a#b", "a?b", "a\nb", "x".repeat(101))) {
      refused(
          Status.Code.INVALID_ARGUMENT,
          () -> client.scheduleNewOrchestrationInstance("sleep", "", id));
    }
  }

  @Test
  void startLater_waits() throws Exception {
    try (LabClock.Hold hold = lab.clock.hold()) {
      client.scheduleNewOrchestrationInstance(
          "fanOut",
          new NewOrchestrationInstanceOptions()
              .setInstanceId("one")
              .setStartTime(Lab.START.plusSeconds(90)));
      lab.clock.settle();
      assertThat(client.getInstanceMetadata("one", false).getRuntimeStatus())
          .isEqualTo(OrchestrationRuntimeStatus.PENDING);
    }
    client.waitForInstanceCompletion("one", LONG, false);

    assertThat(lab.clock.instant()).isEqualTo(Lab.START.plusSeconds(90));
  }

  @Test
  void raisedEvent_isHeard_alsoAfterASuspension() throws Exception {
    try (LabClock.Hold hold = lab.clock.hold()) {
      client.scheduleNewOrchestrationInstance("approval", "", "one");
      client.waitForInstanceStart("one", LONG);
      client.suspendInstance("one");
      client.raiseEvent("one", "approved", "yes");
      lab.clock.settle();
      assertThat(client.getInstanceMetadata("one", false).getRuntimeStatus())
          .isEqualTo(OrchestrationRuntimeStatus.SUSPENDED);
      client.resumeInstance("one");
    }

    assertThat(client.waitForInstanceCompletion("one", LONG, true).readOutputAs(String.class))
        .isEqualTo("yes");
    refused(Status.Code.FAILED_PRECONDITION, () -> client.raiseEvent("one", "approved", "yes"));
    refused(Status.Code.NOT_FOUND, () -> client.raiseEvent("two", "approved", "yes"));
  }

  @Test
  void terminate_givesTheReasonAsOutput() throws Exception {
    try (LabClock.Hold hold = lab.clock.hold()) {
      client.scheduleNewOrchestrationInstance("approval", "", "one");
      client.terminate("one", "enough");
    }
    OrchestrationMetadata end = client.waitForInstanceCompletion("one", LONG, true);

    assertThat(end.getRuntimeStatus()).isEqualTo(OrchestrationRuntimeStatus.TERMINATED);
    assertThat(end.readOutputAs(String.class)).isEqualTo("enough");
  }

  @Test
  void query_pagesThroughWhatItAsksFor() throws Exception {
    for (int i = 0; i < 7; i++) {
      client.scheduleNewOrchestrationInstance("again", "5", "a-" + i);
    }
    client.scheduleNewOrchestrationInstance("again", "5", "b");
    client.scheduleNewOrchestrationInstance("sends", "", "a-failed");
    lab.clock.runUntilQuiet();
    OrchestrationStatusQuery query =
        new OrchestrationStatusQuery()
            .setInstanceIdPrefix("a-")
            .setRuntimeStatusList(List.of(OrchestrationRuntimeStatus.COMPLETED))
            .setMaxInstanceCount(4);

    OrchestrationStatusQueryResult first = client.queryInstances(query);
    OrchestrationStatusQueryResult second =
        client.queryInstances(query.setContinuationToken(first.getContinuationToken()));

    assertThat(first.getOrchestrationState())
        .extracting(OrchestrationMetadata::getInstanceId)
        .containsExactly("a-0", "a-1", "a-2", "a-3");
    assertThat(second.getOrchestrationState())
        .extracting(OrchestrationMetadata::getInstanceId)
        .containsExactly("a-4", "a-5", "a-6");
    assertThat(second.getContinuationToken()).isEmpty();
  }

  @Test
  void purge_removesWhatItNames_andWhatItsFilterTakes() throws Exception {
    client.scheduleNewOrchestrationInstance("again", "5", "one");
    client.scheduleNewOrchestrationInstance("again", "5", "two");
    client.scheduleNewOrchestrationInstance("sends", "", "three");
    lab.clock.runUntilQuiet();

    assertThat(client.purgeInstance("one").getDeletedInstanceCount()).isEqualTo(1);
    assertThat(client.purgeInstance("one").getDeletedInstanceCount()).isZero();
    assertThat(
            client
                .purgeInstances(
                    new PurgeInstanceCriteria()
                        .setCreatedTimeFrom(Lab.START)
                        .setRuntimeStatusList(List.of(OrchestrationRuntimeStatus.FAILED)))
                .getDeletedInstanceCount())
        .isEqualTo(1);
    assertThat(lab.host.instances()).hasSize(1);
  }

  @Test
  void instanceThatIsNotThere_isTold() {
    assertThat(client.getInstanceMetadata("nobody", true).isInstanceFound()).isFalse();
  }

  private static void refused(Status.Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class, e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
  }
}
