package io.aksguard.cli;

import io.aksguard.evidence.JsonObject;
import io.aksguard.intent.Intent;
import io.aksguard.intent.IntentJson;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.PlanJson;
import io.aksguard.remediation.Planned;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;

/**
 * A control's fix in a cluster, as the app tells of it.
 *
 * @param json {@code io.aksguard.activity.Proposal#members}
 */
record AppFix(JsonObject json) {
  /** Each of a list. */
  static List<AppFix> all(JsonObject list) {
    return list.array("intents").orElseThrow(AppFix::foreign).objects().stream()
        .map(AppFix::new)
        .toList();
  }

  /** Whether an approval would have something done. */
  boolean waits() {
    return text("standing").equals("waits");
  }

  /** Whether it needs no approval, or no more. */
  boolean isUnderWay() {
    return text("standing").equals("underWay");
  }

  /** Why it waits, or does not, a sentence. */
  String why() {
    return text("why");
  }

  /** What would be, or is, decided about; empty where there is nothing. */
  Optional<Intent> intent() {
    try {
      return json.string("id").isPresent() ? Optional.of(IntentJson.read(json)) : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      throw foreign();
    }
  }

  /** For people: the calls, what they do to what runs, who decides, and until when. */
  void show(PrintWriter out) {
    out.println(Failures.oneLine(text("cluster")));
    line(out, text("control") + ": " + text("title"));
    intent().ifPresent(intent -> line(out, "intent " + intent.id()));
    Optional<JsonObject> plan = json.object("plan");
    if (plan.isPresent()) {
      Planned planned = planned(plan.get());
      new PlanText(out).show(planned);
      planned.fixes().stream()
          .map(Fix::permissions)
          .flatMap(List::stream)
          .distinct()
          .forEach(action -> line(out, "needs the permission " + action));
    }
    line(out, why());
  }

  private static Planned planned(JsonObject plan) {
    try {
      return PlanJson.planned(plan);
    } catch (IOException e) {
      throw foreign();
    }
  }

  private String text(String name) {
    return json.string(name).orElseThrow(AppFix::foreign);
  }

  private static UsageException foreign() {
    return new UsageException(
        "the app tells of fixes in a form that this version does not know; see whether --app is the"
            + " address of AKS Guard, and of this version");
  }

  private static void line(PrintWriter out, String text) {
    out.println("  " + Failures.oneLine(text));
  }
}
