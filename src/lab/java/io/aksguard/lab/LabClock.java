package io.aksguard.lab;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;

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
  private final Object lock = new Object();
  private final Hand hand;
  private final Keeper keeper;
  private final Waiting waiting;

  private LabClock(Clock wall, boolean jumping) {
    this.hand = new Hand(wall);
    this.keeper = new Keeper(lock, hand, jumping);
    this.waiting = new Waiting(lock, hand, keeper);
    keeper.start();
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

  /** The wall's clock, which never jumps; after {@link #notBefore} it may run ahead of it. */
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
  public interface Work extends AutoCloseable {
    @Override
    void close();
  }

  /** The clock does not jump until it is closed. */
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /** Something on the agenda. */
  public interface Entry {
    /** Takes it off the agenda; nothing happens where it has begun or is over. */
    void cancel();
  }

  /** Without a lock: sources may ask while they hold their own. */
  @Override
  public Instant instant() {
    return hand.now();
  }

  /** Work begins. */
  public Work busy(String what) {
    Tokens.Token token = new Tokens.Token(what);
    synchronized (lock) {
      keeper.tokens.work(token);
    }
    return () -> end(token);
  }

  /** Keeps the clock from jumping, for a script that is about to do something. */
  public Hold hold() {
    Tokens.Token token = new Tokens.Token("hold");
    synchronized (lock) {
      keeper.tokens.hold(token);
    }
    return () -> end(token);
  }

  private void end(Tokens.Token token) {
    synchronized (lock) {
      keeper.tokens.end(token);
      keeper.stir();
    }
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

  /** The same as {@link #at(Instant, String, Runnable)} for a task without a name. */
  public Entry at(Instant at, Runnable task) {
    return at(at, "a task", task);
  }

  private Entry add(Instant at, String what, boolean isOwed, Runnable task) {
    synchronized (lock) {
      Diary.Entry entry = keeper.diary.add(at, what, isOwed, task);
      lock.notifyAll();
      return () -> cancel(entry);
    }
  }

  private void cancel(Diary.Entry entry) {
    synchronized (lock) {
      keeper.diary.remove(entry);
      lock.notifyAll();
    }
  }

  /**
   * Lets somebody with an agenda of his own take part. What he is given outside of any work, by a
   * script, must be given under a {@link #hold()}: else the clock hears of it late.
   */
  public void join(Source source) {
    synchronized (lock) {
      keeper.sources.join(source);
      lock.notifyAll();
    }
  }

  /**
   * Told the new time before anything runs by it, to persist it. It must not wait for other
   * threads.
   */
  public void onJump(Consumer<Instant> listener) {
    synchronized (lock) {
      keeper.onJump(listener);
    }
  }

  /** The listener is not told of jumps any more. */
  public void forget(Consumer<Instant> listener) {
    synchronized (lock) {
      keeper.forget(listener);
    }
  }

  /** Moves the clock to this time where it is behind: a restarted host saw it last at that. */
  public void notBefore(Instant seen) {
    synchronized (lock) {
      hand.moveTo(seen);
      lock.notifyAll();
    }
  }

  /**
   * Lets time pass, running what comes round on the way, and waits until all of it is done.
   *
   * @throws IllegalStateException when a task has failed, when the caller itself holds the clock,
   *     or when nothing has come to its end for five minutes of the wall's time; it says what is
   *     under way
   */
  public void advance(Duration duration) {
    synchronized (lock) {
      refuseToWaitForOneself();
      Instant target = hand.now().plus(duration);
      keeper.allow(target);
      waiting.until(() -> !hand.now().isBefore(target) && keeper.isIdle());
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
      waiting.until(() -> keeper.isIdle() && !keeper.isOwed());
    }
  }

  /**
   * Waits until nothing is under way and nothing is due, without a jump where the clock is held.
   *
   * @throws IllegalStateException as {@link #advance}, but for a hold
   */
  public void settle() {
    synchronized (lock) {
      waiting.until(keeper::isIdle);
    }
  }

  private void refuseToWaitForOneself() {
    if (keeper.tokens.isHeldByCaller()) {
      throw new IllegalStateException("this thread holds the clock that it waits for");
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      keeper.close();
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the lab's clock is in UTC");
  }
}
