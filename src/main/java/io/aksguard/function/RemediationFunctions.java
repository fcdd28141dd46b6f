package io.aksguard.function;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.durabletask.TaskOrchestrationContext;
import com.microsoft.durabletask.azurefunctions.DurableActivityTrigger;
import com.microsoft.durabletask.azurefunctions.DurableOrchestrationTrigger;
import io.aksguard.activity.Remediation;
import io.aksguard.cluster.ArmId;
import io.aksguard.workflow.Activities;
import io.aksguard.workflow.Remediate;
import java.util.Map;

/** The orchestration that changes one cluster, and its activity, which may be asked twice. */
public final class RemediationFunctions {
  private final Remediation remediation;

  RemediationFunctions(Remediation remediation) {
    this.remediation = remediation;
  }

  /** See {@link Remediate}. */
  @FunctionName(Remediate.NAME)
  public String remediateCluster(
      @DurableOrchestrationTrigger(name = "context") TaskOrchestrationContext context) {
    return Remediate.run(context);
  }

  /** See {@link Remediation#step}. */
  @FunctionName(Activities.REMEDIATE)
  public String remediate(@DurableActivityTrigger(name = "request") String json) {
    return Request.answer(json, this::step);
  }

  private Map<String, ?> step(Request request) {
    Remediation.Step step =
        remediation.step(new ArmId(request.text("cluster")), request.text("operation"));
    return step instanceof Remediation.Step.Again again
        ? Map.of("done", false, "wait", again.after().toSeconds(), "operation", again.operation())
        : Map.of("done", true);
  }
}
