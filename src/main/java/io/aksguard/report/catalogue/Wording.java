package io.aksguard.report.catalogue;

import io.aksguard.control.Parameter;
import io.aksguard.evidence.JsonWriter;
import java.util.Locale;

/** Words that more than one page uses. */
final class Wording {
  private Wording() {}

  static String type(Parameter parameter) {
    return parameter.type().name().toLowerCase(Locale.ROOT);
  }

  /** The default as guard.yaml would have it. */
  static String fallback(Parameter parameter) {
    return JsonWriter.text(parameter.fallback());
  }

  static String mode(String mode) {
    return switch (mode) {
      case "automatic" -> "automatic: AKS Guard may do it by itself, where you allow that";
      case "approval" -> "approval: a person approves each change";
      default -> "manual: a person does it";
    };
  }

  static String impact(String impact) {
    return switch (impact) {
      case "in-place" -> "in-place: nothing restarts";
      case "drops-connections" -> "drops-connections: what is open breaks, and addresses change";
      case "restarts-api-server" -> "restarts-api-server: the control plane is away for minutes";
      case "reimages-nodes" -> "reimages-nodes: nodes are drained and made anew";
      case "irreversible" -> "irreversible: it cannot be taken back";
      case "create-only" -> "create-only: it can be chosen only when the resource is created";
      case "costs-money" -> "costs-money: Azure bills for it";
      default -> impact;
    };
  }
}
