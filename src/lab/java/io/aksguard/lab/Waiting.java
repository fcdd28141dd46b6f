package io.aksguard.lab;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for a state of a lab's clock, as long as there is patience. */
final class Waiting {
  private final Object lock;
  private final Hand hand;
  private final Keeper keeper;

  Waiting(Object lock, Hand hand, Keeper keeper) {
    this.lock = lock;
    this.hand = hand;
    this.keeper = keeper;
  }

  /**
   * Waits until it holds. Its caller has the clock's lock.
   *
   * @throws IllegalStateException when a task has failed, when the clock is closed, or when
   *     patience is at its end; it says what is under way
   */
  void until(BooleanSupplier condition) {
    keeper.stir();
    Patience patience = new Patience(System::nanoTime);
    while (!keeper.hasFailed() && !condition.getAsBoolean()) {
      long left = patience.left(keeper.tokens.ended());
      if (keeper.isClosed()) {
        throw new IllegalStateException("the clock was closed" + state());
      }
      if (left <= 0) {
        throw new IllegalStateException("not quiet in time" + state());
      }
      try {
        lock.wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted" + state(), e);
      }
    }
    if (keeper.hasFailed()) {
      Throwable first = keeper.takeFailure();
      throw new IllegalStateException("a task of the clock has failed: " + first, first);
    }
  }

  private String state() {
    return ": at %s, under way %s, held %d times, next %s, then %s"
        .formatted(
            hand.now(),
            keeper.tokens.works(),
            keeper.tokens.holds(),
            keeper.next().map(Instant::toString).orElse("nothing"),
            keeper.diary.preview());
  }
}
