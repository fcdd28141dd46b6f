package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.intent.Intent;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Changes;
import io.aksguard.remediation.Named;
import io.aksguard.remediation.Preimage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a fix of several writes still owes where its control passes already. */
class UnfinishedTest {
  private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");
  private static final ArmId AKS =
      new ArmId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/a");
  private static final String VERSION = "v";

  private static State state(String subject, Status status, String version) {
    FindingKey key = new FindingKey("c", subject);
    return new State(key, version, Severity.HIGH, status, "", "", "", "", AT);
  }

  private static Attempt attempt(String written, List<String> passing) {
    String[] parts = written.split(" ");
    ArmId resource = new ArmId(AKS + "/agentPools/" + parts[0]);
    String call = parts.length > 1 ? parts[1] : "";
    Preimage preimage = new Preimage(resource, false, List.of());
    return new Attempt(AKS, 1, AT, call, List.of("c"), passing, List.of(), preimage, "", "");
  }

  /**
   * @param made pools that were written, or pools and actions
   * @param passing verdicts that had passed before each of these
   */
  private static Unfinished of(List<State> states, List<String> made, List<List<String>> passing) {
    Map<FindingKey, State> known = new HashMap<>();
    states.forEach(state -> known.put(state.key(), state));
    Map<String, Attempt> attempts = new HashMap<>();
    Intent intent = Intent.of(AKS, "c", VERSION, "wish", "approve", AT);
    for (int i = 0; i < made.size(); i++) {
      attempts.put("id-" + i, attempt(made.get(i), passing.get(i)));
      intent = intent.attempting("id-" + i);
    }
    return Unfinished.of(known, List.of(intent), attempts);
  }

  /**
   * Subjects p and q; each write's verdicts that had passed before it are parted by commas, those
   * of writes by bars.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "has failed before and passes,       PASS, PASS, v, 'c q',      p",
    "all have failed before and pass,    PASS, PASS, v, '',         p q",
    "passed before the second write,     PASS, PASS, v, '|c p,c q', p q",
    "passed before both writes,          PASS, PASS, v, 'c p|c p',  q",
    "one fails: the plan has it anyhow,  FAIL, PASS, v, '',         ''",
    "is unknown,                         UNKNOWN, PASS, v, '',      q",
    "another version of the control,     PASS, PASS, w, '',         ''",
  })
  void whatHasFailedBeforeAllWrites_isWorkedOutAsIfItFailed(
      String name, Status p, Status q, String version, String passing, String worked) {
    List<List<String>> before =
        Arrays.stream(passing.split("\\|", -1))
            .map(each -> Arrays.stream(each.split(",")).filter(one -> !one.isEmpty()).toList())
            .toList();
    List<State> states = List.of(state("p", p, version), state("q", q, version));

    Unfinished unfinished = of(states, List.of("p", "p call").subList(0, before.size()), before);

    List<String> asIf = new ArrayList<>();
    unfinished.states().stream()
        .filter(each -> each.status() == Status.FAIL && !states.contains(each))
        .map(each -> Named.of(each.key()).substring("c ".length()))
        .sorted()
        .forEach(asIf::add);
    assertThat(String.join(" ", asIf)).isEqualTo(worked);
    assertThat(unfinished.states()).hasSameSizeAs(states);
  }

  /** Of a control that passes: what is not there, and actions, if they were not sent for it. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a resource that is not there,     PASS, q,      true,  true",
    "one that was made for it,         PASS, p,      true,  false",
    "members of one that is there,     PASS, q,      false, false",
    "an action,                        PASS, p call, false, true",
    "an action that was posted,        PASS, q call, false, false",
    "anything of one that fails still, FAIL, p,      false, true",
  })
  void whatWasNotSent_isDue(String name, Status now, String write, boolean isNew, boolean isDue) {
    Unfinished unfinished =
        of(List.of(state("", now, VERSION)), List.of("p", "q call"), List.of(List.of(), List.of()));
    Attempt as = attempt(write, List.of());
    Change change = new Change(as.resource(), isNew, as.call(), List.of(), List.of("c"), List.of());

    Changes due = unfinished.due(new Changes(List.of(change), List.of()));

    assertThat(due.changes()).isEqualTo(isDue ? List.of(change) : List.of());
  }
}
