package io.aksguard.lab;

import io.aksguard.evidence.JsonWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs timer functions when they come round. When each ran last is kept with the hub: a host that
 * was away runs what it has missed once, as past due.
 */
final class Timers {
  private final Functions functions;
  private final TaskHub hub;
  private final LabClock clock;
  private final Map<String, Ncrontab> schedules;
  private boolean stopped;

  /**
   * @param schedules from {@link #schedules}
   */
  Timers(Functions functions, TaskHub hub, Map<String, Ncrontab> schedules) {
    this.functions = functions;
    this.hub = hub;
    this.clock = hub.clock();
    this.schedules = schedules;
  }

  /**
   * The schedules of the app's timer functions, by function.
   *
   * @throws IllegalArgumentException for a schedule that is none, or names a setting that is
   *     missing
   */
  static Map<String, Ncrontab> schedules(FunctionApp app, Map<String, String> settings) {
    Map<String, Ncrontab> schedules = new TreeMap<>();
    for (FunctionFile function : app.functions().values()) {
      if (function.isTriggeredBy("timerTrigger")) {
        Object schedule = function.trigger().orElseThrow().settings().getOrDefault("schedule", "");
        try {
          schedules.put(function.name(), Ncrontab.parse(resolved(schedule.toString(), settings)));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(function.name() + ": " + e.getMessage(), e);
        }
      }
    }
    return schedules;
  }

  private static String resolved(String schedule, Map<String, String> settings) {
    if (!schedule.matches("%[^%]+%")) {
      return schedule;
    }
    String value = settings.get(schedule.substring(1, schedule.length() - 1));
    if (value == null) {
      throw new IllegalArgumentException("'" + schedule + "' does not resolve to a value.");
    }
    return value;
  }

  void start() {
    for (FunctionFile function : functions.triggeredBy("timerTrigger")) {
      Ncrontab schedule = schedule(function);
      Instant now = clock.instant();
      Optional<Instant> missed =
          hub.lastTick(function.name()).map(schedule::next).filter(due -> !due.isAfter(now));
      if (missed.isPresent()) {
        clock.at(now, function.name() + ", past due", () -> tick(function, missed.get(), true));
      } else {
        wait(function, now);
      }
    }
  }

  private Ncrontab schedule(FunctionFile function) {
    return Objects.requireNonNull(schedules.get(function.name()));
  }

  synchronized void stop() {
    stopped = true;
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  /** Runs a timer function now, beside its schedule. */
  Invocation run(FunctionFile function) throws Exception {
    return functions.run(function, payload(function, false));
  }

  /** The same, on a thread of the clock's. */
  void runSoon(FunctionFile function) {
    clock.at(clock.instant(), function.name(), () -> runLogged(function, payload(function, false)));
  }

  private void wait(FunctionFile function, Instant after) {
    Instant next = schedule(function).next(after);
    clock.whenReached(next, function.name(), () -> tick(function, next, false));
  }

  private void tick(FunctionFile function, Instant due, boolean pastDue) {
    if (isStopped()) {
      return;
    }
    if (hub.claimTick(function.name(), due, this)) {
      runLogged(function, payload(function, pastDue));
      if (isStopped()) {
        return;
      }
      hub.ticked(function.name(), pastDue ? clock.instant() : due, this);
    }
    Instant now = clock.instant();
    wait(function, now.isAfter(due) ? now : due);
  }

  /** What fails is in the log; a timer is not run again before it comes round. */
  private void runLogged(FunctionFile function, String payload) {
    try {
      functions.run(function, payload);
    } catch (Exception e) {
      // Written down where it was called.
    }
  }

  private String payload(FunctionFile function, boolean pastDue) {
    Instant now = clock.instant();
    Instant last = hub.lastTick(function.name()).orElse(Instant.EPOCH);
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("Last", last.toString());
    status.put("LastUpdated", last.toString());
    status.put("Next", schedule(function).next(now).toString());
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("Schedule", Map.of("AdjustForDST", true));
    payload.put("ScheduleStatus", status);
    payload.put("IsPastDue", pastDue);
    return JsonWriter.text(payload);
  }
}
