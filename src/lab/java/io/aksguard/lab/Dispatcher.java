package io.aksguard.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Gives jobs to workers, within each one's limits. Its caller has the hub's lock. */
final class Dispatcher {
  private final Deque<Job> turns = new ArrayDeque<>();
  private final Deque<Job> activities = new ArrayDeque<>();
  private final IdentityHashMap<Worker, Seat> seats = new IdentityHashMap<>();
  private final BiConsumer<Worker, Job> run;

  /** A worker's running jobs. */
  private static final class Seat {
    private final Worker worker;
    private final Set<Job> jobs = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean leaving;

    private Seat(Worker worker) {
      this.worker = worker;
    }

    private boolean hasRoom(boolean turn) {
      int most = turn ? worker.mostTurns() : worker.mostActivities();
      return !leaving && jobs.stream().filter(job -> job.isTurn() == turn).count() < most;
    }
  }

  /**
   * @param run what a worker's thread does with a job; called without the lock
   */
  Dispatcher(BiConsumer<Worker, Job> run) {
    this.run = run;
  }

  void attach(Worker worker) {
    seats.put(worker, new Seat(worker));
    pump();
  }

  /** Whether some worker has this orchestrator. */
  boolean hasOrchestrator(String name) {
    return seats.keySet().stream().anyMatch(worker -> worker.hasOrchestrator(name));
  }

  /** No more jobs for this worker. */
  void leave(Worker worker) {
    Seat seat = seats.get(worker);
    if (seat != null) {
      seat.leaving = true;
    }
  }

  boolean isIdle(Worker worker) {
    Seat seat = seats.get(worker);
    return seat == null || seat.jobs.isEmpty();
  }

  /** The jobs that a worker leaves undone; they are dropped when their successors are queued. */
  List<Job> detach(Worker worker) {
    Seat seat = seats.remove(worker);
    return seat == null ? List.of() : List.copyOf(seat.jobs);
  }

  void add(Job job) {
    (job.isTurn() ? turns : activities).add(job);
    pump();
  }

  void done(Worker worker, Job job) {
    Seat seat = seats.get(worker);
    if (seat != null) {
      seat.jobs.remove(job);
    }
    pump();
  }

  /** Drops all that waits or runs. */
  void clear() {
    List<Job> all = new ArrayList<>(turns);
    all.addAll(activities);
    seats.values().forEach(seat -> all.addAll(seat.jobs));
    turns.clear();
    activities.clear();
    seats.clear();
    all.forEach(Job::drop);
  }

  private void pump() {
    pump(turns);
    pump(activities);
  }

  private void pump(Deque<Job> queue) {
    while (!queue.isEmpty()) {
      boolean turn = queue.element().isTurn();
      Optional<Seat> free =
          seats.values().stream()
              .filter(seat -> seat.hasRoom(turn))
              .min(Comparator.comparingInt(seat -> seat.jobs.size()));
      if (free.isEmpty()) {
        return;
      }
      Job job = queue.remove();
      Seat seat = free.get();
      seat.jobs.add(job);
      seat.worker.execute(() -> run.accept(seat.worker, job));
    }
  }
}
