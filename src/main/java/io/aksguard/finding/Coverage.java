package io.aksguard.finding;

import io.aksguard.control.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How much of what was asked could be answered, in pairs of a control and a cluster. A pair is
 * covered where none of its subjects is UNKNOWN.
 */
public record Coverage(long clusters, long pairs, long covered) {
  public static final Coverage NONE = new Coverage(0, 0, 0);

  /** With one more cluster. */
  public Coverage plus(List<Finding> ofOneCluster) {
    Tally tally = new Tally();
    ofOneCluster.forEach(tally::add);
    return plus(tally.coverage());
  }

  /** Counts the findings of one cluster. */
  public static final class Tally {
    private final Set<String> controls = new HashSet<>();
    private final Set<String> unknown = new HashSet<>();

    public void add(Finding finding) {
      controls.add(finding.control());
      if (finding.status() == Status.UNKNOWN) {
        unknown.add(finding.control());
      }
    }

    public Coverage coverage() {
      return new Coverage(1, controls.size(), controls.size() - unknown.size());
    }
  }

  /** Of other clusters too. */
  public Coverage plus(Coverage others) {
    return new Coverage(clusters + others.clusters, pairs + others.pairs, covered + others.covered);
  }

  /** In percent, rounded down to two digits, so that 100 means all; 0 where nothing was asked. */
  public double percent() {
    return pairs == 0 ? 0 : Math.floor(10_000.0 * covered / pairs) / 100;
  }
}
