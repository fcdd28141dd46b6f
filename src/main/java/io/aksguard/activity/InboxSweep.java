package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.inbox.Agenda;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Orchestrations;
import io.aksguard.inbox.Owed;
import io.aksguard.inbox.Waiting;
import io.aksguard.storage.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The safety net under everything that was started and may have died: each minute it starts what
 * waits and does not run, settles permits that were left, and publishes what is owed. It assesses
 * nothing itself.
 */
public final class InboxSweep {
  private final Intake intake;
  private final Inbox inbox;
  private final Agenda agenda;
  private final Owed owed;
  private final Telling telling;
  private final PermitSweep permits;

  public InboxSweep(
      Intake intake, Inbox inbox, Agenda agenda, Owed owed, Telling telling, PermitSweep permits) {
    this.intake = intake;
    this.inbox = inbox;
    this.agenda = agenda;
    this.owed = owed;
    this.telling = telling;
    this.permits = permits;
  }

  /**
   * What a sweep has done.
   *
   * @param restarted orchestrations that were started, anew or because their time had come
   * @param told clusters whose notices were published
   * @param topicIsDown whether publishing failed; the rest waits for the next minute
   */
  public record Swept(int restarted, int told, boolean topicIsDown) {}

  /**
   * @throws RuntimeException once all was tried, where a cluster could not be told of
   */
  public Swept run(Orchestrations orchestrations) {
    int restarted = 0;
    for (int i = 0; i < Inbox.partitions(); i++) {
      for (Waiting waiting : inbox.waiting(i)) {
        restarted += restart(waiting, orchestrations) ? 1 : 0;
      }
      for (Agenda.Due due : agenda.due(i)) {
        restarted += remediate(due, orchestrations) ? 1 : 0;
      }
    }
    intake.auditForWideChanges(orchestrations);
    int told = 0;
    List<RuntimeException> failures = new ArrayList<>();
    settlePermits(failures);
    for (int i = 0; i < Inbox.partitions(); i++) {
      for (ArmId cluster : owed.clusters(i)) {
        Telling.Told outcome = tell(cluster, failures);
        if (outcome == Telling.Told.TOPIC_IS_DOWN) {
          return new Swept(restarted, told, true);
        }
        told += outcome == Telling.Told.ALL ? 1 : 0;
      }
    }
    Swept swept = new Swept(restarted, told, !telling.tellOfRuns());
    if (!failures.isEmpty()) {
      RuntimeException first = failures.remove(0);
      failures.forEach(first::addSuppressed);
      throw first;
    }
    return swept;
  }

  /** Rows of somebody else in the breaker keep nobody from being told. */
  private void settlePermits(List<RuntimeException> failures) {
    try {
      permits.run();
    } catch (UnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  /** One cluster whose history is damaged keeps no other one waiting. */
  private Telling.Told tell(ArmId cluster, List<RuntimeException> failures) {
    try {
      return telling.tell(cluster);
    } catch (UnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      failures.add(e);
      return Telling.Told.NOTHING;
    }
  }

  private boolean remediate(Agenda.Due due, Orchestrations orchestrations) {
    if (due.instance().map(orchestrations::isRunning).orElse(false)) {
      return false;
    }
    Optional<String> instance = agenda.begin(due);
    return instance.isPresent() && orchestrations.remediate(instance.get(), due.cluster());
  }

  private boolean restart(Waiting waiting, Orchestrations orchestrations) {
    if (waiting.instance().map(orchestrations::isRunning).orElse(false)) {
      return false;
    }
    Optional<String> instance = inbox.restart(waiting);
    return instance.isPresent() && orchestrations.assess(instance.get(), waiting.cluster());
  }
}
