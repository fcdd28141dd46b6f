package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationState;
import io.aksguard.lab.tenant.UnusableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a hub has recorded: its instances, and when timer functions ran. It is a function of the
 * changes in the journal, and each is there before it is made here. Its callers have the hub's
 * lock.
 */
final class Book {
  private final Journal journal;
  private final Consumer<Instance> replaced;
  private final Map<String, Instance> instances = new TreeMap<>();
  private final Ticks ticks = new Ticks();
  private Instant seen = Instant.MIN;

  /**
   * Opens the journal of a data folder and reads what is there.
   *
   * @param replaced told of an instance that is no more, since it was purged or started anew
   */
  Book(Path data, Journal.Sink sink, Consumer<Instance> replaced) throws IOException {
    Path file = data.resolve("hub.journal");
    this.journal = new Journal(file, sink);
    this.replaced = replaced;
    try {
      journal.found().forEach(record -> record.forEach(this::replay));
    } catch (RuntimeException e) {
      journal.close();
      throw UnusableException.damaged(file, e);
    }
  }

  private void replay(Change change) {
    apply(change);
    seen = change.at().isAfter(seen) ? change.at() : seen;
  }

  /** The latest time in the journal when it was opened. */
  Instant seen() {
    return seen;
  }

  /**
   * Writes changes, then makes them.
   *
   * @throws IOException when they may not have been written; none is made
   */
  void write(List<Change> changes) throws IOException {
    journal.append(changes);
    changes.forEach(this::apply);
  }

  /** Needs no lock: the clock has its own when it calls. */
  void jumped(Instant to) {
    try {
      journal.append(List.of(Change.of(Change.Kind.JUMPED, "", to)));
    } catch (IOException e) {
      // A hub that is down keeps no time.
    }
  }

  void close() throws IOException {
    journal.close();
  }

  private void apply(Change change) {
    switch (change.kind()) {
      case CREATED -> forget(instances.put(change.key(), new Instance(change)));
      case PURGED -> forget(instances.remove(change.key()));
      case TICKED -> ticks.ran(change.key(), change.at());
      case JUMPED -> {}
      default ->
          find(change.key())
              .orElseThrow(() -> new IllegalStateException("a change of nothing: " + change))
              .apply(change);
    }
  }

  private void forget(@Nullable Instance before) {
    if (before != null) {
      replaced.accept(before);
    }
  }

  Ticks ticks() {
    return ticks;
  }

  /** By id; a view. */
  Map<String, Instance> instances() {
    return instances;
  }

  Collection<Instance> all() {
    return instances.values();
  }

  Optional<Instance> find(String id) {
    return Optional.ofNullable(instances.get(id));
  }

  /** Whether it is still the one of its id, and not another that was started after it. */
  boolean has(Instance instance) {
    return instances.get(instance.id().getInstanceId()) == instance;
  }

  /**
   * @throws io.grpc.StatusRuntimeException NOT_FOUND for an unknown instance, FAILED_PRECONDITION
   *     for one that has ended
   */
  Instance running(String id) {
    Instance instance = find(id).orElseThrow(() -> Refusal.notFound(id));
    if (instance.hasEnded()) {
      throw Refusal.ended(id, instance.status());
    }
    return instance;
  }

  /** The ids of those that have ended. */
  List<String> ended(Predicate<OrchestrationState> which) {
    return instances.values().stream()
        .filter(Instance::hasEnded)
        .map(instance -> instance.state(false))
        .filter(which)
        .map(OrchestrationState::getInstanceId)
        .toList();
  }
}
