package io.aksguard.trap;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.DurableTaskGrpcClientBuilder;
import com.microsoft.durabletask.NewOrchestrationInstanceOptions;
import com.microsoft.durabletask.TaskOrchestrationContext;
import com.microsoft.durabletask.azurefunctions.DurableActivityTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import com.microsoft.durabletask.azurefunctions.DurableOrchestrationTrigger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/** Functions that are wrong, each in one way. They are never run. */
@SuppressWarnings({"unused", "SystemOut"})
final class FunctionMissteps {
  private FunctionMissteps() {}

  record Wish(String cluster, Instant at) {}

  static final class TakesARecord {
    @FunctionName("x")
    public String x(@DurableActivityTrigger(name = "wish") Wish wish) {
      return "";
    }
  }

  static final class TakesANumber {
    @FunctionName("x")
    public String x(@DurableActivityTrigger(name = "number") long number) {
      return "";
    }
  }

  static final class TakesAMap {
    @FunctionName("x")
    public String x(@DurableActivityTrigger(name = "map") Map<String, Object> map) {
      return "";
    }
  }

  static final class TakesATypedBody {
    @FunctionName("x")
    public String x(@HttpTrigger(name = "request") HttpRequestMessage<Optional<Wish>> request) {
      return "";
    }
  }

  static final class ReturnsATime {
    @FunctionName("x")
    public Instant x(@DurableActivityTrigger(name = "request") String json) {
      return Instant.EPOCH;
    }
  }

  static final class ReturnsARecord {
    @FunctionName("x")
    public Wish x(@DurableActivityTrigger(name = "request") String json) {
      return new Wish(json, Instant.EPOCH);
    }
  }

  static final class OptionalRoutePart {
    @FunctionName("x")
    public String x(
        @HttpTrigger(name = "request", route = "x/{who?}")
            HttpRequestMessage<Optional<String>> request,
        @BindingName("who") String who) {
      return who;
    }
  }

  static final class SetsAnOutput {
    @FunctionName("x")
    public void x(
        @TimerTrigger(name = "timer", schedule = "%X%") String timer,
        OutputBinding<List<String>> out) {}
  }

  static final class OpensAChannelEachTime {
    @FunctionName("x")
    public void x(
        @TimerTrigger(name = "timer", schedule = "%X%") String timer,
        @DurableClientInput(name = "durable") DurableClientContext durable) {
      durable.getClient().scheduleNewOrchestrationInstance("x");
    }
  }

  static final class OrchestratorThatLogs {
    @FunctionName("X_v1")
    public String x(
        @DurableOrchestrationTrigger(name = "context") TaskOrchestrationContext context,
        ExecutionContext execution) {
      execution.getLogger().info("each turn again");
      return "";
    }
  }

  static final class OrchestratorWithoutVersion {
    @FunctionName("X")
    public String x(
        @DurableOrchestrationTrigger(name = "context") TaskOrchestrationContext context) {
      return "";
    }
  }

  static final class RemembersCalls {
    private int calls;

    @FunctionName("x")
    public String x(@DurableActivityTrigger(name = "request") String json) {
      return "" + ++calls;
    }
  }

  static final class BuildsItsOwnClient {
    DurableTaskClient run() {
      return new DurableTaskGrpcClientBuilder().build();
    }
  }

  static final class Terminates {
    void run(DurableTaskClient client) {
      client.terminate("x", "enough");
    }
  }

  static final class RaisesAnEvent {
    void run(DurableTaskClient client) {
      client.raiseEvent("x", "more");
    }
  }

  static final class StartsWithoutAnId {
    void run(DurableTaskClient client) {
      client.scheduleNewOrchestrationInstance("x", "input");
    }
  }

  static final class TagsAVersion {
    void run(NewOrchestrationInstanceOptions options) {
      options.setVersion("2");
    }
  }

  static final class LogsElsewhere {
    void run() {
      Logger.getLogger("x").info("nobody knows of which invocation");
    }
  }

  static final class LogsToTheSystem {
    void run() {
      System.getLogger("x").log(System.Logger.Level.INFO, "the same");
    }
  }

  static final class Prints {
    void run() {
      System.out.println("the same");
    }
  }

  static final class PrintsAStack {
    void run(Exception e) {
      e.printStackTrace();
    }
  }
}
