package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.event.Events;
import io.aksguard.event.Facts;
import io.aksguard.event.GridEvent;
import io.aksguard.event.Kind;
import io.aksguard.event.Received;
import io.aksguard.history.Known;
import io.aksguard.inbox.Inbox;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.guard.Loop;
import io.aksguard.remediation.guard.Loop.OwnWrite;
import io.aksguard.remediation.guard.OwnWrites;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What we have written to a cluster, and what events tell of changes of it. */
public final class Traces {
  private static final Set<Kind> CHANGES =
      Set.of(Kind.RESOURCE_WRITTEN, Kind.RESOURCE_DELETED, Kind.ACTION);

  /** As long as the inbox keeps what events have told. */
  private static final Duration KEPT = Duration.ofDays(2);

  /** What has helped before somebody changed it back, and what Azure has refused. */
  private static final Set<Phase> HARMLESS = Set.of(Phase.FROZEN, Phase.FAILED);

  private final Attempts attempts;
  private final Inbox inbox;
  private final Set<String> principals;

  /**
   * @param principals object and application ids that we write as, as far as they are known: what
   *     was written under a correlation id of ours is ours anyway
   */
  public Traces(Attempts attempts, Inbox inbox, Set<String> principals) {
    this.attempts = attempts;
    this.inbox = inbox;
    this.principals = Set.copyOf(principals);
  }

  /** What must not be mended by itself, since we have brought it about. */
  Loop loop(ArmId cluster, Known known, Instant now) {
    List<OwnWrite> writes =
        writes(cluster, intents(known, now).filter(intent -> !HARMLESS.contains(intent.phase())));
    return writes.isEmpty()
        ? Loop.NONE
        : new Loop(writes, known.states().values(), events(cluster, now));
  }

  /** Who counts as us. */
  OwnWrites own(ArmId cluster, Known known, Instant now) {
    return new OwnWrites(
        principals, writes(cluster, intents(known, now)).stream().map(OwnWrite::run).toList());
  }

  /** Those whose writes may still matter. */
  private static Stream<Intent> intents(Known known, Instant now) {
    return known.intents().values().stream()
        .filter(
            intent -> intent.phase() != Phase.VERIFIED || intent.since().plus(KEPT).isAfter(now));
  }

  private List<OwnWrite> writes(ArmId cluster, Stream<Intent> intents) {
    List<OwnWrite> writes = new ArrayList<>();
    intents.forEach(
        intent -> {
          Instant to = intent.phase().isRunning() ? Instant.MAX : intent.since();
          for (Attempt attempt : attempts(cluster, intent)) {
            correlationIds(attempt)
                .map(each -> new OwnWrites.Run(cluster, each, attempt.at(), to))
                .forEach(run -> writes.add(new OwnWrite(intent.id(), attempt.passing(), run)));
          }
        });
    return writes;
  }

  /**
   * The writes that were prepared for an intent, in their order.
   *
   * @throws IllegalStateException when one is not there, or damaged
   */
  List<Attempt> attempts(ArmId cluster, Intent intent) {
    return intent.attempts().stream()
        .filter(id -> !id.equals(Undoing.UNDO))
        .map(id -> attempts.of(ClusterKey.of(cluster), id))
        .toList();
  }

  /** Of the write, and of what may have taken it back. */
  private static Stream<String> correlationIds(Attempt attempt) {
    return Stream.concat(
        Stream.of(attempt.correlationId()),
        IntStream.range(0, Undoing.MOST_UNDOS).mapToObj(attempt::undoCorrelationId));
  }

  /** The changes that events of the last two days have told of, in their order. */
  List<OwnWrites.Trace> events(ArmId cluster, Instant now) {
    return inbox.seen(cluster).stream()
        .flatMap(body -> Events.read(body, now).stream())
        .filter(Received.Event.class::isInstance)
        .map(received -> ((Received.Event) received).event())
        .filter(event -> CHANGES.contains(event.kind()))
        .map(Traces::trace)
        .sorted(Comparator.comparing(OwnWrites.Trace::at))
        .toList();
  }

  private static OwnWrites.Trace trace(GridEvent event) {
    return new OwnWrites.Trace(
        Objects.requireNonNull(event.resource()),
        event.correlationId().orElse(""),
        event.fact(Facts.OBJECT_ID).orElse(""),
        event.applicationId().orElse(""),
        event.time());
  }
}
