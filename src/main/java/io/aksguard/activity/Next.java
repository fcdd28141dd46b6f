package io.aksguard.activity;

import io.aksguard.finding.FindingKey;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Changes;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.Named;
import java.time.Instant;
import java.util.List;

/**
 * The change that is made next.
 *
 * @param mending failures that its controls' fixes are to mend, as {@link Named}: also those that
 *     another change mends, now or in the next window, and none that is held otherwise
 * @param at when it was worked out
 */
record Next(Change change, List<String> mending, Instant at) {
  Next {
    mending = List.copyOf(mending);
  }

  /**
   * @param change one of the changes
   */
  static Next of(Changes changes, Change change, Instant at) {
    List<String> mending =
        changes.fixes().stream()
            .filter(Fix::isWanted)
            .filter(fix -> change.controls().contains(fix.control()))
            .flatMap(
                fix ->
                    fix.subjects().stream().map(subject -> new FindingKey(fix.control(), subject)))
            .map(Named::of)
            .toList();
    return new Next(change, mending, at);
  }
}
