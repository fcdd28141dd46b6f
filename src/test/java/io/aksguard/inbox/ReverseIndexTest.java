package io.aksguard.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aksguard.cluster.ArmId;
import io.aksguard.lab.Fault;
import io.aksguard.lab.FaultyStore;
import io.aksguard.storage.MemoryRows;
import io.aksguard.storage.UnavailableException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReverseIndexTest {
  private static final String GROUP =
      "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/";
  private static final ArmId SHOP =
      new ArmId(GROUP + "Microsoft.ContainerService/managedClusters/aks-shop");
  private static final ArmId OFFICE =
      new ArmId(GROUP + "Microsoft.ContainerService/managedClusters/aks-office");
  private static final String NSG = GROUP + "Microsoft.Network/networkSecurityGroups/nsg";
  private static final String VAULT = GROUP + "Microsoft.KeyVault/vaults/kv";

  private final ReverseIndex index = new ReverseIndex(new MemoryRows());

  @Test
  void clusters_areFoundByWhatTheyUse_inAnyCase() {
    index.record(SHOP, List.of(NSG, VAULT));
    index.record(OFFICE, List.of(NSG));

    assertThat(index.clusters(NSG.toUpperCase(Locale.ROOT)))
        .containsExactlyInAnyOrder(SHOP, OFFICE);
    assertThat(index.clusters(VAULT)).containsExactly(SHOP);
    assertThat(index.clusters(NSG + "2")).isEmpty();
  }

  @Test
  void record_forgetsWhatIsNotUsedAnyMore() {
    index.record(SHOP, List.of(NSG, VAULT));
    index.record(SHOP, List.of(VAULT));
    index.record(SHOP, List.of(VAULT));

    assertThat(index.clusters(NSG)).isEmpty();
    assertThat(index.clusters(VAULT)).containsExactly(SHOP);
  }

  @Test
  void thingThatIsUsedAgain_isFoundAgain() {
    index.record(SHOP, List.of(NSG, VAULT));
    index.record(SHOP, List.of(VAULT));
    index.record(SHOP, List.of(NSG, VAULT));

    assertThat(index.clusters(NSG)).containsExactly(SHOP);
  }

  /** Whatever call a host dies at, the next assessment makes good what is missing. */
  @Test
  void record_thatBrokeOff_isMadeGoodByTheNextOne() {
    for (int call = 1; true; call++) {
      MemoryRows rows = new MemoryRows();
      new ReverseIndex(rows).record(SHOP, List.of(NSG));
      Fault dies = new Fault(call, Fault.Moment.AFTER, ReverseIndexTest::die);
      ReverseIndex dying = new ReverseIndex(new FaultyStore.FaultyRows(rows, dies));
      Throwable died = catchThrowable(() -> dying.record(SHOP, List.of(VAULT)));
      if (died == null) {
        assertThat(call).isGreaterThan(4);
        return;
      }

      new ReverseIndex(rows).record(SHOP, List.of(NSG, VAULT));

      assertThat(new ReverseIndex(rows).clusters(NSG)).as("call %d", call).containsExactly(SHOP);
      assertThat(new ReverseIndex(rows).clusters(VAULT)).as("call %d", call).containsExactly(SHOP);
    }
  }

  private static void die() {
    throw new UnavailableException("the host has died");
  }
}
