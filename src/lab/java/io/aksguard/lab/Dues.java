package io.aksguard.lab;

import io.aksguard.lab.tenant.SimulatedTenant;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What a tenant owes is done when its time has come. */
final class Dues implements LabClock.Source {
  private final SimulatedTenant tenant;
  private volatile int atOnce = 1;

  Dues(SimulatedTenant tenant) {
    this.tenant = tenant;
  }

  /** From now on so many events are delivered at once. */
  void atOnce(int deliveries) {
    atOnce = deliveries;
  }

  @Override
  public Optional<Instant> nextDue() {
    return tenant.nextDue();
  }

  @Override
  public void runDue() {
    CompletableFuture<?>[] others =
        Stream.generate(() -> CompletableFuture.runAsync(tenant::settle, Dues::daemon))
            .limit(atOnce - 1L)
            .toArray(CompletableFuture<?>[]::new);
    tenant.settle();
    CompletableFuture.allOf(others).join();
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "lab-courier");
    thread.setDaemon(true);
    thread.start();
  }
}
