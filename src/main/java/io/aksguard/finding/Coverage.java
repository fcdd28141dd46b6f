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
    Set<String> controls = new HashSet<>();
    Set<String> unknown = new HashSet<>();
    for (Finding finding : ofOneCluster) {
      controls.add(finding.control());
      if (finding.status() == Status.UNKNOWN) {
        unknown.add(finding.control());
      }
    }
    return new Coverage(
        clusters + 1, pairs + controls.size(), covered + controls.size() - unknown.size());
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
