package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationState;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import io.aksguard.evidence.JsonWriter;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The orchestration instances of a data folder, their histories and what is due of them. Each
 * change is in the journal before anybody hears of it, so a hub that is opened again over the same
 * folder goes on: turns and activities whose result was not recorded run again, timers fire. Hosts
 * may share one, as the instances of a scaled-out app do.
 */
public final class TaskHub implements AutoCloseable {
  private final LabClock clock;
  private final Journal journal;
  private final Object lock = new Object();
  private final Map<String, Instance> instances = new TreeMap<>();
  private final Map<String, Instant> ticks = new TreeMap<>();
  private final Map<String, Object> ticking = new TreeMap<>();
  private final Agenda agenda;
  private final Dispatcher dispatcher;
  private final List<Waiter> waiters = new ArrayList<>();
  private boolean down;

  private record Waiter(String id, Predicate<OrchestrationStatus> until, Runnable then) {}

  TaskHub(Path data, LabClock clock, Journal.Sink sink) throws IOException {
    this.clock = clock;
    this.journal = new Journal(data.resolve("hub.journal"), sink);
    this.dispatcher = new Dispatcher(this::run);
    this.agenda = new Agenda(clock, dispatcher, this::fire, id -> touch(id));
    Instant seen = Instant.MIN;
    for (List<Change> record : journal.found()) {
      for (Change change : record) {
        apply(change);
        seen = change.at().isAfter(seen) ? change.at() : seen;
      }
    }
    clock.notBefore(seen);
    clock.onJump(this::jumped);
    synchronized (lock) {
      instances.values().forEach(agenda::touch);
    }
  }

  /** Opens the hub of a data folder, which is made where there is none. */
  public static TaskHub open(Path data, LabClock clock) throws IOException {
    return new TaskHub(data, clock, Journal.FILE);
  }

  LabClock clock() {
    return clock;
  }

  void attach(Worker worker) {
    synchronized (lock) {
      dispatcher.attach(worker);
    }
  }

  /** Lets a worker finish what it runs, without giving it more. */
  void leave(Worker worker) throws InterruptedException {
    synchronized (lock) {
      dispatcher.leave(worker);
      while (!dispatcher.isIdle(worker)) {
        lock.wait();
      }
      detach(worker);
    }
  }

  /** A worker is gone: what it was running runs again elsewhere, and is not heard here. */
  void detach(Worker worker) {
    synchronized (lock) {
      ticking.values().removeIf(owner -> owner == worker);
      List<Job> left = dispatcher.detach(worker);
      for (Job job : left) {
        agenda.release(job);
        touch(job.instance().id().getInstanceId());
        job.drop();
      }
    }
  }

  /**
   * Starts an instance, also anew where one of that id has ended.
   *
   * @throws io.grpc.StatusRuntimeException ALREADY_EXISTS while one of that id has not ended;
   *     INVALID_ARGUMENT for an unknown orchestrator or an id that Durable does not take
   */
  void start(String id, String name, Optional<String> input, Optional<Instant> notBefore) {
    if (id.isEmpty()
        || id.length() > 100
        || id.startsWith("@")
        || id.matches(".*[/\\\\#?\\p{Cntrl}].*")) {
      throw Status.INVALID_ARGUMENT.withDescription("no instance id: " + id).asRuntimeException();
    }
    synchronized (lock) {
      refuseWhenDown();
      if (!dispatcher.hasOrchestrator(name)) {
        throw Status.INVALID_ARGUMENT
            .withDescription("The function '" + name + "' doesn't exist, or is no orchestrator.")
            .asRuntimeException();
      }
      Instance before = instances.get(id);
      if (before != null && !before.hasEnded()) {
        throw Status.ALREADY_EXISTS
            .withDescription("An Orchestration instance with the ID " + id + " already exists.")
            .asRuntimeException();
      }
      Instant now = clock.instant();
      commit(List.of(Actions.created(id, name, input, Optional.empty(), notBefore, now)));
    }
  }

  void raise(String id, String event, Optional<String> data) {
    synchronized (lock) {
      running(id);
      Instant now = clock.instant();
      commit(List.of(Change.arrived(id, HistoryEvents.eventRaised(event, data, now), now)));
    }
  }

  /** Ends an instance; its activities and its sub-orchestrations go on, as in Azure. */
  void terminate(String id, Optional<String> reason) {
    synchronized (lock) {
      Instance instance = running(id);
      commit(
          new Actions(instances, instance, clock.instant())
              .end(OrchestrationStatus.ORCHESTRATION_STATUS_TERMINATED, reason, Optional.empty()));
    }
  }

  void suspend(String id, boolean suspended) {
    synchronized (lock) {
      running(id);
      Change.Kind kind = suspended ? Change.Kind.SUSPENDED : Change.Kind.RESUMED;
      commit(List.of(Change.of(kind, id, clock.instant())));
    }
  }

  /** Removes instances that have ended. */
  int purge(Predicate<OrchestrationState> which) {
    synchronized (lock) {
      List<Change> purged =
          instances.values().stream()
              .filter(Instance::hasEnded)
              .map(instance -> instance.state(false))
              .filter(which)
              .map(OrchestrationState::getInstanceId)
              .map(id -> Change.of(Change.Kind.PURGED, id, clock.instant()))
              .toList();
      if (!purged.isEmpty()) {
        commit(purged);
      }
      return purged.size();
    }
  }

  Optional<OrchestrationState> state(String id, boolean withPayloads) {
    synchronized (lock) {
      return Optional.ofNullable(instances.get(id)).map(each -> each.state(withPayloads));
    }
  }

  /** All instances, by id. */
  List<OrchestrationState> states(boolean withPayloads) {
    synchronized (lock) {
      return instances.values().stream().map(each -> each.state(withPayloads)).toList();
    }
  }

  /** Calls when the instance has such a status; one that is unknown is waited for. */
  void await(String id, Predicate<OrchestrationStatus> until, Runnable then) {
    synchronized (lock) {
      waiters.add(new Waiter(id, until, then));
      answerWaiters();
    }
  }

  /** When this timer function last ran. */
  Optional<Instant> lastTick(String function) {
    synchronized (lock) {
      return Optional.ofNullable(ticks.get(function));
    }
  }

  /** Whether this host may run the function's tick: of hosts that share the hub only one does. */
  boolean claimTick(String function, Instant tick, Object owner) {
    synchronized (lock) {
      Instant last = ticks.get(function);
      return !down
          && (last == null || last.isBefore(tick))
          && ticking.putIfAbsent(function, owner) == null;
    }
  }

  void ticked(String function, Instant tick, Object owner) {
    synchronized (lock) {
      if (ticking.remove(function, owner)) {
        commitUnlessDown(List.of(Change.of(Change.Kind.TICKED, function, tick)));
      }
    }
  }

  /** Drops everything at once, as the end of the process does; the journal stays as it is. */
  void kill() {
    synchronized (lock) {
      down = true;
      dispatcher.clear();
      agenda.clear();
      lock.notifyAll();
    }
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same: there is nothing that only an orderly end would write. */
  @Override
  public void close() {
    kill();
  }

  private Instance running(String id) {
    Instance instance = instances.get(id);
    if (instance == null) {
      throw Status.NOT_FOUND
          .withDescription("No instance with ID '" + id + "' was found.")
          .asRuntimeException();
    }
    if (instance.hasEnded()) {
      throw Status.FAILED_PRECONDITION
          .withDescription("The instance " + id + " is " + instance.status())
          .asRuntimeException();
    }
    return instance;
  }

  /** For what nobody waits for: a hub that comes after does it again. */
  private void commitUnlessDown(List<Change> changes) {
    try {
      commit(changes);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
        throw e;
      }
    }
  }

  private void refuseWhenDown() {
    if (down) {
      throw Status.UNAVAILABLE.withDescription("the host is down").asRuntimeException();
    }
  }

  /** Writes changes, then makes them, then looks what is due now. */
  private void commit(List<Change> changes) {
    refuseWhenDown();
    try {
      journal.append(changes);
    } catch (IOException e) {
      down = true;
      dispatcher.clear();
      agenda.clear();
      throw Status.UNAVAILABLE
          .withDescription("the journal failed")
          .withCause(e)
          .asRuntimeException();
    }
    Set<String> touched = new LinkedHashSet<>();
    for (Change change : changes) {
      apply(change);
      touched.add(change.key());
    }
    touched.forEach(this::touch);
    answerWaiters();
  }

  private void apply(Change change) {
    switch (change.kind()) {
      case CREATED -> replace(instances.put(change.key(), new Instance(change)));
      case PURGED -> replace(instances.remove(change.key()));
      case TICKED -> ticks.put(change.key(), change.at());
      case JUMPED -> {}
      default -> {
        Instance instance = instances.get(change.key());
        if (instance == null) {
          throw new IllegalStateException("a change of nothing: " + change);
        }
        instance.apply(change);
      }
    }
  }

  private void replace(@Nullable Instance before) {
    if (before != null) {
      agenda.forget(before);
    }
  }

  private void touch(String id) {
    synchronized (lock) {
      Instance instance = instances.get(id);
      if (instance != null && !down) {
        agenda.touch(instance);
      }
    }
  }

  private void fire(Instance instance, HistoryEvent timer) {
    synchronized (lock) {
      String id = instance.id().getInstanceId();
      if (!down && instances.get(id) == instance && instance.openTimers().containsValue(timer)) {
        Instant now = clock.instant();
        HistoryEvent fired =
            HistoryEvents.timerFired(timer.getEventId(), timer.getTimerCreated().getFireAt(), now);
        commitUnlessDown(List.of(Change.arrived(id, fired, now)));
      }
    }
  }

  private void jumped(Instant to) {
    try {
      journal.append(List.of(Change.of(Change.Kind.JUMPED, "", to)));
    } catch (IOException e) {
      // A hub that is down keeps no time.
    }
  }

  private void answerWaiters() {
    waiters.removeIf(
        waiter -> {
          Instance instance = instances.get(waiter.id());
          boolean isDone = instance != null && waiter.until().test(instance.status());
          if (isDone) {
            clock.at(Instant.MIN, "answer about " + waiter.id(), waiter.then());
          }
          return isDone;
        });
  }

  private void run(Worker worker, Job job) {
    try {
      HistoryEvent activity = job.activity();
      if (activity == null) {
        turn(worker, job);
      } else {
        activity(worker, job, activity);
      }
    } finally {
      job.done();
    }
  }

  private void turn(Worker worker, Job job) {
    Instance instance = job.instance();
    Instant now = clock.instant();
    HistoryEvent begin = HistoryEvents.orchestratorStarted(now);
    List<HistoryEvent> past;
    List<HistoryEvent> inbox;
    synchronized (lock) {
      past = instance.past();
      inbox = instance.inbox();
    }
    List<HistoryEvent> news = new ArrayList<>(inbox);
    news.add(0, begin);
    Decision decision;
    try {
      var response =
          new Turn(instance.id().getInstanceId(), past, news)
              .decide(request -> worker.turn(instance.name(), request));
      decision = actions -> actions.of(begin, inbox.size(), response);
    } catch (Exception | LinkageError | AssertionError e) {
      decision = actions -> actions.failed(HistoryEvents.failure(e));
    }
    finish(worker, job, decision);
  }

  /** What a job changes, decided under the lock. */
  private interface Decision {
    List<Change> changes(Actions actions);
  }

  private void activity(Worker worker, Job job, HistoryEvent scheduled) {
    int id = scheduled.getEventId();
    HistoryEvent result;
    try {
      String returned =
          worker.activity(
              scheduled.getTaskScheduled().getName(),
              scheduled.getTaskScheduled().getInput().getValue());
      result = HistoryEvents.taskCompleted(id, quoted(returned), clock.instant());
    } catch (Exception | LinkageError | AssertionError e) {
      result = HistoryEvents.taskFailed(id, HistoryEvents.failure(e), clock.instant());
    }
    HistoryEvent arrived = result;
    String key = job.instance().id().getInstanceId();
    finish(worker, job, actions -> List.of(Change.arrived(key, arrived, clock.instant())));
  }

  private void finish(Worker worker, Job job, Decision decision) {
    synchronized (lock) {
      if (job.isDropped() || down) {
        return;
      }
      Instance instance = job.instance();
      agenda.release(job);
      dispatcher.done(worker, job);
      lock.notifyAll();
      if (instances.get(instance.id().getInstanceId()) == instance && !instance.hasEnded()) {
        Instant now = clock.instant();
        List<Change> changes;
        try {
          changes = decision.changes(new Actions(instances, instance, now));
        } catch (IllegalStateException e) {
          changes = new Actions(instances, instance, now).failed(HistoryEvents.failure(e));
        }
        commitUnlessDown(changes);
      }
    }
  }

  /** A text that an activity returns becomes a JSON text in the history. */
  private static @Nullable String quoted(@Nullable String text) {
    return text == null ? null : JsonWriter.text(text);
  }
}
