package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.Sha256;
import io.aksguard.event.Events;
import io.aksguard.event.GridEvent;
import io.aksguard.event.Received.Event;
import io.aksguard.event.Received.Poison;
import io.aksguard.history.Runs;
import io.aksguard.inbox.Delivery;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Orchestrations;
import io.aksguard.inbox.Outbox;
import io.aksguard.inbox.ReverseIndex;
import io.aksguard.inbox.Shelf;
import io.aksguard.inbox.WideChanges;
import io.aksguard.notice.SupportEnding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes in what asks for an assessment: events, schedules, people. When it returns, the inbox has
 * it; what was not taken is thrown, so that Event Grid delivers again.
 */
public final class Intake {
  /** An activity has ten minutes, and this is not all that it does. */
  private static final Duration LONGEST_RELEASE = Duration.ofMinutes(2);

  private final Inbox inbox;
  private final Shelf shelf;
  private final Outbox outbox;
  private final WideChanges wide;
  private final Reach reach;
  private final Runs runs;
  private final Predicate<ArmId> audited;
  private final Clock clock;

  /**
   * @param audited whether a cluster lies in an audited subscription
   */
  public Intake(
      Inbox inbox,
      Shelf shelf,
      Outbox outbox,
      WideChanges wide,
      ReverseIndex index,
      Runs runs,
      Predicate<ArmId> audited,
      Clock clock) {
    this.inbox = inbox;
    this.outbox = outbox;
    this.shelf = shelf;
    this.wide = wide;
    this.reach = new Reach(index);
    this.runs = runs;
    this.audited = audited;
    this.clock = clock;
  }

  /**
   * What became of the events of a delivery.
   *
   * @param queued clusters that are assessed for them
   * @param duplicates of those, clusters that knew their event
   */
  public record Received(int queued, int duplicates, int parked, int held, int ignored) {
    private Received plus(int more, int twice, int poison, int unknown, int nothing) {
      return new Received(
          queued + more, duplicates + twice, parked + poison, held + unknown, ignored + nothing);
    }
  }

  /** Takes in what Event Grid has delivered. */
  public Received receive(String json, Orchestrations orchestrations) {
    Received sum = new Received(0, 0, 0, 0, 0);
    for (io.aksguard.event.Received each : Events.read(json, clock.instant())) {
      if (each instanceof Poison poison) {
        shelf.park(poison.id(), poison.reason(), poison.text());
        sum = sum.plus(0, 0, 1, 0, 0);
      } else if (each instanceof Event event) {
        sum = receive(event.event(), sum, orchestrations);
      }
    }
    return sum;
  }

  private Received receive(GridEvent event, Received sum, Orchestrations orchestrations) {
    Reach.Of of = reach.of(event);
    if (!of.ignored().isEmpty()) {
      shelf.ignore(event.key(), of.ignored());
      return sum.plus(0, 0, 0, 0, 1);
    }
    if (of.isWide()) {
      // A change for a whole subscription is a matter for the fleet's audit, soon.
      if (!shelf.isIgnored(event.key())) {
        wide.note();
      }
      shelf.ignore(event.key(), "a change of a wide scope: audit of the fleet");
      return sum.plus(0, 0, 0, 1, 0);
    }
    if (of.clusters().isEmpty()) {
      shelf.hold(event.key(), event.json());
      return sum.plus(0, 0, 0, 1, 0);
    }
    SupportEnding.of(event)
        .map(SupportEnding::notice)
        .ifPresent(notice -> outbox.put(notice.id(), NoticeText.of(notice)));
    int duplicates = 0;
    for (ArmId cluster : of.clusters()) {
      Delivery delivery = deliver(cluster, event.key(), event.json(), orchestrations);
      duplicates += delivery instanceof Delivery.Duplicate ? 1 : 0;
    }
    return sum.plus(of.clusters().size(), duplicates, 0, 0, 0);
  }

  private Delivery deliver(ArmId cluster, String key, String body, Orchestrations orchestrations) {
    Delivery delivery = inbox.deliver(cluster, key, body);
    delivery.start().ifPresent(instance -> orchestrations.assess(instance, cluster));
    return delivery;
  }

  /**
   * Has a cluster assessed because somebody asks.
   *
   * @return the orchestration that does it, or is doing it already; empty where the cluster is in
   *     no audited subscription
   */
  public Optional<String> auditCluster(ArmId cluster, Orchestrations orchestrations) {
    if (!audited.test(cluster)) {
      return Optional.empty();
    }
    String key = Sha256.hex("asked " + clock.instant() + " " + cluster.key()).substring(0, 32);
    deliver(cluster, key, "{\"cause\":\"asked for\"}", orchestrations);
    return Optional.of(inbox.look(cluster).map(work -> work.instance()).orElse(""));
  }

  /**
   * Has clusters assessed that a run has found changed.
   *
   * @param cause the run's id: the same one asks once
   */
  public void confirm(Collection<ArmId> clusters, String cause, Orchestrations orchestrations) {
    for (ArmId cluster : clusters) {
      String key = Sha256.hex(cause + " " + cluster.key()).substring(0, 32);
      deliver(cluster, key, "{\"cause\":\"" + cause + "\"}", orchestrations);
    }
  }

  /**
   * Takes in the events whose resource no cluster was known to use: after an audit of the fleet the
   * index knows all that is used.
   */
  public void releaseHeld(Orchestrations orchestrations) {
    Instant last = clock.instant().plus(LONGEST_RELEASE);
    for (Shelf.Kept each : shelf.held()) {
      if (clock.instant().isAfter(last)) {
        // The next audit goes on.
        return;
      }
      for (io.aksguard.event.Received received : Events.read(each.body(), each.at())) {
        if (received instanceof Event event) {
          reach
              .of(event.event())
              .clusters()
              .forEach(cluster -> deliver(cluster, each.id(), each.body(), orchestrations));
        }
      }
      shelf.letGo(List.of(each));
    }
  }

  /** Starts the audit that wide changes wait for, unless one is under way, after which it comes. */
  public void auditForWideChanges(Orchestrations orchestrations) {
    Optional<String> due = wide.due();
    if (due.isPresent() && !isAuditing(orchestrations)) {
      auditFleet("audit", orchestrations);
      wide.settle(due.get());
    }
  }

  private boolean isAuditing(Orchestrations orchestrations) {
    return runs.newest("audit", 1).stream()
        .filter(run -> run.completedAt().isEmpty())
        .anyMatch(run -> orchestrations.isRunning("audit-" + run.id()));
  }

  /**
   * Starts a run over the fleet, one a minute at most: the slot is its name.
   *
   * @param kind audit, images or review
   * @return the orchestration's id
   */
  public String auditFleet(String kind, Orchestrations orchestrations) {
    String run = Runs.id(slot());
    if (runs.find(kind, run).isEmpty()) {
      orchestrations.run(kind, run);
    }
    return kind + "-" + run;
  }

  private Instant slot() {
    return clock.instant().truncatedTo(ChronoUnit.MINUTES);
  }

  /**
   * Takes in an event that was parked, once more.
   *
   * @return what became of it; empty lists where it is not parked any more
   */
  public Received replay(String parked, Orchestrations orchestrations) {
    List<Shelf.Kept> found = shelf.parked(parked).stream().toList();
    Received sum = new Received(0, 0, 0, 0, 0);
    for (Shelf.Kept each : found) {
      // What is kept is not the text that came: parked again it would lie there twice.
      boolean stays =
          Events.read(each.body(), clock.instant()).stream().anyMatch(Poison.class::isInstance);
      sum = stays ? new Received(0, 0, 1, 0, 0) : receive(each.body(), orchestrations);
      if (!stays) {
        shelf.unpark(parked);
      }
    }
    return sum;
  }
}
