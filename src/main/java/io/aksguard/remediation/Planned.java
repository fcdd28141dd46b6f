package io.aksguard.remediation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

  /** What of it is for one control: its fixes, and what the calls change for it. */
  public Planned only(String control) {
    return new Planned(
        fixes.stream().filter(fix -> fix.control().equals(control)).toList(),
        writes.stream()
            .filter(write -> write.controls().contains(control))
            .map(write -> write.only(control))
            .toList());
  }

  /** The fixes that make an intent, by control: worked out, and not only shown. */
  Map<String, List<Fix>> wanted() {
    return fixes.stream()
        .filter(fix -> fix.hold().isPlanned() && !fix.decision().isReport())
        .collect(Collectors.groupingBy(Fix::control, TreeMap::new, Collectors.toList()));
  }
}
