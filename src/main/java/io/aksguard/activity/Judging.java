package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gaps;
import io.aksguard.finding.Diff;
import io.aksguard.finding.Finding;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.history.Appended;
import io.aksguard.history.Commit;
import io.aksguard.history.Draft;
import io.aksguard.history.Ledger;
import io.aksguard.inbox.ReverseIndex;
import io.aksguard.inbox.Uses;
import io.aksguard.storage.Blobs;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads one cluster directly, judges it, and records what has moved. May be done twice. */
public final class Judging {
  private final Collector collector;
  private final Rules.Source rules;
  private final SelfRecord self;
  private final Ledger ledger;
  private final ReverseIndex index;
  private final Blobs evidence;
  private final Clock clock;

  /**
   * @param collector reads clusters directly, never through Resource Graph
   */
  public Judging(
      Collector collector,
      Rules.Source rules,
      SelfRecord self,
      Ledger ledger,
      ReverseIndex index,
      Blobs evidence,
      Clock clock) {
    this.collector = collector;
    this.rules = rules;
    this.self = self;
    this.ledger = ledger;
    this.index = index;
    this.evidence = evidence;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param evidence empty where the cluster does not exist any more
   * @param transitions how many were recorded
   */
  record Judged(
      Rules by,
      Instant at,
      Optional<Evidence> evidence,
      Map<FindingKey, State> states,
      int transitions) {}

  /**
   * @param cause one line
   */
  Judged record(ArmId cluster, String cause) {
    Rules by = rules.get();
    Instant at = clock.instant();
    Optional<Evidence> read = collector.cluster(cluster);
    if (read.isEmpty()) {
      index.record(cluster, Set.of());
      return new Judged(by, at, read, Map.of(), append(gone(cluster, cause, at, by)));
    }
    List<Finding> findings = by.auditor(at).audit(self.addTo(read.get(), at));
    Map<FindingKey, State> states = Diff.states(findings);
    Map<FindingKey, State> all = new HashMap<>(notAsked(cluster, by));
    all.putAll(states);
    index(cluster, read.get());
    self.judged(cluster, findings, at);
    Draft draft =
        new Draft(
            cluster,
            cause,
            at,
            by.configDigest(),
            by.catalogue().digest(),
            observed(read.get()),
            () -> EvidenceFile.keep(read.get(), evidence),
            all,
            false);
    return new Judged(by, at, read, states, append(draft));
  }

  /** What somebody else has recorded of controls that are not asked here stays as it is. */
  private Map<FindingKey, State> notAsked(ArmId cluster, Rules by) {
    Set<String> controls = by.notAsked();
    if (controls.isEmpty()) {
      return Map.of();
    }
    return ledger.known(ClusterKey.of(cluster)).states().entrySet().stream()
        .filter(each -> controls.contains(each.getKey().control()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What could not be read may still be in use, and its next event must find the cluster. */
  private void index(ArmId cluster, Evidence read) {
    boolean isWhole =
        read.sections().values().stream().allMatch(s -> Gaps.first(s.value()).isEmpty());
    if (isWhole) {
      index.record(cluster, Uses.of(read));
    } else {
      index.add(cluster, Uses.of(read));
    }
  }

  private static Draft gone(ArmId cluster, String cause, Instant at, Rules by) {
    return new Draft(
        cluster,
        cause,
        at,
        by.configDigest(),
        by.catalogue().digest(),
        Map.of("cluster", at),
        () -> "",
        Map.of(),
        true);
  }

  private int append(Draft draft) {
    Appended appended = ledger.append(draft);
    if (appended instanceof Appended.Stale) {
      // Somebody else has read later than we: what was read now is of no use.
      throw new IllegalStateException("evidence of " + draft.cluster() + " is older than history");
    }
    return appended.commit().map(Commit::transitions).orElse(0);
  }

  static Map<String, Instant> observed(Evidence evidence) {
    Map<String, Instant> observed = new TreeMap<>();
    evidence
        .sections()
        .forEach(
            (name, section) -> {
              if (section.observedAt() != null) {
                observed.put(name, section.observedAt());
              }
            });
    return observed;
  }
}
