package io.aksguard.adapter.arm;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.remediation.azure.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks for writes in the activity log, which ARM keeps for each subscription. Unlike Resource
 * Graph's changes it knows all types, actions, and writes that changed nothing.
 */
final class ActivityLog {
  /** Clocks differ; an id that is looked for is found in a longer span as well. */
  private static final Duration SLACK = Duration.ofMinutes(10);

  /** What policies did about a write stands under its id too, with an outcome of its own. */
  private static final String POLICIES = "microsoft.authorization/policies/";

  private final ArmClient arm;

  ActivityLog(ArmClient arm) {
    this.arm = arm;
  }

  Trace traced(ArmId resource, String correlationId, Instant since) {
    Optional<String> subscription = resource.subscription();
    if (subscription.isEmpty()) {
      return new Trace.Unknown("what lies in no subscription has no activity log");
    }
    // The log takes one condition beside the time; who did it is personal data and not asked for.
    Ask entries =
        Ask.list(
            "/subscriptions/"
                + subscription.get()
                + "/providers/Microsoft.Insights/eventtypes/management/values",
            "microsoft.insights/eventtypes",
            "eventTimestamp ge '"
                + since.minus(SLACK)
                + "' and correlationId eq '"
                + correlationId
                + "'");
    Answer answer =
        arm.read(
            new Ask(
                entries.path()
                    + "&$select=eventTimestamp,operationName,status,resourceId,correlationId",
                true,
                null));
    Optional<Trace> seen =
        answer.resources().stream()
            .filter(entry -> isOf(entry, correlationId))
            .max(Comparator.comparing(entry -> entry.string("eventTimestamp").orElse("")))
            .map(entry -> new Trace.Seen(value(entry, "status")));
    return seen.orElseGet(
        () ->
            answer
                .missing()
                .<Trace>map(gap -> new Trace.Unknown(gap.reason()))
                .orElseGet(Trace.NotSeen::new));
  }

  private static boolean isOf(JsonObject entry, String correlationId) {
    String operation = value(entry, "operationName").toLowerCase(Locale.ROOT);
    return entry.string("correlationId").filter(correlationId::equalsIgnoreCase).isPresent()
        && !operation.startsWith(POLICIES);
  }

  private static String value(JsonObject entry, String member) {
    return entry.object(member).flatMap(names -> names.string("value")).orElse("");
  }
}
