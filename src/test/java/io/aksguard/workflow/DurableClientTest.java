package io.aksguard.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.DurableTaskGrpcClientBuilder;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CreateInstanceRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CreateInstanceResponse;
import com.microsoft.durabletask.implementation.protobuf.TaskHubSidecarServiceGrpc.TaskHubSidecarServiceImplBase;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The Durable client works on the libraries that are left in the package. */
class DurableClientTest {
  @Test
  void client_startsAnInstance_andMeetsOneThatRuns() throws Exception {
    Server sidecar =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new Sidecar())
            .build()
            .start();
    try (DurableTaskClient client =
        new DurableTaskGrpcClientBuilder().port(sidecar.getPort()).build()) {
      assertThat(client.scheduleNewOrchestrationInstance(AssessCluster.NAME, "/s", "1"))
          .isEqualTo("1");
      assertThatExceptionOfType(StatusRuntimeException.class)
          .isThrownBy(() -> client.scheduleNewOrchestrationInstance(AssessCluster.NAME, "/s", "1"))
          .withMessage("ALREADY_EXISTS: 1 runs");
    } finally {
      sidecar.shutdownNow();
    }
  }

  private static final class Sidecar extends TaskHubSidecarServiceImplBase {
    private final Set<String> running = new HashSet<>();

    @Override
    public void startInstance(
        CreateInstanceRequest request, StreamObserver<CreateInstanceResponse> answer) {
      String id = request.getInstanceId();
      if (running.add(id)) {
        answer.onNext(CreateInstanceResponse.newBuilder().setInstanceId(id).build());
        answer.onCompleted();
      } else {
        answer.onError(Status.ALREADY_EXISTS.withDescription(id + " runs").asRuntimeException());
      }
    }
  }
}
