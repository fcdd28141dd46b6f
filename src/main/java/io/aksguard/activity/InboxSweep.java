package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Orchestrations;
import io.aksguard.inbox.Owed;
import io.aksguard.inbox.Waiting;
import java.util.Optional;

/**
 * The safety net under everything that was started and may have died: each minute it starts what
 * waits and does not run, and publishes what is owed. It assesses nothing itself.
 */
public final class InboxSweep {
  private final Inbox inbox;
  private final Owed owed;
  private final Telling telling;

  public InboxSweep(Inbox inbox, Owed owed, Telling telling) {
    this.inbox = inbox;
    this.owed = owed;
    this.telling = telling;
  }

  /**
   * What a sweep has done.
   *
   * @param restarted orchestrations that were started anew
   * @param told clusters whose notices were published
   * @param topicIsDown whether publishing failed; the rest waits for the next minute
   */
  public record Swept(int restarted, int told, boolean topicIsDown) {}

  public Swept run(Orchestrations orchestrations) {
    int restarted = 0;
    for (int i = 0; i < Inbox.partitions(); i++) {
      for (Waiting waiting : inbox.waiting(i)) {
        restarted += restart(waiting, orchestrations) ? 1 : 0;
      }
    }
    int told = 0;
    for (int i = 0; i < Inbox.partitions(); i++) {
      for (ArmId cluster : owed.clusters(i)) {
        Telling.Told outcome = telling.tell(cluster);
        if (outcome == Telling.Told.TOPIC_IS_DOWN) {
          return new Swept(restarted, told, true);
        }
        told += outcome == Telling.Told.ALL ? 1 : 0;
      }
    }
    return new Swept(restarted, told, !telling.tellOfRuns());
  }

  private boolean restart(Waiting waiting, Orchestrations orchestrations) {
    if (waiting.instance().map(orchestrations::isRunning).orElse(false)) {
      return false;
    }
    Optional<String> instance = inbox.restart(waiting);
    return instance.isPresent() && orchestrations.assess(instance.get(), waiting.cluster());
  }
}
