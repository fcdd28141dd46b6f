package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.remediation.Hold;
import io.aksguard.remediation.azure.Permitted;
import io.aksguard.remediation.permission.Granted;
import io.aksguard.remediation.permission.Permission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static final ArmId SUB = new ArmId("/subscriptions/s");
  private static final ArmId HUB = new ArmId("/subscriptions/hub");
  private static final ArmId CLUSTER =
      new ArmId(SUB + "/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/c");
  private static final ArmId SUBNET =
      new ArmId(HUB + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s");

  private static final List<Permission> NEEDED =
      List.of(
          new Permission("C/read", CLUSTER),
          new Permission("C/write", CLUSTER),
          new Permission("Trace/read", SUB),
          new Permission("Join/action", SUBNET));

  private final Map<ArmId, Permitted> given = new HashMap<>();
  private final List<ArmId> asked = new ArrayList<>();

  private Optional<Hold> hold() {
    return new Rights(
            scope -> {
              asked.add(scope);
              return given.getOrDefault(scope, new Permitted.Known(List.of()));
            })
        .hold(NEEDED);
  }

  private void give(ArmId scope, String... actions) {
    given.put(scope, new Permitted.Known(List.of(new Granted(List.of(actions), List.of()))));
  }

  @Test
  void whatTheSubscriptionGives_isAskedAboutNowhereElse() {
    give(SUB, "*");
    give(HUB, "*/action");

    assertThat(hold()).isEmpty();
    assertThat(asked).containsOnly(SUB, HUB);
  }

  @Test
  void whatIsGivenInParts_addsUp() {
    give(SUB, "*/read");
    give(CLUSTER, "C/write");
    give(SUBNET, "join/ACTION");

    assertThat(hold()).isEmpty();
  }

  @Test
  void whatIsMissing_isNamedWithItsScope_andNothingBehindItIsAsked() {
    give(SUB, "Trace/read");

    assertThat(hold())
        .contains(new Hold("permissions", "the app may not C/read, C/write on " + CLUSTER));
    assertThat(asked).doesNotContain(HUB, SUBNET);
  }

  @Test
  void linkedResource_isAskedAboutWhereItLies() {
    give(SUB, "*");

    assertThat(hold())
        .contains(new Hold("permissions", "the app may not Join/action on " + SUBNET));
  }

  @Test
  void whatCannotBeRead_isNoPermission() {
    give(SUB, "*");
    given.put(SUBNET, new Permitted.Unknown("429 (TooManyRequests)"));

    assertThat(hold())
        .contains(
            new Hold(
                "permissions",
                "whether the app may Join/action on "
                    + SUBNET
                    + " could not be read: 429 (TooManyRequests)"));
  }

  @Test
  void subscriptionThatCannotBeRead_leavesTheResourceToAsk() {
    given.put(HUB, new Permitted.Unknown("403 (AuthorizationFailed)"));
    give(SUB, "*");
    give(SUBNET, "Join/action");

    assertThat(hold()).isEmpty();
  }
}
