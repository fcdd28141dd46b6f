package io.aksguard.inbox;

import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes that concern so many clusters that the whole fleet is audited for them: one audit for all
 * that came before it began.
 */
public final class WideChanges {
  /** Longer than Resource Graph lags, by which an audit sees the change. */
  private static final Duration SETTLING = Duration.ofMinutes(1);

  private static final String PARTITION = InboxKeys.name(0);

  private final Rows rows;
  private final Clock clock;

  public WideChanges(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** There is one more. */
  public void note() {
    Optional<Row> before = rows.get(PARTITION, InboxKeys.WIDE);
    String first =
        before.flatMap(row -> row.text("at")).orElseGet(() -> clock.instant().toString());
    long count = before.flatMap(row -> row.number("count")).orElse(0L) + 1;
    write(new Write.Put(InboxKeys.WIDE, Map.of("at", first, "count", count)));
  }

  /** Whether an audit is to be started for them: what {@link #settle} wants. */
  public Optional<String> due() {
    Instant now = clock.instant();
    return rows.get(PARTITION, InboxKeys.WIDE)
        .filter(row -> !Instant.parse(row.needText("at")).plus(SETTLING).isAfter(now))
        .map(Row::etag);
  }

  /** It was started; what came since {@link #due} stays. */
  public void settle(String due) {
    write(new Write.Delete(InboxKeys.WIDE, due));
  }

  private void write(Write write) {
    try {
      rows.commit(PARTITION, List.of(write));
    } catch (ConflictException e) {
      // Another one came, or another host has started the audit.
    }
  }
}
