package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Control;
import io.aksguard.finding.State;
import io.aksguard.history.DamagedException;
import io.aksguard.history.Known;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.inbox.Agenda;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.Plan;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Plans;
import io.aksguard.remediation.Standing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What people may decide about, from the ledger and the newest plans. Nothing is written. */
public final class Proposals {
  private final Ledger ledger;
  private final Plans plans;
  private final Agenda agenda;
  private final Rules.Source rules;
  private final Clock clock;

  public Proposals(Ledger ledger, Plans plans, Agenda agenda, Rules.Source rules, Clock clock) {
    this.ledger = ledger;
    this.plans = plans;
    this.agenda = agenda;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param damaged why clusters could not be looked at, a sentence each
   */
  public record Listed(List<Proposal> proposals, List<String> damaged) {
    public Listed {
      proposals = List.copyOf(proposals);
      damaged = List.copyOf(damaged);
    }
  }

  /**
   * All intents in these phases, by cluster; one whose history is damaged hides no other.
   *
   * @param only the one cluster that is meant; empty for all
   */
  public Listed in(Set<Phase> phases, Optional<ArmId> only) {
    Map<String, String> titles = titles();
    List<Proposal> proposals = new ArrayList<>();
    List<String> damaged = new ArrayList<>();
    for (ArmId cluster : only.map(List::of).orElseGet(() -> clusters(phases))) {
      try {
        Seen seen = new Seen(cluster, ledger.known(ClusterKey.of(cluster)), titles);
        seen.known.intents().values().stream()
            .filter(intent -> phases.contains(intent.phase()))
            .forEach(intent -> proposals.add(seen.of(intent.control())));
      } catch (DamagedException e) {
        damaged.add(cluster + ": " + e.getMessage());
      }
    }
    return new Listed(proposals, damaged);
  }

  /** What has ended waits for nothing, and is on no agenda. */
  private List<ArmId> clusters(Set<Phase> phases) {
    return phases.stream().anyMatch(Phase::isEnded)
        ? ledger.clusters().stream().map(ListedCluster::id).toList()
        : agenda.all();
  }

  /** Of one control in one cluster; empty where neither the ledger nor the catalogue knows it. */
  public Optional<Proposal> of(ArmId cluster, String control) {
    Seen seen = new Seen(cluster, ledger.known(ClusterKey.of(cluster)), titles());
    return seen.knows(control) ? Optional.of(seen.of(control)) : Optional.empty();
  }

  private Map<String, String> titles() {
    return rules.get().catalogue().controls().stream()
        .collect(Collectors.toMap(Control::id, control -> control.definition().title()));
  }

  /** One cluster, read once. */
  private final class Seen {
    private final ArmId cluster;
    private final Known known;
    private final Map<String, String> titles;
    private final Optional<Plan> plan;

    private Seen(ArmId cluster, Known known, Map<String, String> titles) {
      this.cluster = cluster;
      this.known = known;
      this.titles = titles;
      this.plan = newest(known);
    }

    /** Where it is damaged nothing can be shown, and with that nothing be approved by it. */
    private Optional<Plan> newest(Known of) {
      try {
        return of.head()
            .flatMap(head -> plans.newest(head.cluster(), head.plannedSeq(), head.plannedBy()));
      } catch (IllegalStateException e) {
        return Optional.empty();
      }
    }

    private boolean knows(String control) {
      return titles.containsKey(control) || known.intents().containsKey(control);
    }

    /** Others are history: the newest plan says what would be done now. */
    private static boolean isOpen(Intent intent) {
      return !intent.phase().isEnded() || Phase.GIVEN_UP.contains(intent.phase());
    }

    private boolean isWanted(Intent intent) {
      return plan.filter(newest -> newest.wants(intent)).isPresent();
    }

    private Proposal of(String control) {
      Optional<Intent> intent = Optional.ofNullable(known.intents().get(control));
      Optional<Planned> planned = plan.map(newest -> newest.planned().only(control));
      boolean isShown = intent.filter(Seen::isOpen).map(this::isWanted).orElse(true);
      List<State> states =
          known.states().values().stream()
              .filter(state -> state.key().control().equals(control))
              .toList();
      List<Fix> fixes = planned.map(Planned::fixes).orElse(List.of());
      return new Proposal(
          cluster,
          control,
          titles.getOrDefault(control, ""),
          intent,
          planned.filter(any -> isShown),
          Standing.of(intent, states, fixes, isShown, clock.instant()));
    }
  }
}
