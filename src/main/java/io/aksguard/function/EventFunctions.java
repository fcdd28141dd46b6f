package io.aksguard.function;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import io.aksguard.activity.Intake;

/**
 * What Event Grid calls. What fails is thrown: Event Grid delivers again and in the end
 * dead-letters, so that no event is lost in silence. One intake understands every event, also one
 * that a subscription has sent to the wrong function.
 */
public final class EventFunctions {
  private final Intake intake;
  private final DurableClients clients;

  EventFunctions(Intake intake, DurableClients clients) {
    this.intake = intake;
    this.clients = clients;
  }

  /** A write, a deletion or an action on a resource: {@code Microsoft.Resources.*}. */
  @FunctionName("onResourceChanged")
  public void onResourceChanged(
      @EventGridTrigger(name = "event") String event,
      @DurableClientInput(name = "durable") String durable,
      ExecutionContext context) {
    receive(event, durable, context);
  }

  /** What AKS tells of a cluster: {@code Microsoft.ContainerService.*}. */
  @FunctionName("onAksEvent")
  public void onAksEvent(
      @EventGridTrigger(name = "event") String event,
      @DurableClientInput(name = "durable") String durable,
      ExecutionContext context) {
    receive(event, durable, context);
  }

  /** A compliance state of Azure Policy: {@code Microsoft.PolicyInsights.PolicyState*}. */
  @FunctionName("onPolicyStateChanged")
  public void onPolicyStateChanged(
      @EventGridTrigger(name = "event") String event,
      @DurableClientInput(name = "durable") String durable,
      ExecutionContext context) {
    receive(event, durable, context);
  }

  /** A push to a registry: {@code Microsoft.ContainerRegistry.*}. */
  @FunctionName("onImagePushed")
  public void onImagePushed(
      @EventGridTrigger(name = "event") String event,
      @DurableClientInput(name = "durable") String durable,
      ExecutionContext context) {
    receive(event, durable, context);
  }

  private void receive(String event, String durable, ExecutionContext context) {
    Intake.Received received =
        FunctionFailedException.instead(
            "to take in an event, which is delivered again",
            () -> intake.receive(event, clients.of(durable)));
    context.getLogger().info(received::toString);
  }
}
