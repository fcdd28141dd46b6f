package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.GuardConfig;
import io.aksguard.config.Mode;
import io.aksguard.control.Cases;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.history.Ledger;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Preimage;
import io.aksguard.remediation.Write;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Store;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every remedy without undo, over all cases that it mends: it is never automatic, each call of its
 * plan says that it cannot be taken back, and where it has not helped a person is told, and Azure
 * is asked nothing.
 */
class LastingRemediesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("aksguard.basedir", "."), "src", "controls");
  private static final ArmId AKS =
      new ArmId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/a");

  private final Catalogue catalogue = Catalogue.builtIn();
  private final Cases cases = Cases.read(FOLDER, new ArrayList<>());

  LastingRemediesTest() throws IOException {}

  @TestFactory
  Stream<DynamicTest> remedyWithoutUndo_isNeverAutomatic_saysThatItLasts_andIsLeftToAPerson() {
    List<Control> lasting =
        catalogue.controls().stream()
            .filter(control -> !control.definition().remedy().steps().isEmpty())
            .filter(control -> !control.definition().remedy().isReversible())
            .toList();
    assertThat(lasting).hasSizeGreaterThan(20);
    return lasting.stream()
        .map(control -> DynamicTest.dynamicTest(control.id(), () -> check(control)));
  }

  private void check(Control control) {
    List<CasePlan> plans =
        cases.of(control.id()).stream()
            .map(each -> CasePlan.of(catalogue, control, each))
            .flatMap(Optional::stream)
            .toList();
    assertThat(plans).isNotEmpty();
    for (CasePlan plan : plans) {
      assertThat(plan.fix(plan.planned()).decision())
          .satisfies(decision -> assertThat(decision.mode()).isEqualTo(Mode.APPROVE.word()))
          .satisfies(decision -> assertThat(decision.because()).contains("never automatic"));
      assertThat(plan.planned().writes())
          .isNotEmpty()
          .extracting(Write::forecast)
          .allSatisfy(forecast -> assertThat(forecast).contains("cannot be taken back"));
    }
    Intent end = whereItHasNotHelped(control, plans.get(0));
    assertThat(end.phase()).isEqualTo(Phase.NEEDS_PERSON);
    assertThat(end.reason()).contains("its remedy has no undo");
    System.out.printf(
        "lasting: %-34s %2d plans, %s%n", control.id(), plans.size(), end.phase().word());
  }

  private static Attempt attempt(Change change, Instant at) {
    return new Attempt(
        AKS,
        1,
        at,
        change.call(),
        change.controls(),
        List.of(),
        List.of(),
        new Preimage(change.resource(), false, List.of()),
        "",
        "");
  }

  private Intent whereItHasNotHelped(Control control, CasePlan plan) {
    Store store = MemoryStore.create();
    ManualClock clock = new ManualClock(Instant.parse("2026-11-23T08:00:00Z"));
    Ledger ledger = new Ledger(store.ledger(), store.index(), store.checkpoints(), clock);
    Attempts attempts = new Attempts(store.plans());
    Intent undoing =
        Intent.of(AKS, control.id(), "v", "wish", "approve", clock.instant())
            .decided(Phase.UNDOING, "oid", "the failure is still there", clock.instant())
            .attempting(attempts.keep(attempt(plan.changes().get(0), clock.instant())));
    ledger.move(AKS, "write", known -> Map.of(control.id(), undoing));
    Rules rules = new Rules(catalogue, GuardConfig.defaults(catalogue), "");

    new Undoing(
            uncalled(Azure.class),
            attempts,
            () -> rules,
            new Moves(ledger),
            uncalled(Gate.class),
            cluster -> {
              throw new AssertionError("nothing was taken back");
            },
            clock)
        .step(AKS, List.of(undoing));

    return Optional.ofNullable(ledger.known(ClusterKey.of(AKS)).intents().get(control.id()))
        .orElseThrow();
  }

  /** A port that nothing is to be asked of. */
  private static <T> T uncalled(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              throw new AssertionError(method.getName() + " is not to be called");
            }));
  }
}
