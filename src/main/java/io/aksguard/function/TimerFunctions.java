package io.aksguard.function;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import io.aksguard.activity.InboxSweep;
import io.aksguard.activity.Intake;

/** What schedules start. Each only starts an orchestration: a long timer would hold its lease. */
public final class TimerFunctions {
  private final Intake intake;
  private final InboxSweep sweep;
  private final DurableClients clients;

  TimerFunctions(Intake intake, InboxSweep sweep, DurableClients clients) {
    this.intake = intake;
    this.sweep = sweep;
    this.clients = clients;
  }

  /** Judges all clusters. */
  @FunctionName("auditFleet")
  public void auditFleet(
      @TimerTrigger(name = "timer", schedule = "%AKS_GUARD_AUDIT_SCHEDULE%") String timer,
      @DurableClientInput(name = "durable") String durable,
      ExecutionContext context) {
    start("audit", durable, timer, context);
  }

  /** Looks for newer node images, Kubernetes patches and new assessments of images. */
  @FunctionName("checkImages")
  public void checkImages(
      @TimerTrigger(name = "timer", schedule = "%AKS_GUARD_IMAGES_SCHEDULE%") String timer,
      @DurableClientInput(name = "durable") String durable,
      ExecutionContext context) {
    start("images", durable, timer, context);
  }

  /** Records a review of the fleet and sends it. */
  @FunctionName("reviewFleet")
  public void reviewFleet(
      @TimerTrigger(name = "timer", schedule = "%AKS_GUARD_REVIEW_SCHEDULE%") String timer,
      @DurableClientInput(name = "durable") String durable,
      ExecutionContext context) {
    start("review", durable, timer, context);
  }

  /** Starts what the inbox waits for and nobody works on, and publishes what is still owed. */
  @FunctionName("sweepInbox")
  public void sweepInbox(
      @TimerTrigger(name = "timer", schedule = "%AKS_GUARD_SWEEP_SCHEDULE%") String timer,
      @DurableClientInput(name = "durable") String durable,
      ExecutionContext context) {
    InboxSweep.Swept swept =
        FunctionFailedException.instead(
            "a sweep of the inbox", () -> sweep.run(clients.of(durable)));
    context.getLogger().info(() -> swept + ", timer " + timer);
  }

  private void start(String kind, String durable, String timer, ExecutionContext context) {
    String instance =
        FunctionFailedException.instead(
            "a run of kind " + kind, () -> intake.auditFleet(kind, clients.of(durable)));
    context.getLogger().info(() -> instance + ", timer " + timer);
  }
}
