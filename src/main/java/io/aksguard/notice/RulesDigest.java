package io.aksguard.notice;

import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects what changed rules have moved in the fleet until a run closed. Whoever makes it gives it
 * every cluster's commits since {@link Rollout#since}; those that are not for it are passed over.
 */
public final class RulesDigest {
  private final FleetRun run;
  private final Rollout rollout;
  private final Map<String, Moved> byControl = new TreeMap<>();
  private final Map<Change, Integer> changes = new LinkedHashMap<>();
  private int clusters;
  private int opened;
  private int resolved;

  /**
   * @param run one that has closed
   * @param rollout with the runs before it and after it
   */
  public RulesDigest(FleetRun run, Rollout rollout) {
    this.run = run;
    this.rollout = rollout;
  }

  private record Change(Rules from, Rules to) {}

  private static final class Moved {
    private final String severity;
    private int opened;
    private int resolved;
    private int clusters;
    private String newest = "";

    private Moved(Transition transition) {
      this.severity = Derivation.severity(transition).word();
    }

    private Map<String, Object> members(String control) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("control", control);
      members.put("severity", severity);
      members.put("opened", opened);
      members.put("resolved", resolved);
      members.put("clusters", clusters);
      return members;
    }
  }

  /** Whether the commit's transitions are wanted, which spares reading those of others. */
  public boolean wants(Commit commit, @Nullable Commit previous) {
    return rollout.collects(commit, previous) && rollout.tells(run, commit);
  }

  /** Adds the commit where it is one for this digest. */
  public void add(Commit commit, @Nullable Commit previous, List<Transition> transitions) {
    if (previous == null || !wants(commit, previous)) {
      return;
    }
    boolean moved = false;
    for (Transition transition : transitions) {
      if (Rollout.byRules(transition, commit, previous)
          && (transition.opens() || transition.resolves())) {
        add(commit.cluster().value(), transition);
        moved = true;
      }
    }
    if (moved) {
      clusters++;
      changes.merge(new Change(Rules.of(previous), Rules.of(commit)), 1, Integer::sum);
    }
  }

  private void add(String cluster, Transition transition) {
    Moved moved =
        byControl.computeIfAbsent(transition.key().control(), control -> new Moved(transition));
    if (transition.opens()) {
      moved.opened++;
      opened++;
    } else {
      moved.resolved++;
      resolved++;
    }
    if (!moved.newest.equals(cluster)) {
      moved.newest = cluster;
      moved.clusters++;
    }
  }

  /** The one notice of the run; empty where the rules have moved nothing. */
  public Optional<Notice> notice() {
    Optional<Instant> closed = Rollout.closes(run);
    if (clusters == 0 || closed.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("run", run.id());
    members.put("from", rollout.since(run).toString());
    members.put("to", closed.get().toString());
    members.put("clusters", clusters);
    members.put("opened", opened);
    members.put("resolved", resolved);
    members.put("changes", changes());
    members.put(
        "more",
        "aks-guard history show --from %s --to %s".formatted(rollout.since(run), closed.get()));
    List<Map<String, Object>> controls = new ArrayList<>();
    byControl.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().clusters))
        .forEach(entry -> controls.add(entry.getValue().members(Composing.cut(entry.getKey()))));
    return Optional.of(
        Composing.notice(
            NoticeType.RULES_CHANGED,
            List.of(run.id()),
            Notice.FLEET,
            closed.get(),
            members,
            "controls",
            controls));
  }

  /** The ten that concern most clusters. */
  private List<Map<String, Object>> changes() {
    return changes.entrySet().stream()
        .sorted(Map.Entry.<Change, Integer>comparingByValue().reversed())
        .limit(10)
        .map(
            entry -> {
              Map<String, Object> change = new LinkedHashMap<>();
              change.put("fromCatalogue", entry.getKey().from().catalogue());
              change.put("toCatalogue", entry.getKey().to().catalogue());
              change.put("fromConfig", entry.getKey().from().config());
              change.put("toConfig", entry.getKey().to().config());
              change.put("clusters", entry.getValue());
              return change;
            })
        .toList();
  }
}
