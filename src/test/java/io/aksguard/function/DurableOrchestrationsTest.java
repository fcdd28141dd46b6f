package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CreateInstanceRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CreateInstanceResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.GetInstanceRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.GetInstanceResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationState;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import com.microsoft.durabletask.implementation.protobuf.TaskHubSidecarServiceGrpc.TaskHubSidecarServiceImplBase;
import io.aksguard.cluster.ArmId;
import io.aksguard.inbox.Orchestrations;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Starts of instances, as the Durable extension answers them. */
class DurableOrchestrationsTest {
  private static final ArmId CLUSTER =
      new ArmId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c");

  private final Extension extension = new Extension();
  private final DurableClients clients = new DurableClients();
  private Server server;
  private Orchestrations orchestrations;

  @BeforeEach
  void start() throws Exception {
    server = serve(extension);
    orchestrations = clients.of(binding(server.getPort()));
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  private static Server serve(Extension extension) throws Exception {
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .addService(extension)
        .build()
        .start();
  }

  private static String binding(int port) {
    return "{\"taskHubName\":\"H\",\"rpcBaseUrl\":\"http://127.0.0.1:" + port + "/\"}";
  }

  @Test
  void what_isNotThere_isStartedUnderItsName_withAVersion() {
    assertThat(orchestrations.assess("a", CLUSTER)).isTrue();
    assertThat(orchestrations.run("audit", "r")).isTrue();
    assertThat(orchestrations.run("images", "r")).isTrue();
    assertThat(orchestrations.run("review", "r")).isTrue();

    assertThat(extension.started)
        .containsExactly(
            "AssessCluster_v1 a \"" + CLUSTER.value() + '"',
            "AuditFleet_v1 audit-r \"audit r\"",
            "AuditFleet_v1 images-r \"images r\"",
            "ReviewFleet_v1 review-r \"r\"");
  }

  @ParameterizedTest
  @EnumSource(
      value = OrchestrationStatus.class,
      names = {
        "ORCHESTRATION_STATUS_PENDING",
        "ORCHESTRATION_STATUS_RUNNING",
        "ORCHESTRATION_STATUS_SUSPENDED"
      })
  void what_runs_isLeftAlone(OrchestrationStatus status) {
    extension.states.put("a", status);

    assertThat(orchestrations.isRunning("a")).isTrue();
    assertThat(orchestrations.assess("a", CLUSTER)).isFalse();
    assertThat(extension.started).isEmpty();
  }

  /** A terminated instance has left its work: nobody works on it any more. */
  @ParameterizedTest
  @EnumSource(
      value = OrchestrationStatus.class,
      names = {
        "ORCHESTRATION_STATUS_COMPLETED",
        "ORCHESTRATION_STATUS_FAILED",
        "ORCHESTRATION_STATUS_TERMINATED"
      })
  void what_hasEnded_isStartedAgain(OrchestrationStatus status) {
    extension.states.put("a", status);

    assertThat(orchestrations.isRunning("a")).isFalse();
    assertThat(orchestrations.assess("a", CLUSTER)).isTrue();
    assertThat(extension.started).hasSize(1);
  }

  /** ALREADY_EXISTS comes as an exception; here between the look and the start. */
  @Test
  void startOfWhatAnotherHostHasJustStarted_isNoFailure() {
    extension.otherHostIsFaster = true;

    assertThat(orchestrations.assess("a", CLUSTER)).isFalse();
    assertThat(extension.started).isEmpty();
  }

  @Test
  void startThatFails_isThrown() {
    extension.isFull = true;

    assertThatExceptionOfType(StatusRuntimeException.class)
        .isThrownBy(() -> orchestrations.assess("a", CLUSTER))
        .withMessageContaining("no storage");
  }

  /** A client is a channel: one a call would use up all ports within hours. */
  @Test
  void clients_areMadeOnceForEachAddress() throws Exception {
    Server other = serve(new Extension());
    try {
      for (int i = 0; i < 5; i++) {
        assertThat(clients.of(binding(server.getPort()))).isSameAs(orchestrations);
      }
      assertThat(clients.of(binding(other.getPort()))).isNotSameAs(orchestrations);
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void bindingWithoutAddress_isNamed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> clients.of("{\"taskHubName\":\"H\"}"))
        .withMessage("the durable client's binding has no rpcBaseUrl");
  }

  private static final class Extension extends TaskHubSidecarServiceImplBase {
    final Map<String, OrchestrationStatus> states = new ConcurrentHashMap<>();
    final List<String> started = new CopyOnWriteArrayList<>();
    volatile boolean otherHostIsFaster;
    volatile boolean isFull;

    @Override
    public void getInstance(
        GetInstanceRequest request, StreamObserver<GetInstanceResponse> answer) {
      OrchestrationStatus status = states.get(request.getInstanceId());
      GetInstanceResponse.Builder found =
          GetInstanceResponse.newBuilder().setExists(status != null);
      if (status != null) {
        found.setOrchestrationState(
            OrchestrationState.newBuilder()
                .setInstanceId(request.getInstanceId())
                .setOrchestrationStatus(status));
      }
      answer.onNext(found.build());
      answer.onCompleted();
    }

    @Override
    public void startInstance(
        CreateInstanceRequest request, StreamObserver<CreateInstanceResponse> answer) {
      String id = request.getInstanceId();
      if (otherHostIsFaster) {
        states.put(id, OrchestrationStatus.ORCHESTRATION_STATUS_PENDING);
        answer.onError(Status.ALREADY_EXISTS.withDescription(id + " runs").asRuntimeException());
      } else if (isFull) {
        answer.onError(Status.UNAVAILABLE.withDescription("no storage").asRuntimeException());
      } else {
        started.add(request.getName() + " " + id + " " + request.getInput().getValue());
        answer.onNext(CreateInstanceResponse.newBuilder().setInstanceId(id).build());
        answer.onCompleted();
      }
    }
  }
}
