package io.aksguard.function;

import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.NewOrchestrationInstanceOptions;
import com.microsoft.durabletask.OrchestrationMetadata;
import io.aksguard.cluster.ArmId;
import io.aksguard.inbox.Orchestrations;
import io.aksguard.workflow.AssessCluster;
import io.aksguard.workflow.AuditFleet;
import io.aksguard.workflow.Remediate;
import io.aksguard.workflow.ReviewFleet;

/** Over the Durable extension's client. */
final class DurableOrchestrations implements Orchestrations {
  private final DurableTaskClient client;

  DurableOrchestrations(DurableTaskClient client) {
    this.client = client;
  }

  @Override
  public boolean assess(String instance, ArmId cluster) {
    return start(AssessCluster.NAME, instance, cluster.value());
  }

  @Override
  public boolean remediate(String instance, ArmId cluster) {
    return start(Remediate.NAME, instance, cluster.value());
  }

  @Override
  public boolean run(String kind, String run) {
    String instance = kind + "-" + run;
    return kind.equals("review")
        ? start(ReviewFleet.NAME, instance, run)
        : start(AuditFleet.NAME, instance, kind + " " + run);
  }

  private boolean start(String name, String instance, String input) {
    if (isRunning(instance)) {
      return false;
    }
    try {
      client.scheduleNewOrchestrationInstance(
          name, new NewOrchestrationInstanceOptions().setInstanceId(instance).setInput(input));
      return true;
    } catch (RuntimeException e) {
      // ALREADY_EXISTS comes as an exception of gRPC, which is no dependency of ours.
      if (isRunning(instance)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public boolean isRunning(String instance) {
    OrchestrationMetadata found = client.getInstanceMetadata(instance, false);
    return found != null && found.isInstanceFound() && !found.isCompleted();
  }
}
