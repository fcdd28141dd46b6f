package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.remediation.PatchOperation;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Write;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  /** The member stands once in the call, and both controls are mended by it. */
  @Test
  void callThatMendsSeveralControls_namesAlsoThoseWhoseMembersAnotherWantsToo() {
    PatchOperation operation = new PatchOperation("add", "/properties/a", null, true);
    Write write =
        new Write(
            new ArmId("/subscriptions/s/resourceGroups/g"),
            false,
            "",
            "in-place",
            "in place: nothing restarts",
            List.of(new Write.Edit("one", operation)),
            List.of("one", "two", "three"),
            List.of());
    StringWriter text = new StringWriter();

    new PlanText(new PrintWriter(text)).show(new Planned(List.of(), List.of(write)));

    assertThat(text.toString())
        .contains("    + /properties/a = true   for one\n    and for two, three\n");
  }
}
