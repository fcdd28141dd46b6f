package io.aksguard.remediation;

import io.aksguard.config.Mode;
import io.aksguard.config.Modes;
import io.aksguard.control.Remedy;

/**
 * Who decides about a fix.
 *
 * @param mode off, report, approve or auto; empty in a plan of a version before modes
 * @param because a sentence for people
 */
public record Decision(String mode, String because) {
  static final Decision NONE = new Decision("", "");

  /**
   * What the customer has chosen, within what the remedy allows: what cannot be taken back or costs
   * money is never automatic, and what the catalogue wants approved is automatic only where the
   * customer names the control.
   */
  static Decision of(Modes.Choice choice, Remedy remedy) {
    if (choice.mode() != Mode.AUTO) {
      return new Decision(choice.mode().word(), choice.by());
    }
    if (!remedy.mayBeAutomatic()) {
      return new Decision(Mode.APPROVE.word(), choice.by() + " says auto, but " + never(remedy));
    }
    if (remedy.mode().equals("approval") && !choice.isNamed()) {
      return new Decision(
          Mode.APPROVE.word(),
          choice.by()
              + " says auto, but the catalogue wants this approved: a rule that names the control"
              + " lifts that");
    }
    return new Decision(Mode.AUTO.word(), choice.by());
  }

  private static String never(Remedy remedy) {
    return switch (remedy.impact()) {
      case "costs-money" -> "what costs money is never automatic";
      default -> "what cannot be taken back is never automatic";
    };
  }

  boolean isOff() {
    return mode.equals(Mode.OFF.word());
  }

  boolean isApprove() {
    return mode.equals(Mode.APPROVE.word());
  }

  boolean isReport() {
    return mode.equals(Mode.REPORT.word());
  }
}
