package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.lab.Authentication;
import io.aksguard.lab.LabClock;
import io.aksguard.lab.Laboratory;
import io.aksguard.lab.LocalHost;
import io.aksguard.lab.tenant.Fleet;
import io.aksguard.lab.tenant.Person;
import io.aksguard.lab.tenant.TenantOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person mends a cluster from the command line, through the packaged app, and sees it verified.
 */
class RemediateIT {
  private static final Path APP =
      Path.of(System.getProperty("aksguard.basedir", "."), "target/azure-functions/aks-guard");
  private static final String AUDIENCE = "api://aks-guard";
  private static final String CONTROL = "local-accounts-disabled";

  @TempDir private Path data;

  @Test
  void approver_mendsWhatNobodyElseMay_andSeesItVerified() throws Exception {
    LabClock clock = LabClock.jumpingFrom(Instant.parse("2026-11-23T08:00:10Z"));
    Fleet fleet = Fleet.of(4, 1, 7);
    TenantOptions options = TenantOptions.unthrottled(1).operation(Duration.ofSeconds(1));
    try (Laboratory lab =
            Laboratory.start(APP, data, clock, options, fleet.subscriptions(), line -> {});
        EmbeddedStore store = EmbeddedStore.open(data.resolve("store"))) {
      fleet.putInto(lab.tenant());
      lab.behind(Authentication.of(lab.tenant().people(), AUDIENCE, clock));
      LocalHost host = lab.startHost();
      Ledger ledger =
          new Ledger(
              store.store().ledger(), store.store().index(), store.store().checkpoints(), clock);
      // The hourly audit, the direct reads that it asks for, and what is told of them.
      for (int i = 0; i < 70 && waiting(ledger).findAny().isEmpty(); i++) {
        clock.advance(Duration.ofMinutes(1));
      }
      ArmId cluster = waiting(ledger).findFirst().orElseThrow().id();
      Person robin = lab.tenant().people().named("Robin", "Reader");
      Person ada = lab.tenant().people().named("Ada", "Approver");

      CommandRun refused =
          run(lab, host, robin, "remediate", "--cluster", cluster, "--control", CONTROL);
      CommandRun dry =
          run(lab, host, ada, "remediate", "--cluster", cluster, "--control", CONTROL, "--dry-run");
      assertThat(waiting(ledger).map(ListedCluster::id)).contains(cluster);
      CommandRun done =
          run(lab, host, ada, "remediate", "--cluster", cluster, "--control", CONTROL, "--wait");
      CommandRun again =
          run(lab, host, ada, "remediate", "--cluster", cluster, "--control", CONTROL);

      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err()).contains("answered 403", "Approver");
      assertThat(dry.err()).isEmpty();
      assertThat(dry.code()).isZero();
      assertThat(dry.out()).contains("disableLocalAccounts", "in place: nothing restarts");
      assertThat(done.err()).isEmpty();
      assertThat(done.code()).isZero();
      assertThat(done.out()).contains("  approved\n").containsPattern("(?m)^  20\\S+  verified: ");
      assertThat(again.code()).isEqualTo(1);
      assertThat(again.err()).contains("it is mended already");
      Intent intent = intent(ledger, cluster).orElseThrow();
      assertThat(intent.phase()).isEqualTo(Phase.VERIFIED);
      assertThat(intent.by()).isEqualTo(ada.objectId());
    }
  }

  private static Stream<ListedCluster> waiting(Ledger ledger) {
    return ledger.clusters().stream()
        .filter(
            each ->
                intent(ledger, each.id())
                    .filter(intent -> intent.phase() == Phase.AWAITING_APPROVAL)
                    .isPresent());
  }

  private static Optional<Intent> intent(Ledger ledger, ArmId cluster) {
    return Optional.ofNullable(ledger.known(ClusterKey.of(cluster)).intents().get(CONTROL));
  }

  private static CommandRun run(Laboratory lab, LocalHost host, Person person, Object... command) {
    Outside outside =
        new Outside(
            Map.of(),
            lab.clock(),
            audience -> lab.tenant().people().token(person, audience),
            // A minute at least: the sweep comes round.
            time -> lab.clock().advance(Duration.ofMinutes(1)));
    return CommandRun.outside(
        outside,
        Stream.concat(
                Stream.of(command), List.of("--app", host.url(), "--audience", AUDIENCE).stream())
            .toArray());
  }
}
