package io.aksguard.remediation.guard;

import io.aksguard.config.Blackout;
import io.aksguard.remediation.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Starts no fix in a time that the customer has closed. Pure. */
public record Blackouts(List<Blackout> all) {
  public Blackouts {
    all = List.copyOf(all);
  }

  /** Why no fix starts now, and when the last of the blackouts that join on to it ends. */
  public Optional<Wait> hold(Instant now) {
    return covering(now)
        .map(
            blackout -> {
              String reason = blackout.reason().isEmpty() ? "" : ": " + blackout.reason();
              Instant until = end(blackout.to());
              return new Wait(
                  new Hold("blackout", "blackout of guard.yaml until " + until + reason), until);
            });
  }

  private Instant end(Instant from) {
    Instant end = from;
    for (Optional<Blackout> next = covering(end); next.isPresent(); next = covering(end)) {
      end = next.get().to();
    }
    return end;
  }

  private Optional<Blackout> covering(Instant at) {
    return all.stream().filter(blackout -> blackout.covers(at)).findFirst();
  }
}
