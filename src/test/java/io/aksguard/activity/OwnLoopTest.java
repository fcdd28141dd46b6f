package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Bounds;
import io.aksguard.config.GuardConfig;
import io.aksguard.config.Mode;
import io.aksguard.config.ModeRule;
import io.aksguard.config.Modes;
import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Fault.Effect;
import io.aksguard.lab.tenant.TenantOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two controls want the opposite: what the fix of one has broken is not mended against it. */
class OwnLoopTest {
  private static final String FIRST = "local-accounts-disabled";
  private static final String SECOND = "rescue-account-kept";
  private static final String CONTROLS =
      """
      id: rescue-account-kept
      title: The rescue account is kept
      practice: "2.1"
      severity: low
      why: A customer's own wish, the opposite of what is built in.
      sources: [{name: Our own rules, ref: "1"}]
      sections: [cluster]
      expect: "!isTrue(cluster.properties.?disableLocalAccounts.orValue(false))"
      seen: cluster.properties.disableLocalAccounts
      message: disableLocalAccounts is {seen}
      remedy:
        mode: automatic
        impact: in-place
        how: az aks update --enable-local-accounts
        steps:
          - resource: cluster.id
            set:
              properties.disableLocalAccounts: 'false'
            absent:
              properties.disableLocalAccounts: 'false'
        permissions: [Microsoft.ContainerService/managedClusters/write]
      """;

  private final Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 1).listening();
  private final ArmId cluster = workshop.cluster(0);

  OwnLoopTest() throws AuthorException {
    Catalogue both =
        CatalogueFolder.load(Map.of(SECOND + "/control.yaml", CONTROLS), Catalogue.builtIn());
    Modes modes =
        new Modes(
            Mode.REPORT, List.of(new ModeRule(List.of(FIRST, SECOND), "*", Map.of(), Mode.AUTO)));
    workshop.rules =
        new Rules(
            both, new GuardConfig(both.defaults(), List.of(), modes, Bounds.DEFAULT), "config");
    workshop.live.tenant.seed(
        workshop
            .body(cluster)
            .replace("\"disableLocalAccounts\":true", "\"disableLocalAccounts\":false"));
    workshop.assess(cluster);
    assertThat(workshop.fails(cluster, FIRST)).isTrue();
    assertThat(workshop.fails(cluster, SECOND)).isFalse();
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private long writes() {
    return workshop.live.tenant.calls().stream()
        .filter(call -> call.method().equals("PUT") && call.status() < 300)
        .count();
  }

  /** The write is done, and its own event has the cluster assessed before it is verified. */
  private void writeAndAssess() {
    String operation = "";
    while (workshop.intent(cluster, FIRST).phase() != Phase.SUCCEEDED) {
      Remediation.Step.Again again =
          (Remediation.Step.Again) workshop.remediation.step(cluster, operation);
      operation = again.operation();
      workshop.clock.advance(again.after());
      workshop.live.tenant.settle();
    }
    workshop.assess(cluster);
    assertThat(workshop.fails(cluster, SECOND)).isTrue();
  }

  @Test
  void whatAFixHasBroken_isHeldUntilTheFixIsTakenBack() {
    writeAndAssess();
    assertThat(workshop.intent(cluster, SECOND).guard()).isEqualTo("loop");

    workshop.remediate(cluster);
    workshop.assess(cluster);

    assertThat(workshop.intent(cluster, FIRST).phase()).isEqualTo(Phase.UNDONE);
    assertThat(workshop.phases(cluster, SECOND))
        .startsWith(Phase.HELD, Phase.WITHDRAWN)
        .doesNotContain(Phase.PLANNED, Phase.STARTED);
    assertThat(writes()).as("the fix and its undo").isEqualTo(2);
  }

  @Test
  void whatStaysBroken_isNotMended_untilAPersonWantsIt() {
    workshop
        .live
        .tenant
        .faults()
        .add(Fault.of("PUT", "managedClusters", Effect.REFUSED, 1).after(1).times(1));
    writeAndAssess();
    String first = workshop.intent(cluster, FIRST).id();

    for (int round = 0; round < 5; round++) {
      workshop.remediate(cluster);
      workshop.clock.advance(Duration.ofHours(1));
      workshop.live.tenant.settle();
      workshop.assess(cluster);
    }

    assertThat(workshop.phases(cluster, FIRST))
        .as("a refused undo is a person's at once, and stays so though its control passes")
        .endsWith(Phase.UNDOING, Phase.UNDOING, Phase.NEEDS_PERSON);
    Intent second = workshop.intent(cluster, SECOND);
    assertThat(second.phase()).isEqualTo(Phase.HELD);
    assertThat(second.guard()).isEqualTo("loop");
    assertThat(second.reason()).contains("our own write ", "for intent " + first);
    assertThat(writes()).isEqualTo(1);

    workshop.release(cluster, SECOND, "oid-1");
    workshop.remediate(cluster);
    assertThat(workshop.phases(cluster, SECOND)).contains(Phase.APPROVED, Phase.STARTED);
    assertThat(writes()).as("taken back, since it breaks the first one").isEqualTo(3);
  }
}
