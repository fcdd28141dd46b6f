package io.aksguard.cli;

import io.aksguard.config.Modes;
import io.aksguard.control.Catalogue;
import io.aksguard.remediation.azure.Permitted;
import io.aksguard.remediation.permission.Needed;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * What remediation needs of whoever carries it out: the actions of the role AKS Guard Remediator,
 * or those of them that the customer's remedies come to.
 *
 * @param isWanted whether any remedy may be carried out
 * @param actions in the order of their text
 */
record RemedyRights(boolean isWanted, SortedSet<String> actions) {

  /**
   * @param modes what the customer lets be mended; where he lets nothing, or nobody says, all
   *     remedies are asked about
   */
  static RemedyRights of(Catalogue catalogue, Optional<Modes> modes) {
    Predicate<String> wanted = control -> modes.filter(all -> all.mayMend(control)).isPresent();
    List<String> theirs = declared(catalogue, wanted);
    return theirs.isEmpty()
        ? new RemedyRights(false, Needed.together(declared(catalogue, control -> true)))
        : new RemedyRights(true, Needed.together(theirs));
  }

  private static List<String> declared(Catalogue catalogue, Predicate<String> wanted) {
    return catalogue.controls().stream()
        .filter(control -> wanted.test(control.id()))
        .flatMap(control -> control.definition().remedy().permissions().stream())
        .distinct()
        .toList();
  }

  /** Of a subscription; what is given on single groups or resources is not seen there. */
  List<String> lacking(Permitted.Known known) {
    return actions.stream().filter(action -> !known.allows(action)).toList();
  }

  /** For people. */
  String sentence(List<String> lacking) {
    if (lacking.isEmpty()) {
      return "all " + actions.size() + " actions that remedies need";
    }
    return "%s %d of %d actions that remedies need: %s"
        .formatted(
            isWanted ? "lacks" : "would lack, were it on,",
            lacking.size(),
            actions.size(),
            String.join(", ", lacking));
  }
}
