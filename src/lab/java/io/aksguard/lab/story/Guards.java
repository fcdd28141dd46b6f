package io.aksguard.lab.story;

import io.aksguard.cluster.ArmId;
import io.aksguard.intent.Fight;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Principal;
import io.aksguard.lab.tenant.Terraform;
import java.io.IOException;

/** What stops a fix that does harm, and a fight that nobody wins. */
final class Guards {
  static final String HARMFUL = "image-cleaner-on";
  static final String FOUGHT = "local-accounts-disabled";
  private static final String OPERATION = "operation";

  private final Stage stage;
  private final Clusters clusters;
  private final Fixes fixes;

  Guards(Stage stage, Clusters clusters, Fixes fixes) {
    this.stage = stage;
    this.clusters = clusters;
    this.fixes = fixes;
  }

  /** A fix leaves the first cluster broken: it is taken back, and no other cluster gets it. */
  void breaker(ArmId first, ArmId second) throws IOException, InterruptedException {
    long before = stage.seq(first);
    long also = stage.seq(second);
    Fault fault = Fault.of("PUT", first.name() + "$", Fault.Effect.UNHEALTHY, 1).times(1);
    stage.say("Somebody switches the image cleaner off, on %s and %s", first.name(), second.name());
    clusters.imageCleaner(first, false);
    stage.lab.tenant().faults().add(fault);
    fixes.await(first, HARMFUL, Phase.UNDONE);
    stage.say("Switching it on again breaks %s: it is taken back at once", first.name());
    fixes.tell(first, HARMFUL, before);
    stage.lab.tenant().faults().remove(fault);
    clusters.imageCleaner(second, false);
    Intent held = fixes.await(second, HARMFUL, intent -> intent.guard().equals("breaker"));
    stage.say("The breaker is open, so %s is not touched: %s", second.name(), held.reason());
    String reset =
        "{\"do\":\"reset\",\"control\":\"%s\",\"version\":\"%s\"}"
            .formatted(HARMFUL, held.version());
    int status = fixes.as(fixes.approver(), OPERATION, reset).statusCode();
    stage.narrator.need(status == 200, "the reset is answered %d", status);
    fixes.await(second, HARMFUL, Phase.VERIFIED);
    stage.say("An Approver has found the reason and resets it (%d):", status);
    fixes.tell(second, HARMFUL, also);
  }

  /** Somebody's Terraform takes a fix back, again and again. */
  void fight(ArmId cluster) throws InterruptedException {
    long before = stage.seq(cluster);
    Principal somebody = stage.lab.tenant().newPrincipal();
    Terraform terraform =
        new Terraform(stage.lab.tenant(), somebody)
            .keep(Clusters.url(cluster), "/properties/disableLocalAccounts", "false");
    stage.say(
        "Local accounts of %s are off since, and somebody's Terraform has them on", cluster.name());
    int rounds = 0;
    while (fixes.find(cluster, FOUGHT).filter(each -> each.phase() == Phase.FROZEN).isEmpty()) {
      stage.narrator.need(rounds++ < 5, "it goes on: %s", fixes.find(cluster, FOUGHT));
      fixes.await(cluster, FOUGHT, Phase.VERIFIED);
      terraform.apply();
      fixes.await(cluster, FOUGHT, each -> each.phase() != Phase.VERIFIED);
    }
    stage.say("After %d rounds nobody fights on:", rounds);
    fixes.tell(cluster, FOUGHT, before);
    Fight fight =
        fixes
            .await(cluster, FOUGHT, each -> each.fight().filter(Guards::isKnown).isPresent())
            .fight()
            .orElseThrow();
    stage.narrator.need(
        fight.culprit().client().equals(somebody.clientId())
            && fight.culprit().principal().equals(somebody.objectId()),
        "it names %s",
        fight);
    stage.say("Its identity is named, by the changes that Resource Graph shows by now:");
    fight.sentences().forEach(sentence -> stage.narrator.more("%s", sentence));
  }

  private static boolean isKnown(Fight fight) {
    return fight.culprit().isKnown();
  }
}
