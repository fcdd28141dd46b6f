package io.aksguard.remediation;

import io.aksguard.remediation.permission.Permission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
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

  /**
   * The same, where a fix is held for want of what its calls need: what nobody will be allowed to
   * do is not promised. Calls of fixes that are only shown are not asked about.
   *
   * @param lacking why Azure would refuse a call that needs these
   */
  public Planned holding(Function<List<Permission>, Optional<Hold>> lacking) {
    Set<String> wanted =
        fixes.stream().filter(Fix::isWanted).map(Fix::control).collect(Collectors.toSet());
    Map<String, Hold> held = new HashMap<>();
    writes.stream()
        .filter(write -> write.controls().stream().anyMatch(wanted::contains))
        .forEach(
            write ->
                lacking
                    .apply(write.permissions())
                    .ifPresent(
                        hold -> write.controls().forEach(each -> held.putIfAbsent(each, hold))));
    return new Planned(fixes.stream().map(fix -> held(fix, held)).toList(), writes);
  }

  private static Fix held(Fix fix, Map<String, Hold> held) {
    Hold hold = held.get(fix.control());
    return hold != null && fix.isWanted() ? fix.heldBy(hold) : fix;
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
        .filter(Fix::isWanted)
        .collect(Collectors.groupingBy(Fix::control, TreeMap::new, Collectors.toList()));
  }
}
