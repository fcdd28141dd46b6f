package io.aksguard.trap;

import static io.aksguard.trap.Code.never;
import static io.aksguard.trap.Code.onlyUse;
import static io.aksguard.trap.Code.rule;

import com.microsoft.durabletask.FailureDetails;
import com.microsoft.durabletask.RetryPolicy;
import com.microsoft.durabletask.Task;
import com.microsoft.durabletask.TaskFailedException;
import com.microsoft.durabletask.TaskOptions;
import com.microsoft.durabletask.TaskOrchestrationContext;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import com.tngtech.archunit.lang.ArchRule;
import io.aksguard.workflow.Answer;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What an orchestrator may write at all. Durable Functions for Java notices none of these mistakes,
 * and most of them only show on Azure, days later.
 */
class OrchestratorTrapsTest {
  private static final String FLOW = "io.aksguard.workflow.Flow";

  /** Written before that was known, and kept for its running histories. */

  /** What has one value on every machine at every replay, and touches nothing. */
  private static final Set<String> DETERMINISTIC =
      Set.of(
          "io.aksguard.evidence.JsonObject",
          "io.aksguard.evidence.JsonObject$Builder",
          "io.aksguard.evidence.JsonReader",
          "io.aksguard.evidence.JsonWriter",
          "java.io.UncheckedIOException",
          "java.lang.Boolean",
          "java.lang.CharSequence",
          "java.lang.Class",
          "java.lang.IllegalArgumentException",
          "java.lang.Iterable",
          "java.lang.Long",
          "java.lang.Math",
          "java.lang.Object",
          "java.lang.Record",
          "java.lang.String",
          "java.time.Duration",
          "java.util.ArrayList",
          "java.util.Iterator",
          "java.util.List",
          "java.util.Map",
          "java.util.Objects",
          "java.util.Optional",
          "java.util.TreeMap",
          "java.util.function.BiConsumer",
          "org.jspecify.annotations.NullMarked",
          "org.jspecify.annotations.Nullable");

  private final JavaClasses workflow = Code.of("workflow");

  @TestFactory
  Stream<DynamicTest> orchestrators() {
    return Stream.of(
            Trap.of(
                "1, 3, 8, 11, 12, 13: nothing is asked of Durable but what was seen to work",
                onlyUse(
                    TaskOrchestrationContext.class,
                    "getInput(Class)",
                    "getInstanceId()",
                    "callActivity(String, Object, TaskOptions, Class)",
                    "callActivity(String, Object, Class)",
                    "createTimer(Duration)",
                    "continueAsNew(Object, boolean)"),
                OrchestratorMissteps.TimerUntil.class,
                OrchestratorMissteps.FirstOf.class,
                OrchestratorMissteps.WaitsForAnEvent.class,
                OrchestratorMissteps.WaitsByReference.class,
                OrchestratorMissteps.SendsAnEvent.class,
                OrchestratorMissteps.SubOrchestration.class,
                OrchestratorMissteps.KeepsEvents.class,
                OrchestratorMissteps.AsksWhetherItReplays.class),
            Trap.of(
                "1: timers are made where their length is checked",
                onlyFlow("createTimer"),
                OrchestratorMissteps.OwnTimer.class),
            Trap.of(
                "8, 17: activities are asked where they are asked again",
                onlyFlow("callActivity"),
                OrchestratorMissteps.WithoutPolicy.class),
            Trap.of(
                "17: what runs at once is not left to the library's retries",
                never(
                    "begin only of what is waited for at once",
                    call ->
                        call.getName().equals("begin")
                            && !call.getOriginOwner().getName().equals(FLOW)),
                OrchestratorMissteps.RetriedAtOnce.class),
            Trap.of(
                "8: there is one policy of retries",
                never(
                    "policies of Flow alone",
                    call ->
                        (call.getTargetOwner().isEquivalentTo(RetryPolicy.class)
                                || call.getTargetOwner().isEquivalentTo(TaskOptions.class))
                            && !call.getOriginOwner().getName().equals(FLOW)),
                OrchestratorMissteps.OwnPolicy.class),
            Trap.of(
                "4: nothing but a failed task is caught, and nothing is done on the way out",
                rule("catch only TaskFailedException", OrchestratorTrapsTest::caught),
                OrchestratorMissteps.Broad.class,
                OrchestratorMissteps.BroadAmongOthers.class,
                OrchestratorMissteps.Everything.class,
                OrchestratorMissteps.AlwaysAtTheEnd.class),
            Trap.of(
                "7: a failed activity is caught where it is waited for",
                rule("await inside a guard", OrchestratorTrapsTest::awaited),
                OrchestratorMissteps.Unguarded.class,
                OrchestratorMissteps.GuardedElsewhere.class),
            Trap.of(
                "6: of a failure nothing is asked but its message",
                onlyUse(FailureDetails.class, "getErrorMessage()"),
                OrchestratorMissteps.ByCause.class,
                OrchestratorMissteps.ByType.class),
            Trap.of(
                "2: what orchestrators know is the same at every replay",
                rule("depend only on what is deterministic", OrchestratorTrapsTest::foreign),
                OrchestratorMissteps.ReadsTheTime.class,
                OrchestratorMissteps.ReadsTheEnvironment.class,
                OrchestratorMissteps.Guesses.class,
                OrchestratorMissteps.WalksASet.class,
                OrchestratorMissteps.Hashes.class,
                OrchestratorMissteps.Writes.class,
                OrchestratorMissteps.Prints.class,
                OrchestratorMissteps.AnotherThread.class),
            Trap.of(
                "2: no chance",
                never("no random number", call -> call.getName().equals("random")),
                OrchestratorMissteps.GuessesByMath.class),
            Trap.of(
                "2: the order of a map is not asked for, unless it is sorted",
                onlyUse(Map.class, "of(Object, Object)"),
                OrchestratorMissteps.WalksAMap.class),
            Trap.of(
                "2: nothing is remembered from turn to turn",
                rule("no fields that change", OrchestratorTrapsTest::fields),
                OrchestratorMissteps.RemembersTurns.class),
            Trap.of(
                "10: what is sent has flat fields, which both codecs write alike",
                rule("flat records", OrchestratorTrapsTest::payload),
                OrchestratorMissteps.TimeRequest.class,
                OrchestratorMissteps.NestedRequest.class))
        .flatMap(trap -> trap.tests(workflow));
  }

  private static ArchRule onlyFlow(String method) {
    return never(
        "call of " + method + " in Flow alone",
        call -> call.getName().equals(method) && !call.getOriginOwner().getName().equals(FLOW));
  }

  private static void caught(JavaClass type, Consumer<String> violation) {
    for (JavaCodeUnit unit : type.getCodeUnits()) {
      for (TryCatchBlock block : unit.getTryCatchBlocks()) {
        boolean good =
            !block.getCaughtThrowables().isEmpty()
                && block.getCaughtThrowables().stream()
                    .allMatch(
                        each ->
                            each.isEquivalentTo(TaskFailedException.class)
                                || each.isEquivalentTo(UncheckedIOException.class));
        if (!good) {
          violation.accept(unit.getFullName() + " catches " + block.getCaughtThrowables());
        }
      }
    }
  }

  /** A timer has nothing that could fail. */
  private static void awaited(JavaClass type, Consumer<String> violation) {
    for (JavaCodeUnit unit : type.getCodeUnits()) {
      boolean timer =
          unit.getMethodCallsFromSelf().stream().anyMatch(c -> c.getName().equals("createTimer"));
      for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
        boolean guarded =
            unit.getTryCatchBlocks().stream()
                .filter(
                    b -> b.getCaughtThrowables().stream().anyMatch(OrchestratorTrapsTest::fails))
                .anyMatch(block -> block.getAccessesContainedInTryBlock().contains(access));
        if (access.getTargetOwner().isEquivalentTo(Task.class) && !timer && !guarded) {
          violation.accept(access.getDescription());
        }
      }
    }
  }

  private static boolean fails(JavaClass caught) {
    return caught.isEquivalentTo(TaskFailedException.class);
  }

  private static void foreign(JavaClass type, Consumer<String> violation) {
    type.getDirectDependenciesFromSelf()
        .forEach(
            dependency -> {
              JavaClass target = dependency.getTargetClass().getBaseComponentType();
              String name = target.getName();
              if (!target.isPrimitive()
                  && !DETERMINISTIC.contains(name)
                  && !name.startsWith("io.aksguard.workflow.")
                  && !name.startsWith("com.microsoft.durabletask.")) {
                violation.accept(dependency.getDescription());
              }
            });
  }

  private static void fields(JavaClass type, Consumer<String> violation) {
    type.getFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
        .forEach(field -> violation.accept(field.getDescription()));
  }

  private static void payload(JavaClass type, Consumer<String> violation) {
    if (type.isRecord() && !type.isEquivalentTo(Answer.class)) {
      type.getFields().stream()
          .filter(field -> !field.getRawType().isEquivalentTo(String.class))
          .filter(field -> !Set.of("long", "int", "boolean").contains(field.getRawType().getName()))
          .forEach(field -> violation.accept(field.getDescription()));
    }
  }
}
