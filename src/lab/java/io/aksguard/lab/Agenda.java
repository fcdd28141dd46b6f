package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is under way of each instance, so that nothing is started twice. Nothing of it is kept: it
 * follows from the histories. Its caller has the hub's lock.
 */
final class Agenda {
  private final LabClock clock;
  private final Dispatcher dispatcher;
  private final BiConsumer<Instance, HistoryEvent> fire;
  private final Consumer<String> wake;
  private final IdentityHashMap<Instance, UnderWay> all = new IdentityHashMap<>();

  private static final class UnderWay {
    private final Set<Integer> activities = new HashSet<>();
    private final Map<Integer, LabClock.Entry> timers = new HashMap<>();
    private boolean turning;
    private LabClock.@Nullable Entry start;
  }

  /**
   * @param fire called when a timer is due, without the lock
   * @param wake called when an instance with a later start is due, without the lock
   */
  Agenda(
      LabClock clock,
      Dispatcher dispatcher,
      BiConsumer<Instance, HistoryEvent> fire,
      Consumer<String> wake) {
    this.clock = clock;
    this.dispatcher = dispatcher;
    this.fire = fire;
    this.wake = wake;
  }

  /** Begins what is due of an instance and not under way. */
  void touch(Instance instance) {
    if (instance.hasEnded()) {
      forget(instance);
      return;
    }
    UnderWay underWay = all.computeIfAbsent(instance, each -> new UnderWay());
    String id = instance.id().getInstanceId();
    instance
        .openTasks()
        .forEach(
            (number, task) -> {
              if (underWay.activities.add(number)) {
                String name = "activity " + task.getTaskScheduled().getName() + " of " + id;
                dispatcher.add(new Job(instance, task, clock.busy(name)));
              }
            });
    instance
        .openTimers()
        .forEach(
            (number, timer) ->
                underWay.timers.computeIfAbsent(number, each -> entry(instance, timer)));
    if (!underWay.turning && !instance.isSuspended() && !instance.inbox().isEmpty()) {
      if (instance.past().isEmpty() && clock.instant().isBefore(instance.notBefore())) {
        if (underWay.start == null) {
          underWay.start = clock.at(instance.notBefore(), "start of " + id, () -> wake.accept(id));
        }
      } else {
        underWay.turning = true;
        dispatcher.add(new Job(instance, null, clock.busy("turn of " + id)));
      }
    }
  }

  /** The executor wants a timer's time to be over. */
  private LabClock.Entry entry(Instance instance, HistoryEvent timer) {
    return clock.at(
        HistoryEvents.instant(timer.getTimerCreated().getFireAt()).plusMillis(1),
        "timer of " + instance.id().getInstanceId(),
        () -> fire.accept(instance, timer));
  }

  /** A job is not under way any more. */
  void release(Job job) {
    UnderWay underWay = all.get(job.instance());
    if (underWay != null) {
      HistoryEvent activity = job.activity();
      if (activity == null) {
        underWay.turning = false;
      } else {
        underWay.activities.remove(activity.getEventId());
      }
    }
  }

  /** The instance has ended, or another has taken its place. */
  void forget(Instance instance) {
    UnderWay underWay = all.remove(instance);
    if (underWay != null) {
      underWay.timers.values().forEach(LabClock.Entry::cancel);
      if (underWay.start != null) {
        underWay.start.cancel();
      }
    }
  }

  void clear() {
    Set.copyOf(all.keySet()).forEach(this::forget);
  }
}
