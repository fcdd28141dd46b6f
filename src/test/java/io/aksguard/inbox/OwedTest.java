package io.aksguard.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.storage.MemoryRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwedTest {
  private static final ArmId SHOP =
      new ArmId(
          "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/"
              + "Microsoft.ContainerService/managedClusters/aks-shop");
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  private final MemoryRows rows = new MemoryRows();
  private final Inbox inbox = new Inbox(rows, NOW);
  private final Owed owed = new Owed(rows, NOW);

  @Test
  void claim_isGivenToOneHostOnly() {
    inbox.assessed(SHOP, List.of(), true);

    assertThat(owed.claim(SHOP)).isPresent();
    assertThat(owed.claim(SHOP)).isEmpty();
  }

  @Test
  void claim_ofAHostThatDied_isGivenAgainAfterItsTime() {
    inbox.assessed(SHOP, List.of(), true);
    owed.claim(SHOP);

    Owed later = new Owed(rows, Clock.offset(NOW, Duration.ofMinutes(3)));

    assertThat(later.claim(SHOP)).isPresent();
  }

  @Test
  void settle_whenMoreCameMeanwhile_leavesItOwed() {
    inbox.assessed(SHOP, List.of(), true);
    String claim = owed.claim(SHOP).orElseThrow();
    inbox.assessed(SHOP, List.of(), true);

    assertThat(owed.settle(SHOP, claim)).isFalse();
    String second = owed.claim(SHOP).orElseThrow();
    assertThat(owed.settle(SHOP, second)).isTrue();
    assertThat(owed.claim(SHOP)).isEmpty();
  }

  @Test
  void release_letsTheNextOneTryAtOnce() {
    inbox.assessed(SHOP, List.of(), true);
    owed.release(SHOP, owed.claim(SHOP).orElseThrow());

    assertThat(owed.claim(SHOP)).isPresent();
  }

  /** Another host, which took over when the time was up, has told all of it. */
  @Test
  void release_thatComesTooLate_owesNothingAgain() {
    inbox.assessed(SHOP, List.of(), true);
    String slow = owed.claim(SHOP).orElseThrow();
    Owed later = new Owed(rows, Clock.offset(NOW, Duration.ofMinutes(3)));
    later.settle(SHOP, later.claim(SHOP).orElseThrow());

    owed.release(SHOP, slow);

    assertThat(later.claim(SHOP)).isEmpty();
  }
}
