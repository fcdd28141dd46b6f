package io.aksguard.activity;

import static io.aksguard.intent.Phase.AWAITING_APPROVAL;
import static io.aksguard.intent.Phase.FROZEN;
import static io.aksguard.intent.Phase.NEEDS_PERSON;
import static io.aksguard.intent.Phase.UNDONE;
import static io.aksguard.intent.Phase.VERIFIED;
import static io.aksguard.intent.Phase.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Bounds;
import io.aksguard.config.Mode;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Revised;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Fault.Effect;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.property.Campaign;
import io.aksguard.remediation.guard.Breaker;
import io.aksguard.remediation.guard.StopAll;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The app is deployed, with other controls or another guard.yaml, while intents of the version
 * before are in every phase: what was sent is verified, taken back or given to a person, what
 * waited is asked anew or withdrawn, and nothing is written on an old approval.
 */
class DeploymentTest {
  private static final String CONTROL = ImageCleaner.CONTROL;
  private static final Duration OPERATION = Duration.ofSeconds(90);

  /** How far the old version has come with an intent; each in a cluster of its own. */
  private enum Stage {
    PLANNED(Phase.PLANNED),
    HELD(Phase.HELD),
    AWAITING(Phase.AWAITING_APPROVAL),
    APPROVED(Phase.APPROVED),
    STARTED(Phase.STARTED),
    /** Recorded as started, and the write has not reached Azure. */
    UNSENT(Phase.STARTED),
    SUCCEEDED(Phase.SUCCEEDED),
    FROZEN(Phase.FROZEN),
    /** The last one, since a cluster that was left unhealthy opens the breaker. */
    UNDOING(Phase.UNDOING);

    private final Phase phase;

    Stage(Phase phase) {
      this.phase = phase;
    }
  }

  /** What is new, and where that leads what waits, what was sent, and what is being undone. */
  private enum Deployed {
    ANOTHER_VERSION(Revised::version, Mode.APPROVE, AWAITING_APPROVAL, VERIFIED, UNDONE),
    NO_REMEDY(Revised::unmended, Mode.APPROVE, WITHDRAWN, VERIFIED, NEEDS_PERSON),
    NO_CONTROL(Revised::without, Mode.APPROVE, WITHDRAWN, NEEDS_PERSON, NEEDS_PERSON),
    MODE_REPORT((catalogue, control) -> catalogue, Mode.REPORT, WITHDRAWN, VERIFIED, UNDONE),
    MODE_OFF((catalogue, control) -> catalogue, Mode.OFF, WITHDRAWN, VERIFIED, UNDONE);

    private final Revision revision;
    private final Mode mode;
    private final Phase waiting;
    private final Phase sent;
    private final Phase undoing;

    Deployed(Revision revision, Mode mode, Phase waiting, Phase sent, Phase undoing) {
      this.revision = revision;
      this.mode = mode;
      this.waiting = waiting;
      this.sent = sent;
      this.undoing = undoing;
    }

    private Phase end(Stage stage) {
      return switch (stage) {
        case PLANNED, HELD, AWAITING, APPROVED, UNSENT -> waiting;
        case STARTED, SUCCEEDED -> sent;
        case UNDOING -> undoing;
        case FROZEN -> FROZEN;
      };
    }
  }

  @FunctionalInterface
  private interface Revision {
    Catalogue of(Catalogue catalogue, String control);
  }

  private final Map<String, String> matrix = new TreeMap<>();

  @Test
  void intentsOfTheVersionBefore_endWell() throws Exception {
    new Campaign("deployments", 2).run((random, seed) -> deploy(seed));
  }

  @Test
  @Tag("campaign")
  void intentsOfTheVersionBefore_endWell_whateverIsDeployed() throws Exception {
    new Campaign("deployments in full", Deployed.values().length)
        .run((random, seed) -> deploy(seed));
  }

  private void deploy(long seed) {
    Deployed deployed = Deployed.values()[Math.floorMod(2 * (seed - 1), Deployed.values().length)];
    Map<Stage, ArmId> clusters = new EnumMap<>(Stage.class);
    Map<Stage, String> shown = new EnumMap<>(Stage.class);
    try (Workshop workshop =
        new Workshop(TenantOptions.unthrottled(3).operation(OPERATION), Stage.values().length)) {
      workshop.bounds(
          new Bounds(
              new Bounds.Breaker(100, 100, 2),
              100,
              Bounds.DEFAULT.ring(),
              Bounds.DEFAULT.flap(),
              List.of(),
              Bounds.DEFAULT.approvalExpiresAfter(),
              true));
      for (Stage stage : Stage.values()) {
        ArmId cluster = workshop.cluster(stage.ordinal());
        reach(workshop, cluster, stage);
        assertThat(workshop.intent(cluster, CONTROL).phase())
            .as("%s", stage)
            .isEqualTo(stage.phase);
        clusters.put(stage, cluster);
        shown.put(stage, workshop.intent(cluster, CONTROL).id());
      }

      workshop.deploy(deployed.revision.of(workshop.catalogue, CONTROL), deployed.mode, CONTROL);
      clusters.forEach(
          (stage, cluster) -> {
            goOn(workshop, cluster);
            if (stage == Stage.AWAITING) {
              // A person who is late has seen what the old version wanted.
              workshop.approve(shown.getOrDefault(stage, ""), "oid");
            }
            workshop.remediateToTheEnd(cluster);
          });

      clusters.forEach((stage, cluster) -> check(workshop, cluster, stage, deployed));
      assertThat(
              new Breaker(workshop.store.index(), workshop.clock, Bounds.DEFAULT.breaker()).held())
          .as("%s: permits", deployed)
          .isEmpty();
    }
    matrix.forEach((each, end) -> System.out.println(each + " " + end));
    matrix.clear();
  }

  /** What the old version does. */
  private static void reach(Workshop workshop, ArmId cluster, Stage stage) {
    workshop.live.tenant.seed(ImageCleaner.off(workshop.body(cluster)));
    if (stage == Stage.AWAITING || stage == Stage.APPROVED) {
      workshop.approved(CONTROL);
    } else {
      workshop.automatic(CONTROL);
    }
    workshop.assess(cluster);
    StopAll stop = new StopAll(workshop.store.index(), workshop.clock);
    switch (stage) {
      case HELD -> {
        stop.stop("oid", "deployment");
        workshop.remediate(cluster);
        stop.resume("oid");
      }
      case APPROVED -> workshop.approve(cluster, CONTROL, "oid");
      case STARTED -> workshop.remediation.step(cluster, "");
      case UNSENT -> {
        fault(workshop, cluster, Effect.DROPPED);
        workshop.remediation.step(cluster, "");
      }
      case SUCCEEDED -> until(workshop, cluster, Phase.SUCCEEDED);
      case UNDOING -> {
        fault(workshop, cluster, Effect.UNHEALTHY);
        until(workshop, cluster, Phase.UNDOING);
      }
      case FROZEN ->
          workshop.ledger.move(
              cluster,
              "a fight",
              known -> {
                Map<String, Intent> all = new TreeMap<>(known.intents());
                all.computeIfPresent(
                    CONTROL,
                    (control, intent) -> intent.to(Phase.FROZEN, "", workshop.clock.instant()));
                return all;
              });
      case PLANNED, AWAITING -> {}
    }
  }

  private static void fault(Workshop workshop, ArmId cluster, Effect effect) {
    workshop
        .live
        .tenant
        .faults()
        .add(Fault.of("PUT", "managedClusters/" + cluster.name() + "$", effect, 1).times(1));
  }

  private static void until(Workshop workshop, ArmId cluster, Phase phase) {
    String operation = "";
    for (int i = 0; i < 100 && workshop.intent(cluster, CONTROL).phase() != phase; i++) {
      if (workshop.remediation.step(cluster, operation) instanceof Remediation.Step.Again again) {
        operation = again.operation();
        workshop.clock.advance(again.after());
        workshop.live.tenant.settle();
      }
    }
  }

  /** What the new version does before the minute's sweep: an audit. */
  private static void goOn(Workshop workshop, ArmId cluster) {
    workshop.clock.advance(OPERATION);
    workshop.live.tenant.settle();
    workshop.assess(cluster);
  }

  private void check(Workshop workshop, ArmId cluster, Stage stage, Deployed deployed) {
    String as = "%-15s %-9s".formatted(deployed, stage);
    List<Phase> phases = workshop.phases(cluster, CONTROL);
    Phase end = phases.get(phases.size() - 1);
    matrix.put(as, end.word());
    assertThat(end).as("%s: %s", as, phases).isEqualTo(deployed.end(stage));
    int written =
        switch (stage) {
          case STARTED, SUCCEEDED -> 1;
          case UNDOING -> end == UNDONE ? 2 : 1;
          default -> 0;
        };
    assertThat(accepted(workshop, cluster)).as("%s: %s", as, phases).isEqualTo(written);
    assertThat(ImageCleaner.isOn(workshop.body(cluster))).as(as).isEqualTo(written == 1);
  }

  private static long accepted(Workshop workshop, ArmId cluster) {
    return workshop.live.tenant.calls().stream()
        .filter(call -> call.clientId().equals(workshop.live.principal.clientId()))
        .filter(call -> call.method().equals("PUT") && call.status() < 300)
        .filter(call -> call.path().equalsIgnoreCase(cluster.value()))
        .count();
  }
}
