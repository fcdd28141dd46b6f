package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Who wants to hear of an instance when it has come so far. Its callers have the hub's lock. */
final class Waiters {
  private final LabClock clock;
  private final Book book;
  private final List<Waiter> all = new ArrayList<>();

  private record Waiter(String id, Predicate<OrchestrationStatus> until, Runnable then) {}

  Waiters(LabClock clock, Book book) {
    this.clock = clock;
    this.book = book;
  }

  /** One that is unknown is waited for. */
  void add(String id, Predicate<OrchestrationStatus> until, Runnable then) {
    all.add(new Waiter(id, until, then));
    answer();
  }

  /** Answers, on threads of the clock's, those who need not wait any longer. */
  void answer() {
    all.removeIf(
        waiter -> {
          boolean isDone =
              book.find(waiter.id()).map(Instance::status).filter(waiter.until()).isPresent();
          if (isDone) {
            clock.at(Instant.MIN, "answer about " + waiter.id(), waiter.then());
          }
          return isDone;
        });
  }
}
