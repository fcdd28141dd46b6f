package io.aksguard.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.config.Mode;
import io.aksguard.config.ModeRule;
import io.aksguard.config.Modes;
import io.aksguard.control.Remedy;
import io.aksguard.control.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionTest {
  private static final String SHOP =
      "/subscriptions/s/resourceGroups/rg-dev/providers/Microsoft.ContainerService/managedClusters/shop";

  private static Remedy remedy(String mode, String impact) {
    return remedy(
        mode,
        impact,
        new Step("", "cluster.id", Map.of("a", "true"), Map.of(), List.of(), ""),
        true);
  }

  private static Remedy remedy(String mode, String impact, Step step, boolean hasUndo) {
    return new Remedy(
        mode,
        impact,
        List.of(),
        "",
        List.of(),
        List.of(step),
        List.of("A/b/write"),
        hasUndo,
        List.of());
  }

  private static Modes modes(ModeRule... rules) {
    return new Modes(Mode.APPROVE, List.of(rules));
  }

  private static ModeRule rule(Mode mode, String... controls) {
    return new ModeRule(List.of(controls), "*", Map.of(), mode);
  }

  private static Decision decision(Modes modes, Remedy remedy) {
    return Decision.of(modes.of("it", SHOP, Optional.of(Map.of("Env", "Dev"))), remedy);
  }

  @Test
  void withoutAnyRule_peopleAreAsked() {
    assertThat(decision(Modes.DEFAULT, remedy("automatic", "in-place")))
        .isEqualTo(new Decision("approve", "the default: guard.yaml says nothing else"));
  }

  @Test
  void firstRuleThatHolds_decides() {
    Modes modes = modes(rule(Mode.OFF, "another"), rule(Mode.REPORT), rule(Mode.AUTO));

    assertThat(decision(modes, remedy("automatic", "in-place")))
        .isEqualTo(new Decision("report", "rule 2 of remediation in guard.yaml"));
  }

  @Test
  void rule_holdsByIdPattern_andByAllItsTags() {
    ModeRule dev = new ModeRule(List.of(), "*/RG-DEV/*", Map.of("env", "dev"), Mode.AUTO);
    ModeRule more = new ModeRule(List.of(), "*", Map.of("env", "dev", "team", "x"), Mode.OFF);

    assertThat(decision(modes(more, dev), remedy("automatic", "in-place")).mode())
        .isEqualTo("auto");
    Optional<Map<String, String>> isDev = Optional.of(Map.of("env", "dev"));
    assertThat(modes(dev).of("it", SHOP.replace("rg-dev", "rg-prod"), isDev).mode())
        .isEqualTo(Mode.APPROVE);
    assertThat(modes(dev).of("it", SHOP, Optional.of(Map.of("env", "prod"))).mode())
        .isEqualTo(Mode.APPROVE);
  }

  @Test
  void rule_holdsByTheClustersNameToo() {
    ModeRule named = new ModeRule(List.of(), "sho*", Map.of(), Mode.OFF);

    assertThat(decision(modes(named), remedy("automatic", "in-place")).mode()).isEqualTo("off");
  }

  @Test
  void tagsThatCouldNotBeRead_mayHaveForbidden() {
    ModeRule prod = new ModeRule(List.of(), "*", Map.of("env", "prod"), Mode.OFF);
    ModeRule elsewhere = new ModeRule(List.of(), "*/rg-x/*", Map.of("env", "prod"), Mode.OFF);

    assertThat(modes(prod, rule(Mode.AUTO)).of("it", SHOP, Optional.empty()).mode())
        .isEqualTo(Mode.REPORT);
    assertThat(modes(elsewhere, rule(Mode.AUTO)).of("it", SHOP, Optional.empty()).mode())
        .isEqualTo(Mode.AUTO);
  }

  @Test
  void whatCostsOrCannotBeTakenBack_isNeverAutomatic_whateverTheRuleSays() {
    Modes modes = modes(rule(Mode.AUTO, "it"));

    for (String impact : List.of("costs-money", "irreversible", "create-only")) {
      assertThat(decision(modes, remedy("approval", impact)))
          .as(impact)
          .satisfies(
              decision -> {
                assertThat(decision.mode()).isEqualTo("approve");
                assertThat(decision.because()).contains("never automatic");
              });
    }
  }

  @Test
  void whatHasNoUndo_isNeverAutomatic_norIsAnAction() {
    Modes modes = modes(rule(Mode.AUTO, "it"));
    Step call =
        new Step("", "cluster.id", Map.of(), Map.of(), List.of(), "upgradeNodeImageVersion");
    Step change = new Step("", "cluster.id", Map.of("a", "true"), Map.of(), List.of(), "");

    assertThat(decision(modes, remedy("approval", "reimages-nodes", call, true)).mode())
        .isEqualTo("approve");
    assertThat(decision(modes, remedy("approval", "reimages-nodes", change, false)).mode())
        .isEqualTo("approve");
  }

  @Test
  void whatTheCatalogueWantsApproved_isAutomaticOnlyByName() {
    Remedy remedy = remedy("approval", "reimages-nodes");

    assertThat(decision(modes(rule(Mode.AUTO)), remedy))
        .satisfies(
            decision -> {
              assertThat(decision.mode()).isEqualTo("approve");
              assertThat(decision.because()).contains("names the control");
            });
    assertThat(decision(modes(rule(Mode.AUTO, "it")), remedy).mode()).isEqualTo("auto");
  }
}
