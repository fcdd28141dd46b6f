package io.aksguard.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Severity;
import io.aksguard.remediation.permission.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a plan promises where Azure does not allow all of it. */
class PlannedTest {
  private static final Hold LACKING = new Hold("permissions", "the app may not");

  private static Fix fix(String control, String mode, Hold hold) {
    return new Fix(
        control,
        "v1",
        Severity.LOW,
        List.of(""),
        "automatic",
        "in-place",
        "Do it.",
        new Decision(mode, "the default"),
        List.of(),
        List.of("wish"),
        hold);
  }

  private static Write write(String name, String... controls) {
    ArmId resource = new ArmId("/subscriptions/s/" + name);
    return new Write(
        resource,
        false,
        "",
        "in-place",
        "",
        List.of(),
        List.of(controls),
        List.of(new Permission(name + "/write", resource)));
  }

  private final List<String> asked = new ArrayList<>();

  /** Where nothing may be written but what is allowed. */
  private Optional<Hold> lacking(List<Permission> needed) {
    needed.forEach(each -> asked.add(each.action()));
    return needed.stream().anyMatch(each -> each.action().startsWith("allowed"))
        ? Optional.empty()
        : Optional.of(LACKING);
  }

  @Test
  void fixThatLacksAPermissionForOneOfItsCalls_isHeld_andOthersAreNot() {
    Planned planned =
        new Planned(
            List.of(
                fix("auto", "auto", Hold.NONE),
                fix("asked", "approve", new Hold("approval", "a person has to approve it")),
                fix("free", "auto", Hold.NONE),
                fix("unmet", "auto", new Hold("needs", "a parameter"))),
            List.of(
                write("allowed", "auto", "free"),
                write("a", "auto"),
                write("b", "asked", "unmet")));

    Planned held = planned.holding(this::lacking);

    assertThat(held.fixes().stream().map(Fix::hold))
        .containsExactly(LACKING, LACKING, Hold.NONE, new Hold("needs", "a parameter"));
    assertThat(held.writes()).isEqualTo(planned.writes());
  }

  @Test
  void whatIsOnlyShown_isNotAskedAbout() {
    Planned planned =
        new Planned(
            List.of(fix("shown", "report", new Hold("report", "report by default"))),
            List.of(write("a", "shown")));

    assertThat(planned.holding(this::lacking)).isEqualTo(planned);
    assertThat(asked).isEmpty();
  }
}
