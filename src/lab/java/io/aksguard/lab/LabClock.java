package io.aksguard.lab;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one clock of a lab: wall time plus an offset that grows by jumps. When no work is in flight
 * and nobody holds it, it jumps to what is next on its agenda, as long as something there is owed
 * ({@link #at}); to what merely comes round ({@link #whenReached}) it jumps only on the way, or up
 * to where {@link #advance} allows.
 *
 * <p>Work is counted by tokens. Whoever hands work on takes the next token before he closes his
 * own, so there is no instant at which work is under way and none is counted.
 */
public final class LabClock extends Clock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Clock wall;
  private final boolean jumping;
  private final Object lock = new Object();
  private final PriorityQueue<Entry> agenda =
      new PriorityQueue<>(
          Comparator.comparing((Entry entry) -> entry.at).thenComparing(entry -> entry.number));
  private final Set<Work> works = new LinkedHashSet<>();
  private final Set<Hold> holds = new LinkedHashSet<>();
  private final List<Consumer<Instant>> jumps = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final ExecutorService runners =
      Executors.newCachedThreadPool(task -> daemon(task, "lab-clock-task"));
  private final List<Source> sources = new ArrayList<>();
  private final Set<Source> running = new LinkedHashSet<>();
  private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.MIN);
  private volatile Duration offset = Duration.ZERO;
  private Map<Source, Instant> due = new LinkedHashMap<>();
  private long stirred;
  private long asked = -1;
  private Instant allowed = Instant.MIN;
  private int owed;
  private long entries;
  private boolean closed;

  private LabClock(Clock wall, boolean jumping) {
    this.wall = wall;
    this.jumping = jumping;
    daemon(this::keep, "lab-clock").start();
  }

  /** A clock that shows the wall's time and then runs ahead of it by jumps. */
  public static LabClock jumping() {
    return new LabClock(Clock.systemUTC(), true);
  }

  /** A clock that shows another one's time and then runs ahead of it by jumps. */
  public static LabClock jumping(Clock wall) {
    return new LabClock(wall, true);
  }

  /** A clock that begins at {@code start} and moves by jumps alone. */
  public static LabClock jumpingFrom(Instant start) {
    return new LabClock(Clock.fixed(start, ZoneOffset.UTC), true);
  }

  /** The wall's clock, which never jumps. */
  public static LabClock realTime() {
    return new LabClock(Clock.systemUTC(), false);
  }

  /** Whoever keeps an agenda of his own, and is asked for it whenever something has ended. */
  public interface Source {
    /** When the next thing is due, which is owed; empty where nothing is. */
    Optional<Instant> nextDue();

    /** Does what is due. */
    void runDue();
  }

  /** Something under way; the clock does not jump until it is closed. Closing twice is harmless. */
  public final class Work implements AutoCloseable {
    private final String what;

    private Work(String what) {
      this.what = what;
    }

    @Override
    public void close() {
      synchronized (lock) {
        works.remove(this);
        stir();
      }
    }
  }

  /** The clock does not jump until it is closed. */
  public final class Hold implements AutoCloseable {
    private final Thread holder = Thread.currentThread();

    @Override
    public void close() {
      synchronized (lock) {
        holds.remove(this);
        stir();
      }
    }
  }

  /** Something on the agenda. */
  public final class Entry {
    private final Instant at;
    private final long number;
    private final String what;
    private final boolean isOwed;
    private final Runnable task;

    private Entry(Instant at, long number, String what, boolean isOwed, Runnable task) {
      this.at = at;
      this.number = number;
      this.what = what;
      this.isOwed = isOwed;
      this.task = task;
    }

    /** Takes it off the agenda; nothing happens where it has begun or is over. */
    public void cancel() {
      synchronized (lock) {
        if (agenda.remove(this)) {
          owed -= isOwed ? 1 : 0;
          lock.notifyAll();
        }
      }
    }
  }

  /** Without a lock: sources may ask while they hold their own. */
  @Override
  public Instant instant() {
    return now();
  }

  /** Work begins. */
  public Work busy(String what) {
    Work work = new Work(what);
    synchronized (lock) {
      works.add(work);
    }
    return work;
  }

  /** Keeps the clock from jumping, for a script that is about to do something. */
  public Hold hold() {
    Hold hold = new Hold();
    synchronized (lock) {
      holds.add(hold);
    }
    return hold;
  }

  /**
   * Runs a task at that time, on a thread of the clock's and with a token; one in the past runs at
   * once. Tasks begin in the order of their times, and may overlap.
   */
  public Entry at(Instant at, String what, Runnable task) {
    return add(at, what, true, task);
  }

  /** The same, but it is no reason to jump: a timer that comes round again and again. */
  public Entry whenReached(Instant at, String what, Runnable task) {
    return add(at, what, false, task);
  }

  private Entry add(Instant at, String what, boolean isOwed, Runnable task) {
    synchronized (lock) {
      Entry entry = new Entry(at, entries++, what, isOwed, task);
      agenda.add(entry);
      owed += isOwed ? 1 : 0;
      lock.notifyAll();
      return entry;
    }
  }

  /** The same as {@link #at(Instant, String, Runnable)} for a task without a name. */
  public Entry at(Instant at, Runnable task) {
    return at(at, "a task", task);
  }

  /**
   * Lets somebody with an agenda of his own take part. What he is given outside of any work, by a
   * script, must be given under a {@link #hold()}: else the clock hears of it late.
   */
  public void join(Source source) {
    synchronized (lock) {
      sources.add(source);
      stir();
    }
  }

  /** Told the new time before each jump, to persist it. It must not wait for other threads. */
  public void onJump(Consumer<Instant> listener) {
    synchronized (lock) {
      jumps.add(listener);
    }
  }

  /** The listener is not told of jumps any more. */
  public void forget(Consumer<Instant> listener) {
    synchronized (lock) {
      jumps.remove(listener);
    }
  }

  /** Moves the clock to this time where it is behind: a restarted host saw it last at that. */
  public void notBefore(Instant seen) {
    synchronized (lock) {
      Instant now = now();
      if (jumping && now.isBefore(seen)) {
        offset = offset.plus(Duration.between(now, seen));
        lock.notifyAll();
      }
    }
  }

  /**
   * Lets time pass, running what comes round on the way, and waits until all of it is done.
   *
   * @throws IllegalStateException when a task has failed, when the caller itself holds the clock,
   *     or when it takes more than two minutes of the wall's time; it says what is under way
   */
  public void advance(Duration duration) {
    synchronized (lock) {
      refuseToWaitForOneself();
      Instant target = now().plus(duration);
      allowed = target.isAfter(allowed) ? target : allowed;
      lock.notifyAll();
      await(() -> !now().isBefore(target) && isIdle());
    }
  }

  /**
   * Waits until no work is in flight and nothing is owed, jumping where it must.
   *
   * @throws IllegalStateException as {@link #advance}
   */
  public void runUntilQuiet() {
    synchronized (lock) {
      refuseToWaitForOneself();
      await(() -> isIdle() && owed == 0 && due.isEmpty());
    }
  }

  /**
   * Waits until nothing is under way and nothing is due, without a jump where the clock is held.
   *
   * @throws IllegalStateException when a task has failed, or after two minutes
   */
  public void settle() {
    synchronized (lock) {
      await(this::isIdle);
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    runners.shutdownNow();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the lab's clock is in UTC");
  }

  private interface Condition {
    boolean holds();
  }

  private void refuseToWaitForOneself() {
    if (holds.stream().anyMatch(hold -> hold.holder == Thread.currentThread())) {
      throw new IllegalStateException("this thread holds the clock that it waits for");
    }
  }

  private void await(Condition condition) {
    stir();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (failures.isEmpty() && !condition.holds()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0 || closed) {
        throw new IllegalStateException(
            (closed ? "the clock was closed" : "not quiet in time") + state());
      }
      try {
        lock.wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted" + state(), e);
      }
    }
    if (!failures.isEmpty()) {
      Throwable first = failures.get(0);
      failures.clear();
      throw new IllegalStateException("a task of the clock has failed: " + first, first);
    }
  }

  private String state() {
    return ": at "
        + now()
        + ", under way "
        + works.stream().map(work -> work.what).toList()
        + ", held "
        + holds.size()
        + " times, next "
        + next()
        + ", then "
        + agenda.stream()
            .sorted(agenda.comparator())
            .limit(5)
            .map(e -> e.at + " " + e.what)
            .toList();
  }

  /** What sources owe may have changed. */
  private void stir() {
    stirred++;
    lock.notifyAll();
  }

  private boolean isIdle() {
    return works.isEmpty() && asked == stirred && !isDue();
  }

  private boolean isDue() {
    Instant next = next();
    return next != null && !next.isAfter(now());
  }

  private @Nullable Instant next() {
    Entry first = agenda.peek();
    Instant next = first == null ? null : first.at;
    for (Instant each : due.values()) {
      next = next == null || each.isBefore(next) ? each : next;
    }
    return next;
  }

  private Instant now() {
    Instant now = wall.instant().plus(offset);
    return latest.accumulateAndGet(now, (before, next) -> next.isAfter(before) ? next : before);
  }

  /** Starts what is due, asks sources where something has ended since, and else jumps or waits. */
  private void keep() {
    while (true) {
      long before;
      List<Source> idle;
      synchronized (lock) {
        try {
          while (!closed && (startNext() || startSources() || asked == stirred)) {
            if (asked == stirred && !isDue() && !jump()) {
              lock.wait(millisToNext());
            }
          }
        } catch (InterruptedException e) {
          closed = true;
        }
        if (closed) {
          return;
        }
        before = stirred;
        idle = sources.stream().filter(each -> !running.contains(each)).toList();
      }
      Map<Source, Instant> answers = ask(idle);
      synchronized (lock) {
        due = answers;
        asked = before;
        lock.notifyAll();
      }
    }
  }

  /** Without the lock: a source has one of its own, and asks for the time while it holds it. */
  private Map<Source, Instant> ask(List<Source> idle) {
    Map<Source, Instant> answers = new LinkedHashMap<>();
    for (Source source : idle) {
      run(() -> source.nextDue().ifPresent(at -> answers.put(source, at)));
    }
    return answers;
  }

  private boolean startSources() {
    Instant now = now();
    for (Map.Entry<Source, Instant> each : due.entrySet()) {
      if (!each.getValue().isAfter(now)) {
        start(each.getKey());
        return true;
      }
    }
    return false;
  }

  private void start(Source source) {
    due.remove(source);
    running.add(source);
    Work work = busy("what a source owes");
    runners.execute(
        () -> {
          try (work) {
            run(source::runDue);
            synchronized (lock) {
              running.remove(source);
            }
          }
        });
  }

  /** Where the wall's time moves it comes by itself to what is next. */
  private long millisToNext() {
    Instant next = next();
    long most = TimeUnit.MINUTES.toMillis(1);
    return next == null ? most : Math.min(Duration.between(now(), next).toMillis() + 1, most);
  }

  /** The token is taken while the entry leaves the agenda: one of both always counts. */
  private boolean startNext() {
    Entry next = agenda.peek();
    if (next == null || next.at.isAfter(now())) {
      return false;
    }
    agenda.remove();
    owed -= next.isOwed ? 1 : 0;
    Work work = busy(next.what);
    runners.execute(
        () -> {
          try (work) {
            run(next.task);
          }
        });
    return true;
  }

  private void run(Runnable task) {
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
    if (!jumping || !works.isEmpty() || !holds.isEmpty()) {
      return false;
    }
    Instant now = now();
    Instant next = next();
    boolean isOwed = owed > 0 || !due.isEmpty();
    Instant target;
    if (next != null && (isOwed || !next.isAfter(allowed))) {
      target = next;
    } else if (now.isBefore(allowed)) {
      target = allowed;
    } else {
      return false;
    }
    offset = offset.plus(Duration.between(now, target));
    jumps.forEach(listener -> listener.accept(target));
    lock.notifyAll();
    return true;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
