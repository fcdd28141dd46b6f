package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationState;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
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
import java.util.function.Consumer;
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
  private final Ticks ticks = new Ticks();
  private final Agenda agenda;
  private final Dispatcher dispatcher;
  private final List<Waiter> waiters = new ArrayList<>();
  private final Consumer<Instant> onJump = this::jumped;
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
    clock.onJump(onJump);
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
      ticks.leave(worker);
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
   * @param input JSON text
   * @throws io.grpc.StatusRuntimeException ALREADY_EXISTS while one of that id has not ended;
   *     INVALID_ARGUMENT for an unknown orchestrator or an id that Durable does not take
   */
  public void start(String id, String name, Optional<String> input, Optional<Instant> notBefore) {
    Refusal.ofWrongId(id);
    synchronized (lock) {
      refuseWhenDown();
      if (!dispatcher.hasOrchestrator(name)) {
        throw Refusal.noOrchestrator(name);
      }
      Instance before = instances.get(id);
      if (before != null && !before.hasEnded()) {
        throw Refusal.exists(id);
      }
      Instant now = clock.instant();
      commit(List.of(Actions.created(id, name, input, Optional.empty(), notBefore, now)));
    }
  }

  /**
   * Raises an event.
   *
   * @param data JSON text
   * @throws io.grpc.StatusRuntimeException NOT_FOUND for an unknown instance, FAILED_PRECONDITION
   *     for one that has ended
   */
  public void raise(String id, String event, Optional<String> data) {
    synchronized (lock) {
      running(id);
      Instant now = clock.instant();
      commit(List.of(Change.arrived(id, HistoryEvents.eventRaised(event, data, now), now)));
    }
  }

  /**
   * Ends an instance; refuses as {@link #raise} does. Its activities and its sub-orchestrations go
   * on, as in Azure.
   */
  public void terminate(String id, Optional<String> reason) {
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

  /**
   * @param withPayloads whether input, output and custom status are told too
   */
  public Optional<OrchestrationState> state(String id, boolean withPayloads) {
    synchronized (lock) {
      return Optional.ofNullable(instances.get(id)).map(each -> each.state(withPayloads));
    }
  }

  /** All instances, by id. */
  public List<OrchestrationState> states(boolean withPayloads) {
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
      return ticks.last(function);
    }
  }

  /** Whether this host may run the function's tick: of hosts that share the hub only one does. */
  boolean claimTick(String function, Instant tick, Worker worker) {
    synchronized (lock) {
      return !down && ticks.claim(function, tick, worker);
    }
  }

  void ticked(String function, Instant tick, Worker worker) {
    synchronized (lock) {
      if (ticks.release(function, worker)) {
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
    clock.forget(onJump);
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
      throw Refusal.notFound(id);
    }
    if (instance.hasEnded()) {
      throw Refusal.ended(id, instance.status());
    }
    return instance;
  }

  /** For what nobody waits for: a hub that comes after does it again. */
  private void commitUnlessDown(List<Change> changes) {
    try {
      commit(changes);
    } catch (StatusRuntimeException e) {
      if (!Refusal.isDown(e)) {
        throw e;
      }
    }
  }

  private void refuseWhenDown() {
    if (down) {
      throw Refusal.down("the host is down");
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
      throw Refusal.down("the journal failed: " + e.getMessage());
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
      case TICKED -> ticks.ran(change.key(), change.at());
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
      Decision decision =
          activity == null
              ? turn(worker, job.instance())
              : Decision.ofActivity(worker, job.instance(), activity, clock);
      finish(worker, job, decision);
    } finally {
      job.done();
    }
  }

  private Decision turn(Worker worker, Instance instance) {
    List<HistoryEvent> past;
    List<HistoryEvent> inbox;
    synchronized (lock) {
      past = instance.past();
      inbox = instance.inbox();
    }
    return Decision.ofTurn(worker, instance, past, inbox, clock.instant());
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
        commitUnlessDown(decision.changes(instances, instance, clock.instant()));
      }
    }
  }
}
