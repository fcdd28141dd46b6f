package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aksguard.lab.Fault;
import io.aksguard.lab.FaultyStore.FaultyRows;
import io.aksguard.remediation.Hold;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.MemoryRows;
import io.aksguard.storage.Rows;
import io.aksguard.storage.UnavailableException;
import io.aksguard.storage.Write;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StopAllTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  private final MemoryRows rows = new MemoryRows();
  private final StopAll stop = stop(rows);

  private static StopAll stop(Rows rows) {
    return new StopAll(rows, NOW);
  }

  @Test
  void everyHost_holds_fromTheMomentThatAPersonSaysSo_untilAPersonResumes() {
    StopAll other = stop(rows);
    assertThat(other.hold()).isEmpty();

    stop.stop("5d0e3c1a", "incident 7");
    assertThat(other.hold())
        .contains(
            new Hold(
                "stopped", "5d0e3c1a has stopped everything at 2026-11-23T12:00:00Z: incident 7"));

    assertThat(other.resume("5d0e3c1a")).isTrue();
    assertThat(stop.hold()).isEmpty();
    assertThat(stop.resume("5d0e3c1a")).isTrue();
  }

  /** ASR goes on to remediate where its filter cannot be looked up. */
  @Test
  void asrGoesOnWhereItsFilterFails_oursHoldsWhatItCannotRead() throws ConflictException {
    Fault timeout =
        new Fault(
            1,
            Fault.Moment.BEFORE,
            () -> {
              throw new UnavailableException("timeout");
            });
    assertThat(stop(new FaultyRows(rows, timeout)).hold())
        .contains(new Hold("stopped", "whether all was stopped could not be read: timeout"));

    rows.commit("stop", List.of(new Write.Put("all", Map.of("stopped", "no"))));
    assertThat(stop.hold()).isPresent();
  }

  @Test
  void stop_whileSomebodyResumes_wins() {
    stop.stop("one", "first");
    Fault meanwhile = new Fault(2, Fault.Moment.BEFORE, () -> stop.stop("two", "second"));

    assertThat(stop(new FaultyRows(rows, meanwhile)).resume("three")).isFalse();
    assertThat(stop.hold()).hasValueSatisfying(h -> assertThat(h.reason()).contains("second"));
  }

  @Test
  void stop_whoseAnswerIsLost_saysSo_andHasStopped() {
    Fault lost =
        new Fault(
            1,
            Fault.Moment.AFTER,
            () -> {
              throw new UnavailableException("lost");
            });

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> stop(new FaultyRows(rows, lost)).stop("one", "x"));
    assertThat(stop.hold()).isPresent();
  }

  @Test
  void stop_withAnEndlessReason_stops() {
    stop.stop("one", "\uD83D\uDED1".repeat(40_000));

    assertThat(stop.hold()).isPresent();
  }
}
