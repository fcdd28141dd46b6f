package io.aksguard.function;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.annotation.BlobOutput;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import com.microsoft.durabletask.TaskOrchestrationContext;
import com.microsoft.durabletask.azurefunctions.DurableActivityTrigger;
import com.microsoft.durabletask.azurefunctions.DurableOrchestrationTrigger;
import io.aksguard.activity.Assessment;
import io.aksguard.cluster.ArmId;
import io.aksguard.event.Events;
import io.aksguard.event.Kind;
import io.aksguard.event.Received;
import io.aksguard.workflow.Activities;
import io.aksguard.workflow.Answer;
import io.aksguard.workflow.AssessCluster;
import io.aksguard.workflow.AssessRequest;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The functions that judge clusters. Reports go to the container {@code reports}. What fails is
 * thrown: Event Grid delivers again and in the end dead-letters, so no event is lost in silence.
 */
public final class AuditFunctions {
  private static final String REPORTS = "reports/{rand-guid}.json";
  private static final String STORAGE = "AzureWebJobsStorage";

  private final Assessment assessment;
  private final Clock clock;

  public AuditFunctions(Assessment assessment, Clock clock) {
    this.assessment = assessment;
    this.clock = clock;
  }

  /** Judges the cluster that an event is about; an event about anything else leaves no report. */
  @FunctionName("onResourceChanged")
  public void onResourceChanged(
      @EventGridTrigger(name = "event") String event,
      @BlobOutput(name = "report", path = REPORTS, connection = STORAGE)
          OutputBinding<String> report,
      ExecutionContext context) {
    Set<ArmId> clusters = clusters(event);
    if (clusters.isEmpty()) {
      context.getLogger().info("ignored: an event about no cluster");
      return;
    }
    Optional<String> judged = assessment.clusters(clusters);
    judged.ifPresentOrElse(
        report::setValue,
        () -> context.getLogger().warning(() -> "not judged, no such cluster: " + clusters));
  }

  /**
   * @throws IllegalArgumentException when any of it is no event
   */
  private Set<ArmId> clusters(String events) {
    Set<ArmId> clusters = new LinkedHashSet<>();
    for (Received received : Events.read(events, clock.instant())) {
      if (received instanceof Received.Poison poison) {
        throw new IllegalArgumentException(poison.reason());
      }
      if (received instanceof Received.Event read && read.event().kind() != Kind.IGNORED) {
        read.event().cluster().ifPresent(clusters::add);
      }
    }
    return clusters;
  }

  /** Judges all clusters. */
  @FunctionName("auditFleet")
  public void auditFleet(
      @TimerTrigger(name = "timer", schedule = "%AKS_GUARD_AUDIT_SCHEDULE%") String timer,
      @BlobOutput(name = "report", path = REPORTS, connection = STORAGE)
          OutputBinding<String> report,
      ExecutionContext context) {
    report.setValue(assessment.fleet());
    context.getLogger().info(() -> "judged the fleet, timer " + timer);
  }

  /** See {@link AssessCluster}. */
  @FunctionName(AssessCluster.NAME)
  public String assessCluster(
      @DurableOrchestrationTrigger(name = "context") TaskOrchestrationContext context) {
    return AssessCluster.run(context);
  }

  /** Takes an {@link AssessRequest}, answers an {@link Answer}; throws only to be retried. */
  @FunctionName(Activities.ASSESS)
  public String assess(@DurableActivityTrigger(name = "request") String request) {
    Optional<ArmId> cluster = AssessRequest.read(request).flatMap(ArmId::parse);
    if (cluster.isEmpty()) {
      return Answer.failed("the request names no cluster");
    }
    return assessment
        .clusters(Set.of(cluster.get()))
        .map(Answer::ok)
        .orElseGet(() -> Answer.failed("there is no cluster " + cluster.get()));
  }
}
