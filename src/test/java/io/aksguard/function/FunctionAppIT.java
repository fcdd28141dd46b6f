package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.lab.FunctionApp;
import io.aksguard.lab.FunctionFile;
import io.aksguard.lab.FunctionFile.Binding;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The folder that is deployed: its functions, and that its classes need nothing else. */
class FunctionAppIT {
  private static FunctionApp app;

  @BeforeAll
  static void load() throws IOException {
    app = new FunctionApp(PackagedApp.FOLDER);
  }

  @AfterAll
  static void unload() throws IOException {
    app.close();
  }

  /** Subscriptions, runbooks and people know these names. */
  @Test
  void functions_haveTheirNamesAndTriggers() {
    Map<String, String> triggers = new TreeMap<>();
    app.functions()
        .forEach(
            (name, function) ->
                triggers.put(
                    name,
                    function.bindings().stream()
                        .map(Binding::type)
                        .filter(type -> type.endsWith("Trigger"))
                        .collect(Collectors.joining())));

    assertThat(triggers)
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("onResourceChanged", "eventGridTrigger"),
                    Map.entry("onAksEvent", "eventGridTrigger"),
                    Map.entry("onPolicyStateChanged", "eventGridTrigger"),
                    Map.entry("onImagePushed", "eventGridTrigger"),
                    Map.entry("auditFleet", "timerTrigger"),
                    Map.entry("checkImages", "timerTrigger"),
                    Map.entry("reviewFleet", "timerTrigger"),
                    Map.entry("sweepInbox", "timerTrigger"),
                    Map.entry("live", "httpTrigger"),
                    Map.entry("ready", "httpTrigger"),
                    Map.entry("auditNow", "httpTrigger"),
                    Map.entry("approvals", "httpTrigger"),
                    Map.entry("fix", "httpTrigger"),
                    Map.entry("decide", "httpTrigger"),
                    Map.entry("operation", "httpTrigger"),
                    Map.entry("operate", "httpTrigger"),
                    Map.entry("Remediate_v1", "orchestrationTrigger"),
                    Map.entry("remediate", "activityTrigger"),
                    Map.entry("AssessCluster_v1", "orchestrationTrigger"),
                    Map.entry("AuditFleet_v1", "orchestrationTrigger"),
                    Map.entry("ReviewFleet_v1", "orchestrationTrigger"),
                    Map.entry("assess", "activityTrigger"),
                    Map.entry("tell", "activityTrigger"),
                    Map.entry("finish", "activityTrigger"),
                    Map.entry("sweep", "activityTrigger"),
                    Map.entry("judgeShard", "activityTrigger"),
                    Map.entry("cutHistory", "activityTrigger"),
                    Map.entry("completeRun", "activityTrigger"),
                    Map.entry("review", "activityTrigger"))));
  }

  /** The host compares names without regard to case. */
  @Test
  void functions_differInMoreThanCase() {
    assertThat(app.functions().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
  }

  /** The worker fills other types by a library of its own, which breaks records and times. */
  @Test
  void bindings_areTextsOrTheHostsOwn() throws Exception {
    for (FunctionFile function : app.functions().values()) {
      assertThat(app.parameterTypes(function.name()))
          .as(function.name())
          .isSubsetOf(
              "java.lang.String",
              "com.microsoft.azure.functions.ExecutionContext",
              "com.microsoft.azure.functions.HttpRequestMessage",
              "com.microsoft.durabletask.TaskOrchestrationContext");
    }
  }

  @Test
  void httpFunctions_wantAKeyOrAPerson_butForLiveness() {
    Map<String, Object> levels = new TreeMap<>();
    for (FunctionFile function : app.functions().values()) {
      for (Binding binding : function.bindings()) {
        if (binding.type().equals("httpTrigger")) {
          levels.put(function.name(), binding.settings().get("authLevel"));
        }
      }
    }

    assertThat(levels)
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "live",
                    "ANONYMOUS",
                    "ready",
                    "FUNCTION",
                    "auditNow",
                    "FUNCTION",
                    // For people, whom no key lets in: they answer 401 by themselves.
                    "approvals",
                    "ANONYMOUS",
                    "fix",
                    "ANONYMOUS",
                    "decide",
                    "ANONYMOUS",
                    "operation",
                    "ANONYMOUS",
                    "operate",
                    "ANONYMOUS")));
  }

  @Test
  void classes_comeFromThePackageAlone() throws Exception {
    Class<?> functions = app.loader().loadClass(ClusterFunctions.class.getName());
    URI jar = functions.getProtectionDomain().getCodeSource().getLocation().toURI();

    assertThat(functions).isNotSameAs(ClusterFunctions.class);
    assertThat(Path.of(jar)).isEqualTo(PackagedApp.FOLDER.resolve("aks-guard.jar").toRealPath());
  }
}
