package io.aksguard.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aksguard.control.Catalogue;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private final Planner planner = new Planner(Catalogue.builtIn());

  private static State state(
      String control, String subject, Severity severity, Status status, String waiver) {
    return new State(
        new FindingKey(control, subject), "v1", severity, status, waiver, "", "", "", null);
  }

  private static State failed(String control, String subject, String waiver) {
    return state(control, subject, Severity.MEDIUM, Status.FAIL, waiver);
  }

  @Test
  void onlyFailures_areMended_neverWhatIsUnknown() {
    List<Fix> fixes =
        planner.fixes(
            List.of(
                state("local-accounts-disabled", "", Severity.HIGH, Status.UNKNOWN, ""),
                state("autoscaling-on", "sys", Severity.LOW, Status.PASS, ""),
                state("autoscaling-on", "gpu", Severity.LOW, Status.NOT_APPLICABLE, ""),
                state("autoscaling-on", "user", Severity.LOW, Status.FAIL, "")));

    assertThat(fixes).singleElement().extracting(Fix::subjects).isEqualTo(List.of("user"));
  }

  @Test
  void subjectsOfOneControl_areOneFix_andThoseUnderAWaiverAnother() {
    List<Fix> fixes =
        planner.fixes(
            List.of(
                failed("autoscaling-on", "b", ""),
                failed("autoscaling-on", "a", ""),
                failed("autoscaling-on", "c", "w-7")));

    assertThat(fixes)
        .extracting(Fix::subjects, fix -> fix.hold().guard())
        .containsExactlyInAnyOrder(
            tuple(List.of("a", "b"), "writes"), tuple(List.of("c"), "waiver"));
    assertThat(fixes)
        .filteredOn(fix -> fix.hold().guard().equals("waiver"))
        .singleElement()
        .satisfies(fix -> assertThat(fix.hold().reason()).contains("w-7"));
  }

  @Test
  void theWorst_comesFirst() {
    List<Fix> fixes =
        planner.fixes(
            List.of(
                state("autoscaling-on", "a", Severity.LOW, Status.FAIL, ""),
                state("local-accounts-disabled", "", Severity.HIGH, Status.FAIL, ""),
                state("pools-are-vmss", "a", Severity.MEDIUM, Status.FAIL, "")));

    assertThat(fixes)
        .extracting(Fix::severity)
        .containsExactly(Severity.HIGH, Severity.MEDIUM, Severity.LOW);
  }

  @Test
  void everyFix_isHeld_bySomebodyWhoSaysWhy() {
    List<Fix> fixes =
        planner.fixes(
            Catalogue.builtIn().controls().stream()
                .map(control -> failed(control.id(), "", ""))
                .toList());

    assertThat(fixes)
        .hasSize(Catalogue.builtIn().controls().size())
        .allSatisfy(
            fix -> {
              assertThat(fix.how()).isNotBlank();
              assertThat(fix.hold().guard())
                  .isEqualTo(fix.mode().equals("manual") ? "person" : "writes");
            });
  }

  @Test
  void controlThatIsNotInTheCatalogueAnyMore_isHeld() {
    Fix fix = planner.fixes(List.of(failed("was-here-once", "", ""))).get(0);

    assertThat(fix.hold().guard()).isEqualTo("catalogue");
    assertThat(fix.how()).isEmpty();
  }
}
