package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.remediation.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnWritesTest {
  private static final String GROUP =
      "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg"
          + "/providers/Microsoft.ContainerService/managedClusters/";
  private static final ArmId SHOP = new ArmId(GROUP + "shop");
  private static final OwnWrites OWN =
      new OwnWrites(
          Set.of("our-oid", "our-appid"),
          List.of(
              new OwnWrites.Run(SHOP, "c-1", at("12:00"), at("12:10")),
              new OwnWrites.Run(SHOP, "c-2", at("13:00"), Instant.MAX)));

  private static Instant at(String time) {
    return Instant.parse("2026-11-23T" + time + ":00Z");
  }

  @ParameterizedTest
  @CsvSource({
    // Our correlation id, whoever and whenever: Azure may have changed more because of our write.
    "shop, C-1, '', '', 18:00, true",
    "other, c-1, rp-oid, rp-app, 12:05, true",
    // As us, while we were writing there; clocks differ by seconds.
    "shop, '', our-oid, '', 12:05, true",
    "shop, c-9, '', OUR-APPID, 12:05, true",
    "shop/agentPools/user, '', our-oid, '', 12:05, true",
    "shop, '', our-oid, '', 11:59, true",
    "shop, '', our-oid, '', 12:11, true",
    "shop, '', our-oid, '', 23:59, true",
    "shop, '', our-oid, '', 11:58, false",
    "shop, '', our-oid, '', 12:12, false",
    "other, '', our-oid, '', 12:05, false",
    // Somebody else, or nobody that is told.
    "shop, c-9, their-oid, their-app, 12:05, false",
    "shop, '', '', '', 12:05, false",
  })
  void change_isOurOwn(
      String cluster, String correlation, String oid, String app, String time, boolean isOwn) {
    OwnWrites.Trace trace =
        new OwnWrites.Trace(new ArmId(GROUP + cluster), correlation, oid, app, at(time));

    assertThat(OWN.isOwn(trace)).isEqualTo(isOwn);
  }

  /** Custodian has no protection against loops: what it writes raises the event that starts it. */
  @Test
  void custodian10467RunsInALoop_eventsOfOurOwnWriteCauseNoSecondFix() {
    int fixes = 1;
    for (int event = 0; event < 1_000; event++) {
      OwnWrites.Trace raised =
          new OwnWrites.Trace(
              SHOP, event % 2 == 0 ? "c-2" : "", "our-oid", "our-appid", at("13:05"));
      fixes += OWN.hold(raised).isEmpty() ? 1 : 0;
    }

    assertThat(fixes).isEqualTo(1);
    assertThat(OWN.hold(new OwnWrites.Trace(SHOP, "c-2", "", "", at("13:05"))))
        .contains(new Hold("own", "the change is AKS Guard's own write, or comes from it"));
  }

  @Test
  void nothingIsOurs_whereNothingWasWritten() {
    OwnWrites none = new OwnWrites(Set.of("our-oid"), List.of());

    assertThat(none.isOwn(new OwnWrites.Trace(SHOP, "", "our-oid", "", at("12:05")))).isFalse();
  }
}
