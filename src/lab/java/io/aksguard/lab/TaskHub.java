package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationState;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The orchestration instances of a data folder, their histories and what is due of them. Each
 * change is in the journal before anybody hears of it, so a hub that is opened again over the same
 * folder goes on: turns and activities whose result was not recorded run again, timers fire. Hosts
 * may share one, as the instances of a scaled-out app do.
 */
public final class TaskHub implements AutoCloseable {
  private final LabClock clock;
  private final Object lock = new Object();
  private final Engine engine;
  private final Book book;

  TaskHub(Path data, LabClock clock, Journal.Sink sink) throws IOException {
    this.clock = clock;
    synchronized (lock) {
      this.engine = new Engine(lock, data, clock, sink);
      this.book = engine.book;
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
      engine.attach(worker);
    }
  }

  /** Lets a worker finish what it runs, without giving it more. */
  void leave(Worker worker) throws InterruptedException {
    synchronized (lock) {
      engine.leave(worker);
    }
  }

  /** A worker is gone: what it was running runs again elsewhere, and is not heard here. */
  void detach(Worker worker) {
    synchronized (lock) {
      engine.detach(worker);
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
      engine.refuseWhenDown();
      if (!engine.hasOrchestrator(name)) {
        throw Refusal.noOrchestrator(name);
      }
      if (book.find(id).filter(before -> !before.hasEnded()).isPresent()) {
        throw Refusal.exists(id);
      }
      Instant now = clock.instant();
      engine.commit(List.of(Actions.created(id, name, input, Optional.empty(), notBefore, now)));
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
      book.running(id);
      Instant now = clock.instant();
      engine.commit(List.of(Change.arrived(id, HistoryEvents.eventRaised(event, data, now), now)));
    }
  }

  /**
   * Ends an instance; refuses as {@link #raise} does. Its activities and its sub-orchestrations go
   * on, as in Azure.
   */
  public void terminate(String id, Optional<String> reason) {
    synchronized (lock) {
      Instance instance = book.running(id);
      engine.commit(
          new Actions(book.instances(), instance, clock.instant())
              .end(OrchestrationStatus.ORCHESTRATION_STATUS_TERMINATED, reason, Optional.empty()));
    }
  }

  void suspend(String id, boolean suspended) {
    synchronized (lock) {
      book.running(id);
      Change.Kind kind = suspended ? Change.Kind.SUSPENDED : Change.Kind.RESUMED;
      engine.commit(List.of(Change.of(kind, id, clock.instant())));
    }
  }

  /** Removes instances that have ended. */
  int purge(Predicate<OrchestrationState> which) {
    synchronized (lock) {
      List<Change> purged =
          book.ended(which).stream()
              .map(id -> Change.of(Change.Kind.PURGED, id, clock.instant()))
              .toList();
      if (!purged.isEmpty()) {
        engine.commit(purged);
      }
      return purged.size();
    }
  }

  /**
   * @param withPayloads whether input, output and custom status are told too
   */
  public Optional<OrchestrationState> state(String id, boolean withPayloads) {
    synchronized (lock) {
      return book.find(id).map(each -> each.state(withPayloads));
    }
  }

  /** All instances, by id. */
  public List<OrchestrationState> states(boolean withPayloads) {
    synchronized (lock) {
      return book.all().stream().map(each -> each.state(withPayloads)).toList();
    }
  }

  /** Calls when the instance has such a status; one that is unknown is waited for. */
  void await(String id, Predicate<OrchestrationStatus> until, Runnable then) {
    synchronized (lock) {
      engine.waiters.add(id, until, then);
    }
  }

  /** When this timer function last ran. */
  Optional<Instant> lastTick(String function) {
    synchronized (lock) {
      return book.ticks().last(function);
    }
  }

  /** Whether this host may run the function's tick: of hosts that share the hub only one does. */
  boolean claimTick(String function, Instant tick, Worker worker) {
    synchronized (lock) {
      return !engine.isDown() && book.ticks().claim(function, tick, worker);
    }
  }

  void ticked(String function, Instant tick, Worker worker) {
    synchronized (lock) {
      if (book.ticks().release(function, worker)) {
        engine.commitUnlessDown(List.of(Change.of(Change.Kind.TICKED, function, tick)));
      }
    }
  }

  /** Drops everything at once, as the end of the process does; the journal stays as it is. */
  void kill() {
    engine.kill();
  }

  /** The same: there is nothing that only an orderly end would write. */
  @Override
  public void close() {
    kill();
  }
}
