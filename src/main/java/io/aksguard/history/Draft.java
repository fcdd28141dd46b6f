package io.aksguard.history;

import io.aksguard.cluster.ArmId;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.intent.Intent;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What one assessment or one step of a remediation says about a cluster, before the ledger has
 * compared it with what is known.
 *
 * @param cause the event, run or step, one line of at most {@link #MOST_CAUSE} characters
 * @param judgedAt the instant that the verdicts were asked for
 * @param configDigest of the configuration in force; may be empty
 * @param catalogueDigest of the controls in force; may be empty
 * @param observed when each section of the evidence was read, by the section's name
 * @param evidence keeps the evidence and tells its digest; it is asked for one only where something
 *     fails, and may be asked again
 * @param states the whole of what is known now
 * @param intents the whole of them, by their control; empty where they stay as they are
 * @param gone the cluster does not exist any more; then there are no states and no intents
 */
public record Draft(
    ArmId cluster,
    String cause,
    Instant judgedAt,
    String configDigest,
    String catalogueDigest,
    Map<String, Instant> observed,
    Supplier<String> evidence,
    Map<FindingKey, State> states,
    Optional<Map<String, Intent>> intents,
    boolean gone) {
  public static final int MOST_CAUSE = 500;

  /**
   * @throws IllegalArgumentException when a cluster that is gone has states
   */
  public Draft {
    if (gone && !(states.isEmpty() && intents.filter(Map::isEmpty).isPresent())) {
      throw new IllegalArgumentException("a cluster that is gone has no states: " + cluster);
    }
    String line = Texts.kept(cause).strip().replaceAll("\\s*\\R\\s*", " ");
    cause = line.length() <= MOST_CAUSE ? line : line.substring(0, MOST_CAUSE - 1) + "…";
    observed = Collections.unmodifiableMap(new TreeMap<>(observed));
    Map<FindingKey, State> kept = new TreeMap<>();
    states.values().forEach(state -> kept.put(Texts.kept(state.key()), Texts.kept(state)));
    states = Collections.unmodifiableMap(kept);
    intents = intents.map(Draft::kept);
  }

  private static Map<String, Intent> kept(Map<String, Intent> intents) {
    Map<String, Intent> kept = new TreeMap<>();
    intents.values().stream()
        .map(Texts::kept)
        .forEach(intent -> kept.put(intent.control(), intent));
    return Collections.unmodifiableMap(kept);
  }

  /** One that says nothing of intents. */
  public Draft(
      ArmId cluster,
      String cause,
      Instant judgedAt,
      String configDigest,
      String catalogueDigest,
      Map<String, Instant> observed,
      Supplier<String> evidence,
      Map<FindingKey, State> states,
      boolean gone) {
    this(
        cluster,
        cause,
        judgedAt,
        configDigest,
        catalogueDigest,
        observed,
        evidence,
        states,
        gone ? Optional.of(Map.of()) : Optional.empty(),
        gone);
  }

  /** The same of what was found, with other intents. */
  static Draft of(
      Known known, ArmId cluster, String cause, Instant at, Map<String, Intent> intents) {
    Optional<Commit> newest = known.newest();
    return new Draft(
        cluster,
        cause,
        newest.map(Commit::judgedAt).orElse(at),
        newest.map(Commit::configDigest).orElse(""),
        newest.map(Commit::catalogueDigest).orElse(""),
        Map.of(),
        () -> newest.map(Commit::evidence).orElse(""),
        known.states(),
        newest.map(Commit::gone).orElse(false) ? Optional.of(Map.of()) : Optional.of(intents),
        newest.map(Commit::gone).orElse(false));
  }

  /** A cluster that its resource provider does not know any more. */
  public static Draft gone(
      ArmId cluster, String cause, Instant judgedAt, Map<String, Instant> observed) {
    return new Draft(cluster, cause, judgedAt, "", "", observed, () -> "", Map.of(), true);
  }
}
