package io.aksguard.activity;

import io.aksguard.activity.Judging.Judged;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.intent.Intent;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Changes;
import io.aksguard.remediation.Named;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says of each intent that was written, by a fresh assessment, whether it has helped. */
final class Verification {
  private final Judged judged;
  private final Map<String, Attempt> attempts;
  private final Changes left;

  /**
   * @param attempts all writes of the intents, by their ids
   * @param left what is still to be done for them
   */
  Verification(Judged judged, Map<String, Attempt> attempts, Changes left) {
    this.judged = judged;
    this.attempts = attempts;
    this.left = left;
  }

  static Map<String, Attempt> attempts(ArmId cluster, List<Intent> written, Attempts kept) {
    Map<String, Attempt> attempts = new HashMap<>();
    for (Intent intent : written) {
      for (String id : intent.attempts()) {
        attempts.computeIfAbsent(id, each -> kept.of(ClusterKey.of(cluster), each));
      }
    }
    return attempts;
  }

  Verdict of(Intent intent) {
    Health health = Health.of(judged.evidence().orElseThrow());
    if (health == Health.BROKEN) {
      return new Verdict.Bad("it left the cluster in a failed state", true);
    }
    if (health == Health.CHANGING) {
      return new Verdict.Doubt();
    }
    Set<String> broken = broken(intent);
    if (!broken.isEmpty()) {
      return new Verdict.Bad("since then fails: " + String.join(", ", broken), false);
    }
    List<State> states =
        judged.states().values().stream()
            .filter(state -> state.key().control().equals(intent.control()))
            .toList();
    // What another version wants was neither planned nor approved.
    boolean isSame = states.stream().map(State::version).allMatch(intent.version()::equals);
    List<State> failing = states.stream().filter(each -> each.status() == Status.FAIL).toList();
    if (failing.stream().anyMatch(state -> isFor(intent, state.key()))) {
      return isSame && isMoreToWrite(intent)
          ? new Verdict.More()
          : new Verdict.Bad("it was carried out, and the failure is still there", false);
    }
    // A control that says nothing any more has not said that the failure is gone.
    if (states.isEmpty() || states.stream().anyMatch(state -> state.status() == Status.UNKNOWN)) {
      return new Verdict.Doubt();
    }
    if (isSame && isAnyLeft(intent)) {
      return new Verdict.More();
    }
    if (failing.isEmpty()) {
      return new Verdict.Helped();
    }
    Set<String> named = new HashSet<>();
    states.forEach(state -> named.add(Named.of(state.key())));
    return named.containsAll(mending(intent))
        ? new Verdict.HelpedInPart(rest(intent, failing))
        : new Verdict.Doubt();
  }

  /** Whether any of its writes is to mend that failure; one of which nothing is known may be. */
  private boolean isFor(Intent intent, FindingKey failure) {
    return intent.attempts().isEmpty()
        || intent.attempts().stream().anyMatch(id -> of(id).isFor(failure));
  }

  /** All that the intent was to mend. */
  private Set<String> mending(Intent intent) {
    Set<String> theirs = new HashSet<>();
    for (String id : intent.attempts()) {
      theirs.addAll(of(id).mending());
    }
    theirs.removeIf(
        name -> !name.equals(intent.control()) && !name.startsWith(intent.control() + ' '));
    return theirs;
  }

  /** What still fails, and why nothing was written for it. */
  private String rest(Intent intent, List<State> failing) {
    return failing.stream()
        .map(state -> state.key().subject())
        .map(subject -> subject + ": " + rest(intent, subject))
        .collect(Collectors.joining("; "));
  }

  private String rest(Intent intent, String subject) {
    return left.fixes().stream()
        .filter(fix -> fix.control().equals(intent.control()))
        .filter(fix -> fix.subjects().contains(subject) && !fix.hold().isNone())
        .map(fix -> fix.hold().reason())
        .findFirst()
        .orElse("it needs another fix");
  }

  /**
   * What fails now and has passed before one of its writes. What did not apply before was not
   * broken: who turns something on is shown what else there is to do. What was broken is mended by
   * taking the write back; that nothing else is written for it, meanwhile or where it stays broken,
   * is the part of {@link io.aksguard.remediation.guard.Loop}.
   */
  private Set<String> broken(Intent intent) {
    Set<String> passed = new HashSet<>();
    intent.attempts().forEach(id -> passed.addAll(of(id).passing()));
    Set<String> broken = new TreeSet<>(Named.of(judged.states(), Status.FAIL));
    broken.retainAll(passed);
    return broken;
  }

  /** In a resource that was not written for it yet. */
  private boolean isMoreToWrite(Intent intent) {
    Set<ArmId> written = new HashSet<>();
    intent.attempts().forEach(id -> written.add(of(id).resource()));
    return left.changes().stream()
        .filter(change -> change.controls().contains(intent.control()))
        .anyMatch(change -> !written.contains(change.resource()));
  }

  private boolean isAnyLeft(Intent intent) {
    return left.changes().stream().anyMatch(each -> each.controls().contains(intent.control()));
  }

  private Attempt of(String id) {
    Attempt attempt = attempts.get(id);
    if (attempt == null) {
      throw new IllegalStateException("no attempt " + id);
    }
    return attempt;
  }
}
