package io.aksguard.remediation;

import java.util.List;

/**
 * What would be done about failures.
 *
 * @param fixes one for what is mended, or held, together; the worst first
 * @param writes the calls that the fixes come to which are worked out, whenever they are due, in
 *     the order in which they would be made
 */
public record Planned(List<Fix> fixes, List<Write> writes) {
  public Planned {
    fixes = List.copyOf(fixes);
    writes = List.copyOf(writes);
  }
}
