package io.aksguard.lab;

import com.google.protobuf.StringValue;
import com.google.protobuf.Timestamp;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CreateInstanceRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CreateInstanceResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.GetInstanceRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.GetInstanceResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.InstanceQuery;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationState;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.PurgeInstanceFilter;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.PurgeInstancesRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.PurgeInstancesResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.QueryInstancesRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.QueryInstancesResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.RaiseEventRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.RaiseEventResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.ResumeRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.ResumeResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.SuspendRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.SuspendResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TerminateRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TerminateResponse;
import com.microsoft.durabletask.implementation.protobuf.TaskHubSidecarServiceGrpc.TaskHubSidecarServiceImplBase;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The gRPC service that the app's Durable client talks to. */
final class Sidecar extends TaskHubSidecarServiceImplBase {
  private final TaskHub hub;
  private final LabClock clock;

  Sidecar(TaskHub hub, LabClock clock) {
    this.hub = hub;
    this.clock = clock;
  }

  @Override
  public void startInstance(
      CreateInstanceRequest request, StreamObserver<CreateInstanceResponse> answer) {
    String id =
        request.getInstanceId().isEmpty() ? UUID.randomUUID().toString() : request.getInstanceId();
    answer(
        answer,
        () -> {
          hub.start(
              id,
              request.getName(),
              Actions.text(request.hasInput(), request.getInput()),
              request.hasScheduledStartTimestamp()
                  ? Optional.of(HistoryEvents.instant(request.getScheduledStartTimestamp()))
                  : Optional.empty());
          return CreateInstanceResponse.newBuilder().setInstanceId(id).build();
        });
  }

  @Override
  public void getInstance(GetInstanceRequest request, StreamObserver<GetInstanceResponse> answer) {
    answer(
        answer,
        () -> {
          Optional<OrchestrationState> state =
              hub.state(request.getInstanceId(), request.getGetInputsAndOutputs());
          GetInstanceResponse.Builder response =
              GetInstanceResponse.newBuilder().setExists(state.isPresent());
          state.ifPresent(response::setOrchestrationState);
          return response.build();
        });
  }

  @Override
  public void waitForInstanceStart(
      GetInstanceRequest request, StreamObserver<GetInstanceResponse> answer) {
    await(request, answer, status -> status != OrchestrationStatus.ORCHESTRATION_STATUS_PENDING);
  }

  @Override
  public void waitForInstanceCompletion(
      GetInstanceRequest request, StreamObserver<GetInstanceResponse> answer) {
    await(request, answer, DurablePages::isOver);
  }

  private void await(
      GetInstanceRequest request,
      StreamObserver<GetInstanceResponse> answer,
      Predicate<OrchestrationStatus> until) {
    hub.await(request.getInstanceId(), until, () -> getInstance(request, answer));
  }

  @Override
  public void raiseEvent(RaiseEventRequest request, StreamObserver<RaiseEventResponse> answer) {
    answer(
        answer,
        () -> {
          hub.raise(
              request.getInstanceId(),
              request.getName(),
              Actions.text(request.hasInput(), request.getInput()));
          return RaiseEventResponse.getDefaultInstance();
        });
  }

  @Override
  public void terminateInstance(
      TerminateRequest request, StreamObserver<TerminateResponse> answer) {
    answer(
        answer,
        () -> {
          hub.terminate(
              request.getInstanceId(), Actions.text(request.hasOutput(), request.getOutput()));
          return TerminateResponse.getDefaultInstance();
        });
  }

  @Override
  public void suspendInstance(SuspendRequest request, StreamObserver<SuspendResponse> answer) {
    answer(
        answer,
        () -> {
          hub.suspend(request.getInstanceId(), true);
          return SuspendResponse.getDefaultInstance();
        });
  }

  @Override
  public void resumeInstance(ResumeRequest request, StreamObserver<ResumeResponse> answer) {
    answer(
        answer,
        () -> {
          hub.suspend(request.getInstanceId(), false);
          return ResumeResponse.getDefaultInstance();
        });
  }

  /** Pages by the last id that was given. */
  @Override
  public void queryInstances(
      QueryInstancesRequest request, StreamObserver<QueryInstancesResponse> answer) {
    InstanceQuery query = request.getQuery();
    answer(
        answer,
        () -> {
          Stream<OrchestrationState> found =
              hub.states(query.getFetchInputsAndOutputs()).stream()
                  .filter(
                      state ->
                          state.getInstanceId().compareTo(query.getContinuationToken().getValue())
                              > 0)
                  .filter(
                      state ->
                          state.getInstanceId().startsWith(query.getInstanceIdPrefix().getValue()))
                  .filter(state -> isIn(query.getRuntimeStatusList(), state))
                  .filter(
                      state ->
                          (!query.hasCreatedTimeFrom()
                                  || !isBefore(state, query.getCreatedTimeFrom()))
                              && (!query.hasCreatedTimeTo()
                                  || isBefore(state, query.getCreatedTimeTo())));
          int most = query.getMaxInstanceCount() > 0 ? query.getMaxInstanceCount() : 100;
          List<OrchestrationState> page = found.limit(most).toList();
          QueryInstancesResponse.Builder response =
              QueryInstancesResponse.newBuilder().addAllOrchestrationState(page);
          if (page.size() == most) {
            response.setContinuationToken(StringValue.of(page.get(most - 1).getInstanceId()));
          }
          return response.build();
        });
  }

  @Override
  public void purgeInstances(
      PurgeInstancesRequest request, StreamObserver<PurgeInstancesResponse> answer) {
    PurgeInstanceFilter filter = request.getPurgeInstanceFilter();
    answer(
        answer,
        () -> {
          int purged =
              hub.purge(
                  state ->
                      request.hasPurgeInstanceFilter()
                          ? isIn(filter.getRuntimeStatusList(), state)
                              && (!filter.hasCreatedTimeFrom()
                                  || !isBefore(state, filter.getCreatedTimeFrom()))
                              && (!filter.hasCreatedTimeTo()
                                  || isBefore(state, filter.getCreatedTimeTo()))
                          : state.getInstanceId().equals(request.getInstanceId()));
          return PurgeInstancesResponse.newBuilder().setDeletedInstanceCount(purged).build();
        });
  }

  private static boolean isIn(List<OrchestrationStatus> statuses, OrchestrationState state) {
    return statuses.isEmpty() || statuses.contains(state.getOrchestrationStatus());
  }

  private static boolean isBefore(OrchestrationState state, Timestamp at) {
    return HistoryEvents.instant(state.getCreatedTimestamp()).isBefore(HistoryEvents.instant(at));
  }

  private <T> void answer(StreamObserver<T> answer, Supplier<T> work) {
    try (LabClock.Work token = clock.busy("call of the Durable service")) {
      answer.onNext(work.get());
      answer.onCompleted();
    } catch (RuntimeException e) {
      answer.onError(e);
    }
  }
}
