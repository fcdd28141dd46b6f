package io.aksguard.activity;

import static io.aksguard.evidence.Resource.CLUSTER;
import static io.aksguard.evidence.Resource.POOL;

import io.aksguard.activity.Judging.Judged;
import io.aksguard.activity.Remediation.Step;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.history.Head;
import io.aksguard.history.Ledger;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Hold;
import io.aksguard.remediation.Named;
import io.aksguard.remediation.Preimage;
import io.aksguard.remediation.Request;
import io.aksguard.remediation.Revision;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.Current;
import io.aksguard.remediation.azure.Sent;
import io.aksguard.remediation.guard.Wait;
import io.aksguard.remediation.permission.Needed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the resource, saves what it was, records that the write begins, and sends it once. */
final class Preparing {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  /** What was worked out longer ago is worked out anew: a maintenance window may be over. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Azure azure;
  private final Ledger ledger;
  private final Attempts attempts;
  private final Sending sending;
  private final Moves moves;
  private final Gate gate;
  private final Preflight preflight;
  private final Clock clock;

  Preparing(
      Azure azure,
      Ledger ledger,
      Attempts attempts,
      Sending sending,
      Moves moves,
      Gate gate,
      Preflight preflight,
      Clock clock) {
    this.azure = azure;
    this.ledger = ledger;
    this.attempts = attempts;
    this.sending = sending;
    this.moves = moves;
    this.gate = gate;
    this.preflight = preflight;
    this.clock = clock;
  }

  /** What came of it. */
  sealed interface Prepared {
    /** The write was sent, or something was seen that has to be waited for. */
    record Went(Step step) implements Prepared {}

    /** It has to wait; others may go on. */
    record Held(Wait hold) implements Prepared {}

    /** The resource is as it is wanted, which no evidence shows: the next change is due. */
    record AsWanted() implements Prepared {}
  }

  /**
   * @param intents that the change carries out, as they were seen
   */
  Prepared step(ArmId cluster, Judged judged, List<Intent> intents, Next next) {
    Change change = next.change();
    Current current = azure.read(change.resource());
    if (current instanceof Current.Unreadable unreadable) {
      return held("it cannot be read: " + unreadable.reason());
    }
    Optional<Map<String, Object>> body =
        current instanceof Current.Found found ? Optional.of(found.body()) : Optional.empty();
    if (body.map(Health::of).filter(Health.CHANGING::equals).isPresent()) {
      // AKS refuses a second operation with 409, and what is read now is not what will be.
      return held("something else is being done to it");
    }
    String etag = current instanceof Current.Found found ? found.etag().orElse("") : "";
    if (!change.call().isEmpty()) {
      Preimage nothing = new Preimage(change.resource(), false, List.of());
      return passed(
          intents,
          next,
          judged,
          () ->
              send(
                  cluster,
                  judged,
                  intents,
                  next,
                  nothing,
                  "",
                  attempt ->
                      azure.post(change.resource(), change.call(), attempt.correlationId())));
    }
    Revision revision = Revision.of(change, body);
    if (revision.request() instanceof Request.Refused refused) {
      return held(refused.reason());
    }
    if (change.isNew() && revision.request() instanceof Request.None) {
      return new Prepared.AsWanted();
    }
    if (!(revision.request() instanceof Request.Put put)
        // What no evidence shows was not there for the plan, and may well be there.
        || (!change.isNew() && !revision.moved().isEmpty())) {
      // Somebody has changed it since the evidence was read: that is judged anew.
      return again();
    }
    Optional<String> doubt =
        doubt(
            intents,
            revision.preimage(),
            isHeeded(change, etag) || !judged.by().config().bounds().asksWithoutEtag());
    if (doubt.isPresent()) {
      return new Prepared.Went(ask(cluster, intents, doubt.get(), judged));
    }
    // The evidence may not show all that the body names.
    Set<ArmId> made = revision.preimage().isNew() ? Set.of(change.resource()) : Set.of();
    Optional<Hold> lacking = preflight.hold(Needed.of(change.resource(), "", made, put.body()));
    if (lacking.isPresent()) {
      return new Prepared.Held(Wait.of(lacking.get()));
    }
    return passed(
        intents,
        next,
        judged,
        () ->
            send(
                cluster,
                judged,
                intents,
                next,
                revision.preimage(),
                etag,
                attempt ->
                    azure.put(
                        change.resource(),
                        put.body(),
                        Optional.of(etag).filter(tag -> !tag.isEmpty()),
                        attempt.correlationId())));
  }

  private static Prepared again() {
    return new Prepared.Went(new Step.Again(LOOK_AGAIN, ""));
  }

  private static Prepared held(String why) {
    return new Prepared.Held(Wait.of(new Hold("resource", why)));
  }

  /** Last of all the guards that count are asked: what they give is used at once. */
  private Prepared passed(List<Intent> intents, Next next, Judged judged, Supplier<Step> write) {
    Optional<Wait> wait = gate.hold(intents, next.change(), judged.evidence().orElseThrow());
    if (wait.isPresent()) {
      return new Prepared.Held(wait.get());
    }
    if (clock.instant().isAfter(next.at().plus(FRESH))) {
      gate.notWritten(intents);
      return again();
    }
    return new Prepared.Went(write.get());
  }

  /** Why a person has to decide after all, now that the resource itself was read. */
  private static Optional<String> doubt(
      List<Intent> intents, Preimage preimage, boolean isGuarded) {
    if (intents.stream().noneMatch(intent -> intent.by().isEmpty())) {
      return Optional.empty();
    }
    if (!preimage.lasting().isEmpty()) {
      return Optional.of("what is there now could not be brought back: " + preimage.lasting());
    }
    return isGuarded || preimage.isNew()
        ? Optional.empty()
        : Optional.of(
            "no ETag guards it, so that a change at the same moment would be overwritten");
  }

  /** Of other types than those of AKS it is not known whether an If-Match is heeded. */
  private static boolean isHeeded(Change change, String etag) {
    return !etag.isEmpty()
        && change.resource().type().filter(Set.of(CLUSTER, POOL)::contains).isPresent();
  }

  private Step ask(ArmId cluster, List<Intent> intents, String why, Judged judged) {
    Instant until = judged.at().plus(judged.by().config().bounds().approvalExpiresAfter());
    moves.move(
        cluster,
        "a person has to decide",
        intents,
        intent ->
            intent.by().isEmpty()
                ? intent.to(Phase.AWAITING_APPROVAL, why, judged.at()).until(until)
                : intent);
    return Step.now();
  }

  @FunctionalInterface
  private interface Send {
    Sent of(Attempt attempt);
  }

  private Step send(
      ArmId cluster,
      Judged judged,
      List<Intent> intents,
      Next next,
      Preimage preimage,
      String etag,
      Send send) {
    String call = next.change().call();
    long seq = ledger.head(ClusterKey.of(cluster)).map(Head::seq).orElse(0L);
    List<String> controls = intents.stream().map(Intent::control).toList();
    Attempt attempt =
        new Attempt(
            cluster,
            seq,
            judged.at(),
            call,
            controls,
            Named.passing(judged.states(), judged.by().catalogue().entailed(controls)),
            next.mending(),
            preimage,
            Gates.location(judged.evidence().orElseThrow()),
            etag);
    String id = attempts.keep(attempt);
    String why = call.isEmpty() ? "its write is sent" : call + " is posted";
    List<Intent> started =
        intents.stream()
            .map(intent -> intent.to(Phase.STARTED, why, judged.at()).attempting(id))
            .toList();
    boolean isOurs =
        moves.move(cluster, "write " + id, intents, intent -> started.get(intents.indexOf(intent)));
    if (!isOurs) {
      // Somebody has decided otherwise meanwhile.
      gate.notWritten(intents);
    }
    return isOurs ? sending.answered(cluster, started, attempt, send.of(attempt)) : Step.now();
  }
}
