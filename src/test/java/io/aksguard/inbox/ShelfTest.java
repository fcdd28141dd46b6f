package io.aksguard.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.storage.MemoryRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShelfTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Clock NOW = Clock.fixed(NOON, ZoneOffset.UTC);

  private final MemoryRows rows = new MemoryRows();
  private final Shelf shelf = new Shelf(rows, NOW);

  @Test
  void parkedEvent_isShownOnce_untilItIsTakenOff() {
    shelf.park("ab12", "no JSON", "{");
    shelf.park("ab12", "no JSON", "{");

    assertThat(shelf.parked()).containsExactly(new Shelf.Kept("ab12", NOON, "no JSON", "{"));
    assertThat(shelf.parked("ab12")).isPresent();
    shelf.unpark("ab12");
    assertThat(shelf.parked()).isEmpty();
  }

  @Test
  void ignoredEvents_areCountedOnce_byReason() {
    shelf.ignore("01aa", "reads");
    shelf.ignore("01aa", "reads");
    shelf.ignore("02aa", "reads");
    shelf.ignore("02ab", "unknown");

    assertThat(shelf.ignored(NOON)).isEqualTo(Map.of("reads", 2L, "unknown", 1L));
    assertThat(shelf.ignored(NOON.plusSeconds(1))).isEmpty();
  }

  @Test
  void heldEvents_stayUntilTheyAreLetGo() {
    shelf.hold("03aa", "{}");

    assertThat(shelf.held()).extracting(Shelf.Kept::id).containsExactly("03aa");
    shelf.letGo(shelf.held());
    assertThat(shelf.held()).isEmpty();
  }

  @Test
  void purge_forgetsOnlyWhatIsOlderThanTwoDays() {
    shelf.ignore("01aa", "reads");
    Shelf later = new Shelf(rows, Clock.offset(NOW, Duration.ofHours(49)));
    later.ignore("02aa", "reads");

    assertThat(later.purge()).isEqualTo(1);
    assertThat(later.ignored(NOON)).isEqualTo(Map.of("reads", 1L));
  }

  @Test
  void purge_keepsTheIdsOfNotices_soThatNoFactIsToldAgainAfterTwoDays() {
    Outbox outbox = new Outbox(rows, NOW);
    outbox.put("01aa", "{}");
    outbox.settle(outbox.claim());
    Clock nextWeek = Clock.offset(NOW, Duration.ofDays(7));

    new Shelf(rows, nextWeek).purge();
    new Outbox(rows, nextWeek).put("01aa", "{}");

    assertThat(new Outbox(rows, nextWeek).claim()).isEmpty();
    assertThat(new Shelf(rows, Clock.offset(NOW, Duration.ofDays(401))).purge()).isEqualTo(1);
  }

  /** Event Grid gives up after 24 hours. */
  @Test
  void purge_keepsWhatMayBeDeliveredAgain() {
    shelf.ignore("01aa", "reads");

    assertThat(new Shelf(rows, Clock.offset(NOW, Duration.ofHours(25))).purge()).isZero();
    assertThat(shelf.isIgnored("01aa")).isTrue();
  }

  @Test
  void purge_goesThroughMoreRowsThanOnePageHas() {
    for (int i = 0; i < 5_500; i++) {
      shelf.ignore("01%04x".formatted(i), "reads");
    }

    assertThat(new Shelf(rows, Clock.offset(NOW, Duration.ofDays(3))).purge()).isEqualTo(5_500);
  }

  @Test
  void takenEvents_andNotices_areNoIgnoredOnes() {
    ArmId cluster =
        new ArmId("/subscriptions/s/providers/Microsoft.ContainerService/managedClusters/c");
    new Inbox(rows, NOW).deliver(cluster, "01aa", "{}");
    new Outbox(rows, NOW).put("01ab", "{}");

    assertThat(shelf.ignored(NOON)).isEmpty();
  }
}
