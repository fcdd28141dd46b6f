package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps a hub going: records each change, begins what is due after it, and takes what workers
 * answer. Its callers have the hub's lock.
 */
final class Engine {
  private final Object lock;
  private final LabClock clock;
  private final Agenda agenda;
  private final Dispatcher dispatcher;
  private final Consumer<Instant> onJump;
  private boolean down;

  final Book book;
  final Waiters waiters;

  /** Opens what lies in the data folder, and begins what is due of it. */
  Engine(Object lock, Path data, LabClock clock, Journal.Sink sink) throws IOException {
    this.lock = lock;
    this.clock = clock;
    this.dispatcher = new Dispatcher(this::run);
    this.agenda = new Agenda(clock, dispatcher, this::fire, id -> touch(id));
    this.book = new Book(data, sink, agenda::forget);
    this.waiters = new Waiters(clock, book);
    this.onJump = book::jumped;
    clock.notBefore(book.seen());
    clock.onJump(onJump);
    book.all().forEach(agenda::touch);
  }

  void attach(Worker worker) {
    dispatcher.attach(worker);
  }

  boolean hasOrchestrator(String name) {
    return dispatcher.hasOrchestrator(name);
  }

  void leave(Worker worker) throws InterruptedException {
    dispatcher.leave(worker);
    while (!dispatcher.isIdle(worker)) {
      lock.wait();
    }
    detach(worker);
  }

  void detach(Worker worker) {
    book.ticks().leave(worker);
    for (Job job : dispatcher.detach(worker)) {
      agenda.release(job);
      touch(job.instance().id().getInstanceId());
      job.drop();
    }
  }

  boolean isDown() {
    return down;
  }

  void refuseWhenDown() {
    if (down) {
      throw Refusal.down("the host is down");
    }
  }

  /** Drops everything. Its caller needs no lock. */
  void kill() {
    synchronized (lock) {
      drop();
    }
    clock.forget(onJump);
    try {
      book.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void drop() {
    down = true;
    dispatcher.clear();
    agenda.clear();
    lock.notifyAll();
  }

  /** Writes changes, then makes them, then looks what is due now. */
  void commit(List<Change> changes) {
    refuseWhenDown();
    try {
      book.write(changes);
    } catch (IOException e) {
      drop();
      throw Refusal.down("the journal failed: " + e.getMessage());
    }
    Set<String> touched = new LinkedHashSet<>();
    changes.forEach(change -> touched.add(change.key()));
    touched.forEach(this::touch);
    waiters.answer();
  }

  /** For what nobody waits for: a hub that comes after does it again. */
  void commitUnlessDown(List<Change> changes) {
    try {
      commit(changes);
    } catch (StatusRuntimeException e) {
      if (!Refusal.isDown(e)) {
        throw e;
      }
    }
  }

  private void touch(String id) {
    synchronized (lock) {
      if (!down) {
        book.find(id).ifPresent(agenda::touch);
      }
    }
  }

  private void fire(Instance instance, HistoryEvent timer) {
    synchronized (lock) {
      if (!down && book.has(instance) && instance.openTimers().containsValue(timer)) {
        Instant now = clock.instant();
        HistoryEvent fired =
            HistoryEvents.timerFired(timer.getEventId(), timer.getTimerCreated().getFireAt(), now);
        commitUnlessDown(List.of(Change.arrived(instance.id().getInstanceId(), fired, now)));
      }
    }
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
      if (book.has(instance) && !instance.hasEnded()) {
        commitUnlessDown(decision.changes(book.instances(), instance, clock.instant()));
      }
    }
  }
}
