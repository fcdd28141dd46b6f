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
import io.aksguard.workflow.Activities;
import io.aksguard.workflow.Answer;
import io.aksguard.workflow.AssessCluster;
import java.util.Optional;
import java.util.Set;

/** The functions that judge clusters. Reports go to the container {@code reports}. */
public final class AuditFunctions {
  private static final String REPORTS = "reports/{rand-guid}.json";
  private static final String STORAGE = "AzureWebJobsStorage";

  private final Assessment assessment;

  public AuditFunctions(Assessment assessment) {
    this.assessment = assessment;
  }

  /** Judges the cluster that an event is about; an event about anything else leaves no report. */
  @FunctionName("onResourceChanged")
  public void onResourceChanged(
      @EventGridTrigger(name = "event") String event,
      @BlobOutput(name = "report", path = REPORTS, connection = STORAGE)
          OutputBinding<String> report,
      ExecutionContext context) {
    Set<ArmId> clusters = Events.clusters(event);
    Optional<String> judged = assessment.clusters(clusters);
    judged.ifPresent(report::setValue);
    context.getLogger().info(clusters + (judged.isPresent() ? " judged" : " not known"));
  }

  /** Judges all clusters. */
  @FunctionName("auditFleet")
  public void auditFleet(
      @TimerTrigger(name = "timer", schedule = "%AKS_GUARD_AUDIT_SCHEDULE%") String timer,
      @BlobOutput(name = "report", path = REPORTS, connection = STORAGE)
          OutputBinding<String> report,
      ExecutionContext context) {
    report.setValue(assessment.fleet());
    context.getLogger().info("fleet judged at " + timer);
  }

  /** See {@link AssessCluster}. */
  @FunctionName(AssessCluster.NAME)
  public String assessCluster(
      @DurableOrchestrationTrigger(name = "context") TaskOrchestrationContext context) {
    return AssessCluster.run(context);
  }

  /** Takes an ARM id, with the quotes that the worker leaves around a text; answers an envelope. */
  @FunctionName(Activities.ASSESS)
  public String assess(@DurableActivityTrigger(name = "cluster") String cluster) {
    String text = cluster.replaceAll("^\"|\"$", "");
    return ArmId.parse(text)
        .flatMap(id -> assessment.clusters(Set.of(id)))
        .map(Answer::ok)
        .orElseGet(() -> Answer.failed("there is no cluster " + text));
  }
}
