package io.aksguard.remediation;

import java.util.List;

/**
 * What is carried out now.
 *
 * @param changes the calls, in the order in which they are made
 * @param fixes one for what fails of each control and goes together, the worst first; those that
 *     {@link Fix#hold} does not hold are in the calls. A control of which nothing fails any more
 *     has none.
 */
public record Changes(List<Change> changes, List<Fix> fixes) {
  public Changes {
    changes = List.copyOf(changes);
    fixes = List.copyOf(fixes);
  }
}
