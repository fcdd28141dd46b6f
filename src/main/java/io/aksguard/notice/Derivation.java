package io.aksguard.notice;

import io.aksguard.control.Severity;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a commit of the ledger gives people to know. Pure. */
public final class Derivation {
  private final Commit commit;
  private final List<Transition> transitions;

  private Derivation(Commit commit, List<Transition> transitions) {
    this.commit = commit;
    this.transitions = transitions;
  }

  /**
   * At most one notice of each type.
   *
   * @param previous the commit before it; null for the first one, or where it has been cut
   * @param transitions all that the commit records
   * @param rollout tells what a digest will tell instead
   */
  public static List<Notice> of(
      Commit commit, @Nullable Commit previous, List<Transition> transitions, Rollout rollout) {
    Derivation derivation = new Derivation(commit, transitions);
    if (commit.gone()) {
      return previous != null && previous.gone() ? List.of() : List.of(derivation.gone());
    }
    if (commit.seq() == 1 || (previous != null && previous.gone())) {
      return List.of(derivation.onboarded());
    }
    if (previous != null && rollout.collects(commit, previous)) {
      derivation =
          new Derivation(
              commit,
              transitions.stream().filter(t -> !Rollout.byRules(t, commit, previous)).toList());
    }
    List<Notice> notices = new ArrayList<>();
    derivation.add(NoticeType.FINDINGS_OPENED, Transition::opens, Derivation::opened, notices);
    derivation.add(
        NoticeType.FINDINGS_RESOLVED, Transition::resolves, Derivation::resolved, notices);
    return notices;
  }

  private void add(
      NoticeType type,
      Predicate<Transition> wanted,
      Function<Transition, Map<String, Object>> shown,
      List<Notice> notices) {
    List<Transition> moved =
        transitions.stream()
            .filter(wanted)
            .sorted(Comparator.comparing(Derivation::severity).reversed())
            .toList();
    if (!moved.isEmpty()) {
      Map<String, Object> members = members();
      members.put("total", moved.size());
      members.put("bySeverity", bySeverity(moved));
      members.put("open", commit.counts().open());
      notices.add(
          Composing.notice(
              type,
              fact(moved),
              commit.id().value(),
              commit.recordedAt(),
              members,
              "findings",
              moved.stream().map(shown).toList()));
    }
  }

  private Notice onboarded() {
    Map<String, Object> members = members();
    members.put("counts", counts());
    members.put("bySeverity", bySeverity(transitions.stream().filter(Transition::opens).toList()));
    return Composing.notice(
        NoticeType.CLUSTER_ONBOARDED,
        fact(List.of()),
        commit.id().value(),
        commit.recordedAt(),
        members);
  }

  private Notice gone() {
    Map<String, Object> members = members();
    members.put("wasOpen", transitions.stream().filter(Transition::resolves).count());
    return Composing.notice(
        NoticeType.CLUSTER_GONE,
        fact(List.of()),
        commit.id().value(),
        commit.recordedAt(),
        members);
  }

  /**
   * No instant and no hash: after a crash the same commit may be made later, and is the same fact.
   */
  private List<?> fact(List<Transition> moved) {
    List<Object> fact = new ArrayList<>(List.of(commit.cluster().value(), commit.seq()));
    for (Transition t : moved) {
      State after = t.after();
      fact.add(List.of(t.key().control(), t.key().subject(), after == null ? "" : after.status()));
    }
    return fact;
  }

  private Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cluster", commit.id().value());
    members.put("clusterKey", commit.cluster().value());
    members.put("commit", commit.seq());
    members.put("judgedAt", commit.judgedAt().toString());
    members.put("cause", commit.cause());
    members.put("catalogueDigest", commit.catalogueDigest());
    members.put("configDigest", commit.configDigest());
    members.put(
        "more",
        "aks-guard history show --cluster '%s' --from %s --to %s"
            .formatted(
                commit.id().value().replace("'", ""), commit.recordedAt(), commit.recordedAt()));
    return members;
  }

  private Map<String, Object> counts() {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("open", commit.counts().open());
    counts.put("waived", commit.counts().waived());
    counts.put("passed", commit.counts().passed());
    counts.put("notApplicable", commit.counts().notApplicable());
    counts.put("unknown", commit.counts().unknown());
    counts.put("controls", commit.counts().controls());
    counts.put("covered", commit.counts().covered());
    return counts;
  }

  /** A transition has at least one side. */
  static State side(@Nullable State first, @Nullable State second) {
    State side = first != null ? first : second;
    if (side == null) {
      throw new IllegalArgumentException("a transition from nothing to nothing");
    }
    return side;
  }

  static Severity severity(Transition transition) {
    return side(transition.after(), transition.before()).severity();
  }

  static Map<String, Object> bySeverity(List<Transition> moved) {
    Map<String, Object> counts = new LinkedHashMap<>();
    for (Severity severity : List.of(Severity.HIGH, Severity.MEDIUM, Severity.LOW)) {
      counts.put(severity.word(), moved.stream().filter(t -> severity(t) == severity).count());
    }
    return counts;
  }

  private static Map<String, Object> finding(Transition transition) {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("control", Composing.cut(transition.key().control()));
    finding.put("severity", severity(transition).word());
    finding.put("subject", Composing.cut(transition.key().subject()));
    return finding;
  }

  private static Map<String, Object> opened(Transition transition) {
    State after = side(transition.after(), null);
    Map<String, Object> finding = finding(transition);
    finding.put("message", Composing.cut(after.message()));
    finding.put("path", Composing.cut(after.path()));
    State before = transition.before();
    if (before != null && !before.waiver().isEmpty()) {
      finding.put("waiverEnded", Composing.cut(before.waiver()));
    }
    return finding;
  }

  private static Map<String, Object> resolved(Transition transition) {
    Map<String, Object> finding = finding(transition);
    State after = transition.after();
    if (after == null) {
      finding.put("now", "gone");
    } else {
      finding.put("now", after.waiver().isEmpty() ? word(after) : "waived");
      if (!after.waiver().isEmpty()) {
        finding.put("waiver", Composing.cut(after.waiver()));
      }
    }
    return finding;
  }

  private static String word(State state) {
    return switch (state.status()) {
      case PASS -> "passed";
      case NOT_APPLICABLE -> "notApplicable";
      case FAIL -> "failed";
      case UNKNOWN -> "unknown";
    };
  }
}
