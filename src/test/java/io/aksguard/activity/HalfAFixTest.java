package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Fault.Effect;
import io.aksguard.lab.tenant.Faults;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.notice.Notice;
import io.aksguard.notice.Remediated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of the two calls of a fix the first is done, and something stands in the way of the second. */
class HalfAFixTest {
  private static final String CONTROL = PoolSsh.CONTROL;

  private final Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 1);
  private final ArmId cluster = workshop.cluster(0);

  HalfAFixTest() {
    PoolSsh.approved(workshop, cluster);
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  /** The pool is written, and its operation has ended. */
  private void writeTheFirst() {
    String operation = "";
    while (intent().phase() != Phase.SUCCEEDED) {
      Remediation.Step.Again again =
          (Remediation.Step.Again) workshop.remediation.step(cluster, operation);
      operation = again.operation();
      pass(again.after());
    }
    assertThat(sent("PUT")).isEqualTo(1);
  }

  private void pass(Duration time) {
    workshop.clock.advance(time);
    workshop.live.tenant.settle();
  }

  private Intent intent() {
    return workshop.intent(cluster, CONTROL);
  }

  private long sent(String method) {
    return PoolSsh.accepted(workshop, method);
  }

  /** Guards by which notices say that what was begun is held up. */
  private List<String> told() {
    return workshop.ledger.commits(ClusterKey.of(cluster), 0, 1_000).stream()
        .flatMap(commit -> Remediated.of(commit, workshop.ledger.moves(commit)).stream())
        .map(Notice::data)
        .filter(data -> data.string("phase").equals(Optional.of(Phase.SUCCEEDED.word())))
        .flatMap(data -> data.array("intents").orElseThrow().objects().stream())
        .flatMap(intent -> intent.string("guard").stream())
        .toList();
  }

  private void assertWaits(String guard, String reason) {
    List<String> writes = intent().attempts();
    for (int look = 0; look < 3; look++) {
      workshop.remediate(cluster);
      workshop.assess(cluster);
      assertThat(workshop.fails(cluster, CONTROL)).isFalse();
      assertThat(intent().phase()).isEqualTo(Phase.SUCCEEDED);
      assertThat(intent().guard()).isEqualTo(guard);
      assertThat(intent().reason()).contains(reason);
      assertThat(intent().attempts()).as("the first is not lost").isEqualTo(writes).hasSize(1);
      pass(Duration.ofMinutes(15));
    }
    assertThat(sent("POST")).isZero();
    assertThat(workshop.phases(cluster, CONTROL).stream().filter(Phase.SUCCEEDED::equals))
        .as("that it waits is recorded once")
        .hasSize(2);
  }

  private void assertIsFinished() {
    workshop.remediate(cluster);
    assertThat(workshop.phases(cluster, CONTROL))
        .endsWith(Phase.SUCCEEDED, Phase.STARTED, Phase.SUCCEEDED, Phase.VERIFIED);
    assertThat(intent().guard()).isEmpty();
    assertThat(sent("PUT")).isEqualTo(1);
    assertThat(sent("POST")).isEqualTo(1);
  }

  @Test
  void windowThatHasClosedMeanwhile_holdsTheRest_untilTheNextOneOpens() {
    writeTheFirst();
    pass(Duration.ofHours(4));

    assertWaits("window", "outside the maintenance window, which opens 2026-11-24T08:00:00Z");
    assertThat(told()).as("people are told once").containsExactly("window");

    pass(Duration.between(workshop.clock.instant(), Instant.parse("2026-11-24T08:00:00Z")));
    assertIsFinished();
  }

  /** In a day of waiting Azure does not answer at some time. */
  @Test
  void clusterThatDoesNotAnswerWhileTheRestWaits_isNoPersonsAtOnce() {
    writeTheFirst();
    pass(Duration.ofHours(4));
    workshop.remediate(cluster);
    assertThat(intent().guard()).isEqualTo("window");
    pass(Duration.ofHours(1));

    Faults faults = workshop.live.tenant.faults();
    faults.add(Fault.of("GET", "managedClusters/[^/]+$", Effect.FORBIDDEN, 1));
    workshop.remediation.step(cluster, "");
    assertThat(intent().guard()).isEqualTo("doubt");
    faults.clear();
    workshop.remediate(cluster);

    assertThat(intent().phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(intent().guard()).isEqualTo("window");

    faults.add(Fault.of("GET", "managedClusters/[^/]+$", Effect.FORBIDDEN, 1));
    workshop.remediate(cluster);
    assertThat(intent().phase()).as("in the end it is").isEqualTo(Phase.NEEDS_PERSON);
  }

  @Test
  void secondCallThatNobodyKnowsToBeAllowed_waits_andTheFirstIsNotLost() {
    writeTheFirst();
    // What was answered before is remembered for minutes.
    pass(Duration.ofMinutes(6));
    workshop.live.tenant.faults().add(Fault.of("GET", "permissions", Effect.FORBIDDEN, 1));

    assertWaits("permissions", "could not be read: 403");

    workshop.live.tenant.faults().clear();
    pass(Duration.ofMinutes(6));
    assertIsFinished();
  }

  /** As a deny assignment does, which no preflight sees. */
  @Test
  void secondCallThatAzureRefuses_isAPersons_whoIsToldOfTheFirst() {
    writeTheFirst();
    List<String> writes = intent().attempts();
    workshop
        .live
        .tenant
        .faults()
        .add(Fault.of("POST", "upgradeNodeImageVersion", Effect.FORBIDDEN, 1));

    workshop.remediate(cluster);

    assertThat(intent().phase()).isEqualTo(Phase.NEEDS_PERSON);
    assertThat(intent().reason()).contains("Azure refuses it: 403", "its remedy has no undo");
    assertThat(intent().attempts()).containsAll(writes);
    assertThat(sent("PUT")).isEqualTo(1);
  }

  @Test
  void fixWhoseSecondCallIsNotAllowed_isNotBegun() {
    List<String> allButTheUpgrade =
        List.of("*/read", "*/queryResults/action", "*/join/action", "*/agentPools/write");
    workshop.live.tenant.permit(workshop.live.principal, "/", allButTheUpgrade);

    workshop.remediate(cluster);

    assertThat(intent().phase()).isEqualTo(Phase.HELD);
    assertThat(intent().guard()).isEqualTo("permissions");
    assertThat(intent().reason()).contains("upgradeNodeImageVersion/action");
    assertThat(sent("PUT")).isZero();
  }
}
