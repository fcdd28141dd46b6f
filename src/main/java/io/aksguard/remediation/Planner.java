package io.aksguard.remediation;

import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.control.Mender;
import io.aksguard.control.Mending;
import io.aksguard.control.Remedy;
import io.aksguard.control.Status;
import io.aksguard.control.Wanted;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Origin;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pure: from what fails in a cluster to what would be done about it. */
public final class Planner {
  private static final Comparator<State> WORST_FIRST =
      Comparator.comparing(State::severity).reversed().thenComparing(State::key);

  private static final Comparator<Fix> WORST_FIX_FIRST =
      Comparator.comparing(Fix::severity)
          .reversed()
          .thenComparing(Fix::control)
          .thenComparing(fix -> fix.subjects().get(0));

  private static final Evidence NOTHING = new Evidence("", Origin.NONE, Map.of());

  private final Map<String, Control> controls;
  private final GuardConfig config;
  private final Mender mender;
  private final Instant at;
  private final Duration perNode;
  private final boolean waits;

  /**
   * @param at the instant that is judged at
   */
  public Planner(Catalogue catalogue, GuardConfig config, Instant at) {
    this.controls =
        catalogue.controls().stream().collect(Collectors.toMap(Control::id, Function.identity()));
    this.config = config;
    this.at = at;
    this.perNode = Duration.ofMinutes(minutes(config));
    this.mender = new Mender(catalogue.tables(), config.values(), at);
    this.waits = true;
  }

  private Planner(Planner other, boolean waits) {
    this.controls = other.controls;
    this.config = other.config;
    this.mender = other.mender;
    this.at = other.at;
    this.perNode = other.perNode;
    this.waits = waits;
  }

  /** The same that waits for no maintenance window. */
  public Planner atAnyTime() {
    return new Planner(this, false);
  }

  /**
   * A fix for each failure, the worst first. What is unknown gets none: nothing is mended on
   * suspicion.
   *
   * @param cluster its ARM id, or its name where the input has no id
   * @param evidence that the states were judged from; without it nothing can be worked out
   */
  public Planned plan(String cluster, Collection<State> states, Optional<Evidence> evidence) {
    OneCluster one = new OneCluster(cluster, evidence, failed(states), false, Set.of());
    return new Planned(one.fixes(), new Writes(controls, new Forecast(evidence)).of(one.merge));
  }

  /**
   * What is done about the failures of some controls alone, worked out again: no other fix stands
   * in their way, and neither does one of theirs that has to wait after all.
   *
   * @param states of a new assessment
   * @param evidence that they were judged from
   * @param allowed controls that were approved or are automatic, and that nothing outside this
   *     cluster's evidence and guard.yaml holds
   */
  public Changes changes(
      String cluster, Collection<State> states, Evidence evidence, Set<String> allowed) {
    return changes(cluster, states, evidence, allowed, Set.of());
  }

  /**
   * The same.
   *
   * @param begun controls whose remedies are carried out in part, and which may see nothing more
   */
  public Changes changes(
      String cluster,
      Collection<State> states,
      Evidence evidence,
      Set<String> allowed,
      Set<String> begun) {
    List<State> theirs =
        failed(states).stream().filter(state -> allowed.contains(state.key().control())).toList();
    OneCluster one = new OneCluster(cluster, Optional.of(evidence), theirs, true, begun);
    // The fixes first: they fill the merge.
    List<Fix> fixes = one.fixes();
    return new Changes(one.merge.changes(), fixes);
  }

  private static List<State> failed(Collection<State> states) {
    return states.stream()
        .filter(state -> state.status() == Status.FAIL)
        .sorted(WORST_FIRST)
        .toList();
  }

  private final class OneCluster {
    private final String cluster;
    private final Optional<Evidence> evidence;
    private final List<State> failed;
    private final boolean isDue;
    private final Set<String> begun;
    private final Optional<Map<String, String>> tags;
    private final Merge merge;
    private final WindowGuard window;

    /** By control, what fails of it. */
    private final Map<String, List<String>> subjects;

    private final Map<String, Map<String, Mending>> mendings = new HashMap<>();

    /**
     * @param isDue whether it is carried out now, where nothing holds it
     */
    private OneCluster(
        String cluster,
        Optional<Evidence> evidence,
        List<State> failed,
        boolean isDue,
        Set<String> begun) {
      this.cluster = cluster;
      this.evidence = evidence;
      this.failed = failed;
      this.isDue = isDue;
      this.begun = begun;
      this.tags = evidence.flatMap(Tags::of);
      this.merge = new Merge(new Bodies(evidence.orElse(NOTHING)));
      this.window = new WindowGuard(evidence.orElse(NOTHING), at, perNode);
      this.subjects =
          failed.stream()
              .map(State::key)
              .collect(
                  Collectors.groupingBy(
                      FindingKey::control,
                      Collectors.mapping(FindingKey::subject, Collectors.toList())));
    }

    /** One for all failures of a control that are mended, or held, together. */
    private List<Fix> fixes() {
      Map<List<String>, List<Fix>> alike = new LinkedHashMap<>();
      // What is only shown stands in nobody's way.
      for (State state : failed) {
        if (!isReported(state)) {
          take(state, alike);
        }
      }
      for (State state : failed) {
        if (isReported(state)) {
          take(state, alike);
        }
      }
      return alike.values().stream().map(Fix::together).sorted(WORST_FIX_FIRST).toList();
    }

    private void take(State state, Map<List<String>, List<Fix>> alike) {
      Fix fix = fix(state);
      alike
          .computeIfAbsent(
              List.of(fix.control(), fix.hold().guard(), fix.hold().reason()),
              key -> new ArrayList<>())
          .add(fix);
    }

    private boolean isReported(State state) {
      return Optional.ofNullable(controls.get(state.key().control()))
          .filter(control -> decision(control).isReport())
          .isPresent();
    }

    /** Where only a person can mend it, nobody else has a say. */
    private Decision decision(Control control) {
      Remedy remedy = control.definition().remedy();
      return remedy.steps().isEmpty()
          ? Decision.NONE
          : Decision.of(config.modes().of(control.id(), cluster, tags), remedy);
    }

    private Fix fix(State state) {
      Optional<Control> control = Optional.ofNullable(controls.get(state.key().control()));
      Optional<Remedy> remedy = control.map(found -> found.definition().remedy());
      Decision decision = control.map(this::decision).orElse(Decision.NONE);
      return new Fix(
          state.key().control(),
          // The one that is carried out; what was judged by an older one may fail still.
          control.map(Control::version).orElse(state.version()),
          state.severity(),
          List.of(state.key().subject()),
          remedy.map(Remedy::mode).orElse(""),
          remedy.map(Remedy::impact).orElse(""),
          how(state, control),
          decision,
          remedy.map(Remedy::permissions).orElse(List.of()),
          wishes(state, control),
          hold(state, control, decision));
    }

    private String how(State state, Optional<Control> control) {
      if (control.isEmpty()) {
        return "";
      }
      String filled =
          evidence
              .map(seen -> mending(control.get(), seen, state.key().subject()).how())
              .orElse("");
      return filled.isEmpty() ? control.get().definition().remedy().how() : filled;
    }

    private List<String> wishes(State state, Optional<Control> control) {
      if (evidence.isEmpty()
          || control.filter(c -> !c.definition().remedy().steps().isEmpty()).isEmpty()) {
        return List.of();
      }
      List<Wanted> steps = mending(control.get(), evidence.get(), state.key().subject()).steps();
      return steps.isEmpty() ? List.of() : List.of(Wish.of(steps));
    }

    private Hold hold(State state, Optional<Control> control, Decision decision) {
      if (!state.waiver().isEmpty()) {
        return new Hold("waiver", "waiver " + state.waiver() + " accepts the failure");
      }
      if (control.isEmpty()) {
        return new Hold("catalogue", "the catalogue does not have the control any more");
      }
      if (control.get().definition().remedy().steps().isEmpty()) {
        return new Hold("person", "only a person can mend it");
      }
      if (decision.isOff()) {
        return new Hold("off", "off by " + decision.because());
      }
      if (evidence.isEmpty()) {
        return new Hold(
            "evidence",
            "the evidence that it was judged from is not there any more, or is damaged");
      }
      Mending mending = mending(control.get(), evidence.get(), state.key().subject());
      if (!mending.unmet().isEmpty()) {
        return new Hold("needs", mending.unmet());
      }
      List<Wanted> steps = mending.steps();
      if (isDue) {
        return waits(control.get(), decision, steps)
            .or(() -> merge.add(control.get().id(), steps))
            .orElse(Hold.NONE);
      }
      return merge
          .add(control.get().id(), steps)
          .or(() -> waits(control.get(), decision, steps))
          .or(() -> approval(decision))
          .orElse(Hold.NONE);
    }

    private static Optional<Hold> approval(Decision decision) {
      return decision.isApprove()
          ? Optional.of(new Hold("approval", "a person has to approve it: " + decision.because()))
          : Optional.empty();
    }

    /** Why it is not carried out now, though it could be. */
    private Optional<Hold> waits(Control control, Decision decision, List<Wanted> steps) {
      if (decision.isReport()) {
        return Optional.of(new Hold("report", "report by " + decision.because()));
      }
      return waits ? window.hold(control.definition().remedy(), steps) : Optional.empty();
    }

    private Mending mending(Control control, Evidence seen, String subject) {
      return mendings
          .computeIfAbsent(
              control.id(),
              id ->
                  mender.mendings(
                      control, seen, subjects.getOrDefault(id, List.of()), begun.contains(id)))
          .getOrDefault(subject, Mending.NONE);
    }
  }

  private static long minutes(GuardConfig config) {
    return config.parameters().get("remedyNodeMinutes") instanceof Number minutes
        ? Math.max(1, minutes.longValue())
        : 1;
  }
}
