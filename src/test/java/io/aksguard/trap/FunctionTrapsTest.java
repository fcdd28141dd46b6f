package io.aksguard.trap;

import static io.aksguard.trap.Code.never;
import static io.aksguard.trap.Code.onlyUse;
import static io.aksguard.trap.Code.rule;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.DurableTaskGrpcClientBuilder;
import com.microsoft.durabletask.NewOrchestrationInstanceOptions;
import com.microsoft.durabletask.TaskOrchestrationContext;
import com.microsoft.durabletask.azurefunctions.DurableOrchestrationTrigger;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What an entry point may look like, and what no code that runs behind it may do. */
class FunctionTrapsTest {
  private static final Set<String> TEXTS_AND_THE_HOSTS_OWN =
      Set.of(
          String.class.getName(),
          ExecutionContext.class.getName(),
          HttpRequestMessage.class.getName(),
          TaskOrchestrationContext.class.getName());

  private static final Set<String> ANSWERS =
      Set.of(String.class.getName(), HttpResponseMessage.class.getName(), "void");

  private static final String CLIENTS = "io.aksguard.function.DurableClients";
  private static final String QUIETENED = "io.aksguard.adapter.SdkLog";

  private final JavaClasses functions = Code.of("function");

  @TestFactory
  Stream<DynamicTest> functions() {
    return Stream.of(
            Trap.of(
                "w2: the worker's Gson fills nothing and writes nothing",
                rule("texts in, texts out", FunctionTrapsTest::signature),
                FunctionMissteps.TakesARecord.class,
                FunctionMissteps.TakesANumber.class,
                FunctionMissteps.TakesAMap.class,
                FunctionMissteps.TakesATypedBody.class,
                FunctionMissteps.ReturnsATime.class,
                FunctionMissteps.ReturnsARecord.class,
                FunctionMissteps.SetsAnOutput.class),
            Trap.of(
                "w3: one instance serves all calls, so it remembers none",
                rule("no fields that change", FunctionTrapsTest::fields),
                FunctionMissteps.RemembersCalls.class),
            Trap.of(
                "w4: no part of a route is a parameter",
                rule("no BindingName", uses("annotation.BindingName")),
                FunctionMissteps.OptionalRoutePart.class),
            Trap.of(
                "2: an orchestrator's name carries its version",
                rule("a version in the name", FunctionTrapsTest::version),
                FunctionMissteps.OrchestratorWithoutVersion.class),
            Trap.of(
                "12: an orchestrator has nothing to log with",
                rule("only its context", FunctionTrapsTest::orchestrator),
                FunctionMissteps.OrchestratorThatLogs.class),
            Trap.of(
                "9: the library's own client context is not used",
                rule("no DurableClientContext", uses("DurableClientContext")),
                FunctionMissteps.OpensAChannelEachTime.class),
            Trap.of(
                "9: clients are made where they are kept",
                never(
                    "clients of DurableClients alone",
                    call ->
                        call.getTargetOwner().isEquivalentTo(DurableTaskGrpcClientBuilder.class)
                            && !call.getOriginOwner().getName().equals(CLIENTS)),
                FunctionMissteps.BuildsItsOwnClient.class),
            Trap.of(
                "11, 12, 13, 14: of clients nothing is asked but starts under a name, and states",
                onlyUse(
                    DurableTaskClient.class,
                    "scheduleNewOrchestrationInstance(String, NewOrchestrationInstanceOptions)",
                    "getInstanceMetadata(String, boolean)"),
                FunctionMissteps.Terminates.class,
                FunctionMissteps.RaisesAnEvent.class,
                FunctionMissteps.StartsWithoutAnId.class),
            Trap.of(
                "12: an instance has an id and an input and nothing else",
                onlyUse(
                    NewOrchestrationInstanceOptions.class,
                    "<init>()",
                    "setInstanceId(String)",
                    "setInput(Object)"),
                FunctionMissteps.TagsAVersion.class))
        .flatMap(trap -> trap.tests(functions));
  }

  /** The worker gives its own version of Gson to apps; logs of others have no invocation's id. */
  @TestFactory
  Stream<DynamicTest> allThatRunsInTheApp() {
    JavaClasses app = Code.without("cli");
    return Stream.of(
            Trap.of(
                "w1: no class of Gson",
                rule("no Gson", uses("com.google.gson.")),
                GsonMisstep.class),
            Trap.of(
                "w5: only the invocation's own logger is written to",
                rule("no logger of one's own", FunctionTrapsTest::logger),
                FunctionMissteps.LogsElsewhere.class,
                FunctionMissteps.LogsToTheSystem.class,
                FunctionMissteps.Prints.class,
                FunctionMissteps.PrintsAStack.class))
        .flatMap(trap -> trap.tests(app));
  }

  private static void signature(JavaClass type, Consumer<String> violation) {
    for (JavaMethod function : functions(type)) {
      for (JavaParameter parameter : function.getParameters()) {
        String raw = parameter.getRawType().getName();
        if (!TEXTS_AND_THE_HOSTS_OWN.contains(raw) || isOtherBody(parameter)) {
          violation.accept(function.getFullName() + " takes " + parameter.getType().getName());
        }
      }
      if (!ANSWERS.contains(function.getRawReturnType().getName())) {
        violation.accept(function.getFullName() + " returns " + function.getReturnType());
      }
    }
  }

  private static boolean isOtherBody(JavaParameter parameter) {
    return parameter.getRawType().isEquivalentTo(HttpRequestMessage.class)
        && !parameter
            .getType()
            .getName()
            .equals(
                "com.microsoft.azure.functions.HttpRequestMessage"
                    + "<java.util.Optional<java.lang.String>>");
  }

  private static void fields(JavaClass type, Consumer<String> violation) {
    if (!functions(type).isEmpty()) {
      type.getFields().stream()
          .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
          .forEach(field -> violation.accept(field.getDescription()));
    }
  }

  private static void version(JavaClass type, Consumer<String> violation) {
    orchestrators(type)
        .map(function -> function.getAnnotationOfType(FunctionName.class).value())
        .filter(name -> !name.matches("[A-Z][A-Za-z]+_v[1-9][0-9]*"))
        .forEach(violation);
  }

  private static void orchestrator(JavaClass type, Consumer<String> violation) {
    orchestrators(type)
        .filter(function -> function.getParameters().size() != 1)
        .forEach(function -> violation.accept(function.getFullName()));
  }

  private static void logger(JavaClass type, Consumer<String> violation) {
    if (!type.getName().equals(QUIETENED)) {
      type.getMethodCallsFromSelf().stream()
          .filter(
              call ->
                  Set.of("getLogger", "getAnonymousLogger", "printStackTrace")
                          .contains(call.getName())
                      && !call.getTargetOwner().isEquivalentTo(ExecutionContext.class))
          .forEach(call -> violation.accept(call.getDescription()));
    }
    type.getFieldAccessesFromSelf().stream()
        .filter(access -> access.getTargetOwner().isEquivalentTo(System.class))
        .forEach(access -> violation.accept(access.getDescription()));
    type.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> dependency.getTargetClass().getName().startsWith("org.slf4j."))
        .forEach(dependency -> violation.accept(dependency.getDescription()));
  }

  private static BiConsumer<JavaClass, Consumer<String>> uses(String name) {
    return (type, violation) ->
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> dependency.getTargetClass().getName().contains(name))
            .forEach(dependency -> violation.accept(dependency.getDescription()));
  }

  private static List<JavaMethod> functions(JavaClass type) {
    return type.getMethods().stream().filter(m -> m.isAnnotatedWith(FunctionName.class)).toList();
  }

  private static Stream<JavaMethod> orchestrators(JavaClass type) {
    return functions(type).stream()
        .filter(
            function ->
                function.getParameters().stream()
                    .anyMatch(p -> p.isAnnotatedWith(DurableOrchestrationTrigger.class)));
  }
}
