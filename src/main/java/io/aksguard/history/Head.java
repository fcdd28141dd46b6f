package io.aksguard.history;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the chain of one cluster ends, and how far what follows from it was done.
 *
 * @param seq of the newest commit, from 1
 * @param hash of the newest commit
 * @param recordedAt of the newest commit
 * @param noticedSeq notices of the commits up to this one were published; 0 for none
 * @param plannedSeq plans were made for the commits up to this one; 0 for none
 * @param plannedBy names the rules that the newest plan was made by; empty where there is none
 * @param checkpointSeq of the newest commit with a checkpoint; 0 where there is none yet
 * @param cutBefore commits before this one were cut by {@link Retention}; 1 where none was
 * @param observed when each section of the evidence was read last, also where nothing had moved;
 *     older evidence is refused
 */
public record Head(
    ClusterKey cluster,
    ArmId id,
    long seq,
    String hash,
    Instant recordedAt,
    long noticedSeq,
    long plannedSeq,
    String plannedBy,
    long checkpointSeq,
    long cutBefore,
    Map<String, Instant> observed) {
  public Head {
    observed = Collections.unmodifiableMap(new TreeMap<>(observed));
  }

  /** The mark of the notices never moves back. */
  Head noticed(long upToSeq) {
    return with(Math.max(noticedSeq, upToSeq), plannedSeq, plannedBy, observed);
  }

  /** The mark of the plans never moves back; by other rules they are made anew. */
  Head planned(long upToSeq, String rules) {
    return upToSeq < plannedSeq ? this : with(noticedSeq, upToSeq, rules, observed);
  }

  /** Evidence was read again. */
  Head seen(Map<String, Instant> sections) {
    return with(noticedSeq, plannedSeq, plannedBy, later(observed, sections));
  }

  /** The later instant of each section. */
  static Map<String, Instant> later(Map<String, Instant> one, Map<String, Instant> other) {
    Map<String, Instant> later = new TreeMap<>(one);
    other.forEach(
        (section, instant) -> later.merge(section, instant, (a, b) -> a.isBefore(b) ? b : a));
    return later;
  }

  private Head with(long noticed, long planned, String by, Map<String, Instant> sections) {
    return new Head(
        cluster,
        id,
        seq,
        hash,
        recordedAt,
        noticed,
        planned,
        by,
        checkpointSeq,
        cutBefore,
        sections);
  }
}
