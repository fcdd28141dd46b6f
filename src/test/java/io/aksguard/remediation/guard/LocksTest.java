package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonReader;
import io.aksguard.remediation.Hold;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocksTest {
  private static final ArmId AKS =
      new ArmId(
          "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg"
              + "/providers/Microsoft.ContainerService/managedClusters/shop");
  private static final ArmId POOL = new ArmId(AKS + "/agentPools/user");
  private static final String LOCK =
      "{\"id\": \"/subscriptions/1/providers/Microsoft.Authorization/locks/l\", %s}";

  private static JsonArray locks(String... members) {
    StringBuilder all = new StringBuilder();
    for (String each : members) {
      all.append(all.length() == 0 ? "" : ", ").append(LOCK.formatted(each));
    }
    return JsonReader.object("{\"all\": [" + all + "]}").array("all").orElseThrow();
  }

  private static String level(String level) {
    return "\"properties\": {\"level\": \"" + level + "\"}";
  }

  @ParameterizedTest
  @CsvSource({
    "CanNotDelete, false, ''",
    "CanNotDelete, true, keeps it from being deleted",
    "ReadOnly, false, keeps it from being changed",
    "readonly, true, keeps it from being changed",
    "NotSpecified, false, has no level that is known",
    "'', false, has no level that is known",
  })
  void level_decides(String level, boolean isDelete, String reason) {
    String expected = "the lock /subscriptions/1/providers/Microsoft.Authorization/locks/l ";

    assertThat(new Locks(AKS, locks(level(level))).hold(POOL, isDelete).map(Hold::reason))
        .isEqualTo(reason.isEmpty() ? Optional.empty() : Optional.of(expected + reason));
  }

  @Test
  void oneOfMany_isEnough() {
    JsonArray both = locks(level("CanNotDelete"), level("ReadOnly"));

    assertThat(new Locks(AKS, both).hold(AKS, false)).isPresent();
    assertThat(new Locks(AKS, JsonArray.empty()).hold(AKS, true)).isEmpty();
  }

  @Test
  void whatCouldNotBeRead_holds() {
    Gap gap = new Gap("403 Forbidden");
    JsonArray some = JsonArray.partly(locks(level("CanNotDelete")).objects(), gap);

    assertThat(new Locks(AKS, gap).hold(AKS, false))
        .contains(new Hold("lock", "locks could not be read: 403 Forbidden"));
    assertThat(new Locks(AKS, some).hold(AKS, false))
        .contains(new Hold("lock", "not all locks could be read: 403 Forbidden"));
    assertThat(new Locks(AKS, "locks").hold(AKS, false)).isPresent();
  }

  /** The cluster's section says nothing of a registry's own lock. */
  @Test
  void resourceElsewhere_holds() {
    ArmId registry =
        new ArmId(
            "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg/providers"
                + "/Microsoft.ContainerRegistry/registries/shop");

    assertThat(new Locks(AKS, JsonArray.empty()).hold(registry, false)).isPresent();
    assertThat(new Locks(registry, JsonArray.empty()).hold(registry, false)).isEmpty();
  }
}
