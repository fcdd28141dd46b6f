package io.aksguard.remediation.guard;

import io.aksguard.control.Status;
import io.aksguard.finding.State;
import io.aksguard.remediation.Hold;
import io.aksguard.remediation.Named;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mends nothing that a write of ours has brought about: the fix of one control may break another,
 * whose fix breaks the first one again, for ever. Pure.
 *
 * <p>What is found broken when a write is verified has that write taken back; that is the
 * verification's part. Here is what lies beside it: meanwhile nothing is written for what was
 * broken, nor afterwards where it stays broken, since the write could not be taken back or that did
 * not help; nor where Azure changes something under the write's correlation id after its
 * verification. A person may still want it mended, and releases it.
 *
 * @param writes ours that still may matter
 * @param states what is known of the cluster, with when each verdict was first seen
 * @param changes of the cluster that events have told of
 */
public record Loop(List<OwnWrite> writes, Collection<State> states, List<OwnWrites.Trace> changes) {
  public static final String GUARD = "loop";

  /** Of a cluster that nothing was written to. */
  public static final Loop NONE = new Loop(List.of(), List.of(), List.of());

  public Loop {
    writes = List.copyOf(writes);
    states = List.copyOf(states);
    changes = List.copyOf(changes);
  }

  /**
   * A write of ours.
   *
   * @param intent id of an intent that it was made for
   * @param passing {@link Named} verdicts that had passed before it
   */
  public record OwnWrite(String intent, List<String> passing, OwnWrites.Run run) {
    public OwnWrite {
      passing = List.copyOf(passing);
    }
  }

  /** Why the control's failures are not mended by themselves. */
  public Optional<Hold> hold(String control) {
    return states.stream()
        .filter(state -> state.status() == Status.FAIL && state.key().control().equals(control))
        .flatMap(state -> writes.stream().filter(write -> hasBroken(write, state)))
        .findFirst()
        .map(
            write ->
                new Hold(
                    GUARD,
                    "our own write %s for intent %s has brought it about: not mended unless a person releases it"
                        .formatted(write.run().correlationId(), write.intent())));
  }

  /** A verdict that cannot be dated counts as seen in time. */
  private boolean hasBroken(OwnWrite write, State state) {
    Instant from = write.run().from();
    Instant to = write.run().to();
    @Nullable Instant observed = state.observedAt();
    Instant seen = observed == null ? from : observed;
    return write.passing().contains(Named.of(state.key()))
        && !seen.isBefore(from)
        && (!seen.isAfter(to) || changes.stream().anyMatch(each -> isLate(each, write, seen)));
  }

  /** Whether Azure has done it between the end of the write and the failure. */
  private static boolean isLate(OwnWrites.Trace change, OwnWrite write, Instant seen) {
    return change.correlationId().equalsIgnoreCase(write.run().correlationId())
        && change.at().isAfter(write.run().to().plus(OwnWrites.SKEW))
        && !change.at().isAfter(seen);
  }
}
