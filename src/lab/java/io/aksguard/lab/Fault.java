package io.aksguard.lab;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Strikes at one call of the store, counted over all its tables and containers: a crash campaign
 * runs once without it, reads {@link #calls}, and then again for every number up to there, before
 * the call and after it took effect.
 */
public final class Fault {
  /** Where in its call the fault strikes. */
  public enum Moment {
    /** The store was never asked. */
    BEFORE,
    /** The store did it, and the caller never hears of it. */
    AFTER
  }

  private final AtomicLong calls = new AtomicLong();
  private final long at;
  private final Moment moment;
  private final Runnable action;

  /**
   * @param at the number of the call, from 1; 0 for none
   * @param action throws, or ends the process by {@link Runtime#halt}; if it does neither, the call
   *     goes on
   */
  public Fault(long at, Moment moment, Runnable action) {
    this.at = at;
    this.moment = moment;
    this.action = action;
  }

  /** One that never strikes and only counts. */
  public static Fault none() {
    return new Fault(0, Moment.BEFORE, () -> {});
  }

  /** How many calls there were. */
  public long calls() {
    return calls.get();
  }

  /** A call begins. Returns its number, for {@link #after}. */
  long before() {
    long call = calls.incrementAndGet();
    strike(call, Moment.BEFORE);
    return call;
  }

  void after(long call) {
    strike(call, Moment.AFTER);
  }

  private void strike(long call, Moment now) {
    if (call == at && now == moment) {
      action.run();
    }
  }
}
