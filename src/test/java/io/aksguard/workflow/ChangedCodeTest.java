package io.aksguard.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.durabletask.OrchestratorFunction;
import com.microsoft.durabletask.RetryPolicy;
import com.microsoft.durabletask.TaskOptions;
import com.microsoft.durabletask.TaskOrchestrationContext;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Recorded histories notice what Durable does not: under a running history changed code takes
 * another activity's answer, or waits for ever, without a word.
 */
class ChangedCodeTest {
  private static final String ASSESS = "AssessCluster_v1";
  private static final String AUDIT = "AuditFleet_v1";
  private static final String REVIEW = "ReviewFleet_v1";
  private static final String REMEDIATE = "Remediate_v1";
  private static final Set<String> ALL = Set.of(ASSESS, AUDIT, REMEDIATE, REVIEW);

  /** A change of what an orchestrator asks for, and the flows that ask for such a thing. */
  enum Change {
    ACTIVITY(ALL, replace("callActivity", 0, "other")),
    INPUT(ALL, replace("callActivity", 1, Map.of("more", true))),
    RETRIES(
        ALL,
        (context, call) -> {
          if (call.method.equals("callActivity") && call.arguments.length == 4) {
            call.arguments[2] = new TaskOptions(new RetryPolicy(4, Duration.ofSeconds(6)));
          }
        }),
    WAIT(Set.of(ASSESS, AUDIT, REMEDIATE), replace("createTimer", 0, Duration.ofSeconds(7))),
    NEXT_HISTORY(Set.of(ASSESS, REMEDIATE), replace("continueAsNew", 0, "another")),
    ONE_STEP_MORE(
        ALL,
        (context, call) -> {
          if (call.method.equals("callActivity")) {
            context.callActivity("more", 1);
          }
        }),
    ANOTHER_STEP_FIRST(
        ALL,
        (context, call) -> {
          if (call.method.equals("getInput")) {
            context.createTimer(Duration.ofSeconds(1)).await();
          }
        });

    private final Set<String> flows;
    private final BiConsumer<TaskOrchestrationContext, Call> what;

    Change(Set<String> flows, BiConsumer<TaskOrchestrationContext, Call> what) {
      this.flows = flows;
      this.what = what;
    }
  }

  /** Of the context, before it is made. */
  private record Call(String method, Object[] arguments) {}

  private static BiConsumer<TaskOrchestrationContext, Call> replace(
      String method, int at, Object by) {
    return (context, call) -> {
      if (call.method.equals(method)) {
        call.arguments[at] = by;
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  void change_isNoticedInEachFlow(Change change) throws Exception {
    Set<String> noticed = new TreeSet<>();
    for (Scenario scenario : Scenarios.all()) {
      Scenario changed = scenario.on(change(scenario.function(), change.what));
      if (differs(changed)) {
        noticed.add(scenario.path().substring(0, scenario.path().indexOf('/')));
      }
    }

    assertThat(noticed).isEqualTo(change.flows);
  }

  /** The executor itself may end in the midst of a history that does not fit at all. */
  private static boolean differs(Scenario changed) throws IOException {
    try {
      return !HistoriesTest.replayed(changed).equals(HistoriesTest.lines(changed));
    } catch (IllegalStateException e) {
      return e.getStackTrace()[0].getClassName().startsWith("com.microsoft.durabletask.");
    }
  }

  @Test
  void unchangedCode_isNoChange() throws Exception {
    for (Scenario scenario : Scenarios.all()) {
      assertThat(differs(scenario.on(change(scenario.function(), (context, call) -> {}))))
          .as(scenario.path())
          .isFalse();
    }
  }

  private static OrchestratorFunction<String> change(
      OrchestratorFunction<String> function, BiConsumer<TaskOrchestrationContext, Call> what) {
    return context ->
        function.apply(
            (TaskOrchestrationContext)
                Proxy.newProxyInstance(
                    ChangedCodeTest.class.getClassLoader(),
                    new Class<?>[] {TaskOrchestrationContext.class},
                    (proxy, method, arguments) -> {
                      what.accept(
                          context,
                          new Call(
                              method.getName(), arguments == null ? new Object[0] : arguments));
                      try {
                        return method.invoke(context, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    }));
  }
}
