package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
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

  @Test
  void nothingIsOurs_whereNothingWasWritten() {
    OwnWrites none = new OwnWrites(Set.of("our-oid"), List.of());

    assertThat(none.isOwn(new OwnWrites.Trace(SHOP, "", "our-oid", "", at("12:05")))).isFalse();
  }
}
