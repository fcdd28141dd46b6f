package io.aksguard.function;

import static io.aksguard.function.PackagedApp.GROUPS;
import static io.aksguard.function.PackagedApp.PAY;
import static io.aksguard.function.PackagedApp.SHOP;
import static io.aksguard.function.PackagedApp.assertReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aksguard.evidence.JsonWriter;
import io.aksguard.lab.FunctionFile;
import io.aksguard.lab.FunctionFile.Binding;
import io.aksguard.lab.Invocation;
import io.aksguard.lab.LocalHost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged app loads through its function.json files and its functions call the engine. */
class FunctionAppIT {
  private static final Binding REPORT =
      new Binding(
          "report",
          "blob",
          "out",
          Map.of("path", "reports/{rand-guid}.json", "connection", "AzureWebJobsStorage"));

  private static LocalHost host;

  @BeforeAll
  static void load() throws IOException {
    host = new LocalHost(PackagedApp.FOLDER);
  }

  @AfterAll
  static void unload() throws IOException {
    host.close();
  }

  @Test
  void functions_haveTheirNamesAndBindings() {
    assertThat(host.functions())
        .isEqualTo(
            Map.of(
                "onResourceChanged",
                function(
                    "onResourceChanged",
                    "onResourceChanged",
                    new Binding("event", "eventGridTrigger", "in", Map.of()),
                    REPORT),
                "auditFleet",
                function(
                    "auditFleet",
                    "auditFleet",
                    new Binding(
                        "timer",
                        "timerTrigger",
                        "in",
                        Map.of("schedule", "%AKS_GUARD_AUDIT_SCHEDULE%")),
                    REPORT),
                "AssessCluster",
                function(
                    "AssessCluster",
                    "assessCluster",
                    new Binding("context", "orchestrationTrigger", "in", Map.of())),
                "assess",
                function(
                    "assess",
                    "assess",
                    new Binding("request", "activityTrigger", "in", Map.of()))));
  }

  @Test
  void classes_comeFromThePackageAlone() throws Exception {
    Class<?> functions = host.loader().loadClass(AuditFunctions.class.getName());
    URI jar = functions.getProtectionDomain().getCodeSource().getLocation().toURI();

    assertThat(functions).isNotSameAs(AuditFunctions.class);
    assertThat(Path.of(jar)).isEqualTo(PackagedApp.FOLDER.resolve("aks-guard.jar").toRealPath());
    assertThat(host.instance("assess"))
        .isInstanceOf(functions)
        .isSameAs(host.instance("assess"))
        .isSameAs(host.instance("onResourceChanged"));
  }

  @Test
  void armEvent_inEventGridsSchema() throws Exception {
    Invocation invocation = event(armEvent("topic", "eventType", SHOP));

    assertReport(report(invocation), SHOP);
    assertThat(invocation.log()).isEmpty();
  }

  @Test
  void armEvent_inCloudEventsSchema() throws Exception {
    assertReport(report(event(armEvent("source", "type", PAY.toLowerCase(Locale.ROOT)))), PAY);
  }

  @Test
  void armEvent_ofAnAgentPool_isTheClusters() throws Exception {
    assertReport(report(event(armEvent("source", "type", SHOP + "/agentPools/system"))), SHOP);
  }

  @Test
  void eventOfAks_hasTheClusterAsItsTopic() throws Exception {
    String event =
        """
        {"id": "1", "topic": "%s", "subject": "aks-shop", "eventTime": "2026-11-23T06:00:00Z",
         "eventType": "Microsoft.ContainerService.NodePoolRollingFailed", "dataVersion": "1",
         "metadataVersion": "1", "data": {"nodePoolName": "system"}}
        """;

    assertReport(report(event(event.formatted(SHOP))), SHOP);
  }

  @Test
  void array_isOneReport() throws Exception {
    String events =
        "[%s,%s]"
            .formatted(
                armEvent("topic", "eventType", SHOP + "/agentPools/system"),
                armEvent("topic", "eventType", PAY));

    assertReport(report(event(events)), SHOP, PAY);
  }

  @Test
  void event_aboutSomethingElse_leavesNoReport_andSaysSo() throws Exception {
    String account = GROUPS + "rg-shop/providers/Microsoft.Storage/storageAccounts/shop";

    assertThat(event(armEvent("topic", "eventType", account)))
        .isEqualTo(
            new Invocation(null, Map.of(), List.of("INFO ignored: an event about no cluster")));
  }

  @Test
  void event_aboutAClusterThatIsNotThere_warns() throws Exception {
    Invocation invocation = event(armEvent("topic", "eventType", SHOP + "-gone"));

    assertThat(invocation.outputs()).isEmpty();
    assertThat(invocation.log())
        .containsExactly("WARNING not judged, no such cluster: [" + SHOP + "-gone]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "{}", "[]", "{\"subject\":\"/subscriptions/s\""})
  void poison_isThrown_forEventGridToDeliverAgain(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> event(text))
        .withMessageMatching("the (event|delivery) .*")
        .withNoCause();
  }

  @Test
  void timer_judgesAllClusters() throws Exception {
    String timer =
        """
        {"Schedule": {"AdjustForDST": true}, "IsPastDue": false,
         "ScheduleStatus": {"Last": "2026-11-23T05:00:00Z", "Next": "2026-11-23T06:00:00Z"}}
        """;

    Invocation invocation = host.invoke("auditFleet", Map.of("timer", timer));

    assertReport(report(invocation), SHOP, PAY);
    assertThat(invocation.log()).hasSize(1);
  }

  private static Invocation event(String json) throws Exception {
    return host.invoke("onResourceChanged", Map.of("event", json));
  }

  private static String report(Invocation invocation) {
    assertThat(invocation.outputs()).containsOnlyKeys("report");
    return String.valueOf(invocation.outputs().get("report"));
  }

  /** Both schemas have the same members, some under other names. */
  private static String armEvent(String topic, String type, String resource) {
    return JsonWriter.text(
        Map.of(
            "id",
            "4db48cba-50a2-455a-93b4-de41a3b5b7f6",
            topic,
            "/subscriptions/00000000-0000-0000-0000-000000000001",
            "subject",
            resource,
            type,
            "Microsoft.Resources.ResourceWriteSuccess",
            type.equals("type") ? "time" : "eventTime",
            "2026-11-23T06:00:00Z",
            type.equals("type") ? "specversion" : "dataVersion",
            type.equals("type") ? "1.0" : "2",
            "data",
            Map.of("resourceUri", resource, "status", "Succeeded")));
  }

  private static FunctionFile function(String name, String method, Binding... bindings) {
    return new FunctionFile(
        name,
        PackagedApp.FOLDER.toAbsolutePath().resolve("aks-guard.jar"),
        "io.aksguard.function.AuditFunctions." + method,
        List.of(bindings));
  }
}
