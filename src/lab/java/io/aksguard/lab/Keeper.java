package io.aksguard.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Keeps a lab's clock going, on a thread of its own: starts what is due, asks sources where
 * something has ended since they were, and else jumps or waits. Its callers have the clock's lock.
 */
final class Keeper {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Object lock;
  private final Hand hand;
  private final boolean jumping;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> daemon(task, "lab-clock-task"));
  private final List<Consumer<Instant>> listeners = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private Instant allowed = Instant.MIN;
  private boolean closed;

  final Diary diary = new Diary();
  final Sources sources = new Sources();
  final Tokens tokens = new Tokens();

  Keeper(Object lock, Hand hand, boolean jumping) {
    this.lock = lock;
    this.hand = hand;
    this.jumping = jumping;
  }

  void start() {
    daemon(this::keep, "lab-clock").start();
  }

  void close() {
    closed = true;
    lock.notifyAll();
    threads.shutdownNow();
  }

  boolean isClosed() {
    return closed;
  }

  /** Where nothing is owed it jumps up to this time, and no further. */
  void allow(Instant until) {
    allowed = until.isAfter(allowed) ? until : allowed;
    lock.notifyAll();
  }

  void onJump(Consumer<Instant> listener) {
    listeners.add(listener);
  }

  void forget(Consumer<Instant> listener) {
    listeners.remove(listener);
  }

  void stir() {
    sources.stir();
    lock.notifyAll();
  }

  /** Whether nothing is under way and nothing is due. */
  boolean isIdle() {
    return !tokens.areAtWork()
        && sources.areAsked()
        && next().filter(at -> !at.isAfter(hand.now())).isEmpty();
  }

  boolean isOwed() {
    return diary.isOwed() || sources.areOwed();
  }

  /** When something is to happen next. */
  Optional<Instant> next() {
    return Stream.of(diary.next(), sources.next())
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  boolean hasFailed() {
    return !failures.isEmpty();
  }

  /** The first task that has failed; all are forgotten. */
  Throwable takeFailure() {
    Throwable first = failures.get(0);
    failures.clear();
    return first;
  }

  private void keep() {
    Optional<Sources.Question> question = run();
    while (question.isPresent()) {
      Map<LabClock.Source, Instant> answers = ask(question.get());
      synchronized (lock) {
        sources.answered(question.get(), answers);
        lock.notifyAll();
      }
      question = run();
    }
  }

  private Map<LabClock.Source, Instant> ask(Sources.Question question) {
    Map<LabClock.Source, Instant> answers = new LinkedHashMap<>();
    for (LabClock.Source source : question.whom()) {
      guarded(() -> source.nextDue().ifPresent(at -> answers.put(source, at)));
    }
    return answers;
  }

  /** Until sources must be asked; empty when it was closed. */
  private Optional<Sources.Question> run() {
    synchronized (lock) {
      while (!closed) {
        if (startEntry() || startSource()) {
          continue;
        }
        if (!sources.areAsked()) {
          return Optional.of(sources.question());
        }
        if (!jump()) {
          rest();
        }
      }
      return Optional.empty();
    }
  }

  private boolean startEntry() {
    Optional<Diary.Entry> due = diary.takeDue(hand.now());
    due.ifPresent(entry -> start(entry.what(), entry.task()));
    return due.isPresent();
  }

  private boolean startSource() {
    Optional<LabClock.Source> due = sources.takeDue(hand.now());
    due.ifPresent(source -> start("what a source owes", () -> run(source)));
    return due.isPresent();
  }

  private void run(LabClock.Source source) {
    try {
      source.runDue();
    } finally {
      synchronized (lock) {
        sources.ended(source);
      }
    }
  }

  /** The token is taken while the task leaves its list: one of both always counts. */
  private void start(String what, Runnable task) {
    Tokens.Token token = new Tokens.Token(what);
    tokens.work(token);
    threads.execute(
        () -> {
          guarded(task);
          synchronized (lock) {
            tokens.end(token);
            stir();
          }
        });
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      synchronized (lock) {
        failures.add(e);
        lock.notifyAll();
      }
    }
  }

  private boolean jump() {
    if (!jumping || tokens.areAtWork() || tokens.areHolding()) {
      return false;
    }
    Optional<Instant> target = next().filter(at -> isOwed() || !at.isAfter(allowed));
    if (target.isEmpty() && hand.now().isBefore(allowed)) {
      target = Optional.of(allowed);
    }
    target.ifPresent(
        at -> {
          hand.moveTo(at);
          listeners.forEach(listener -> listener.accept(at));
          lock.notifyAll();
        });
    return target.isPresent();
  }

  /** Where the wall's time moves it comes by itself to what is next. */
  private void rest() {
    long most = LONGEST_WAIT.toMillis();
    long wait =
        next()
            .map(at -> Math.min(Duration.between(hand.now(), at).toMillis() + 1, most))
            .orElse(most);
    try {
      TimeUnit.MILLISECONDS.timedWait(lock, Math.max(1, wait));
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
