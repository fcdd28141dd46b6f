package io.aksguard.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Bounds;
import io.aksguard.config.Mode;
import io.aksguard.config.Modes;
import io.aksguard.intent.Intent;
import io.aksguard.remediation.guard.Loop;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person is shown of a plan is the part that he decides about. */
class PlannedPartsTest {
  private static final String CLEANER = "image-cleaner-on";
  private static final String COMMAND = "api-run-command-disabled";

  private final Shop shop = new Shop();

  private Planned plan(Modes modes) {
    return shop.plan(
        modes,
        Shop.evidence("{}"),
        List.of(Shop.failed(CLEANER, "", ""), Shop.failed(COMMAND, "", "")));
  }

  private static Plan kept(Planned planned) {
    return new Plan(new ArmId(Shop.ID), 1, "hash", Shop.AT, "digest", planned);
  }

  private Intent intent(Planned planned, String control) {
    Map<String, Intent> intents =
        new Intending(new ArmId(Shop.ID), Shop.AT, Bounds.DEFAULT, Loop.NONE)
            .after(Map.of(), List.of(), planned);
    return Optional.ofNullable(intents.get(control)).orElseThrow();
  }

  @Test
  void oneControl_hasItsEditsAlone_ofTheCallThatItShares() {
    Planned planned = plan(Modes.DEFAULT);

    Planned only = planned.only(CLEANER);

    assertThat(planned.writes()).hasSize(1);
    assertThat(only.fixes()).extracting(Fix::control).containsExactly(CLEANER);
    assertThat(only.writes()).hasSize(1);
    Write write = only.writes().get(0);
    assertThat(write.edits()).isNotEmpty().allMatch(edit -> edit.control().equals(CLEANER));
    assertThat(write.controls()).containsExactlyInAnyOrder(CLEANER, COMMAND);
    assertThat(planned.only("nope")).isEqualTo(new Planned(List.of(), List.of()));
  }

  @Test
  void plan_wantsItsOwnIntents_andNoOther() {
    Planned planned = plan(Modes.DEFAULT);
    Intent intent = intent(planned, CLEANER);

    assertThat(kept(planned).wants(intent)).isTrue();
    assertThat(kept(planned.only(COMMAND)).wants(intent)).isFalse();
    assertThat(kept(plan(new Modes(Mode.REPORT, List.of()))).wants(intent)).isFalse();
    assertThat(
            kept(planned)
                .wants(
                    Intent.of(
                        new ArmId(Shop.ID), CLEANER, "v1", "another wish", "approve", Shop.AT)))
        .isFalse();
  }
}
