package io.aksguard.lab;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import org.jspecify.annotations.Nullable;

/** A turn or an activity that waits for a worker or runs on one; the clock's token is with it. */
final class Job {
  private final Instance instance;
  private final @Nullable HistoryEvent activity;
  private final LabClock.Work work;
  private boolean dropped;

  /**
   * @param activity the event that has scheduled it, null for a turn
   */
  Job(Instance instance, @Nullable HistoryEvent activity, LabClock.Work work) {
    this.instance = instance;
    this.activity = activity;
    this.work = work;
  }

  Instance instance() {
    return instance;
  }

  boolean isTurn() {
    return activity == null;
  }

  @Nullable HistoryEvent activity() {
    return activity;
  }

  /** Its worker is gone: whatever it still answers is not heard. */
  void drop() {
    dropped = true;
    work.close();
  }

  boolean isDropped() {
    return dropped;
  }

  void done() {
    work.close();
  }
}
