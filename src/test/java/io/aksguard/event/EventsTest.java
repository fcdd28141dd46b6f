package io.aksguard.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T06:00:30Z");
  private static final String GROUP = "/subscriptions/s/resourceGroups/g";
  private static final String ID =
      GROUP + "/providers/Microsoft.ContainerService/managedClusters/aks";
  private static final String WRITTEN = "Microsoft.Resources.ResourceWriteSuccess";

  @Test
  void armEvent_isAboutItsResourceUri_inAnyCase_andTheSameInBothSchemas() {
    Map<String, Object> data =
        Map.of(
            "resourceUri",
            ID,
            "operationName",
            "Microsoft.ContainerService/managedClusters/write",
            "correlationId",
            "c-1",
            "claims",
            Map.of("appid", "a-1", "name", "Jane Doe"));

    GridEvent event = one(event(WRITTEN, GROUP, ID.toLowerCase(Locale.ROOT), data));

    assertThat(event)
        .isEqualTo(
            new GridEvent(
                "4db48cba",
                GROUP,
                ID.toLowerCase(Locale.ROOT),
                WRITTEN,
                Instant.parse("2026-11-23T06:00:00Z"),
                false,
                Kind.RESOURCE_WRITTEN,
                "",
                new ArmId(ID),
                Map.of(
                    "resourceUri",
                    ID,
                    "operationName",
                    "Microsoft.ContainerService/managedClusters/write",
                    "correlationId",
                    "c-1",
                    "applicationId",
                    "a-1")));
    assertThat(event.cluster()).contains(new ArmId(ID));
    assertThat(one(cloudEvent(WRITTEN, GROUP, ID.toLowerCase(Locale.ROOT), data))).isEqualTo(event);
  }

  @Test
  void key_isUniqueOnlyWithTheSource_whoseCaseDoesNotCount() {
    String key = one(event(WRITTEN, GROUP, ID, Map.of())).key();

    assertThat(key).matches("[0-9a-f]{32}");
    assertThat(one(event(WRITTEN, GROUP.toUpperCase(Locale.ROOT), ID, Map.of())).key())
        .isEqualTo(key);
    assertThat(one(event(WRITTEN, GROUP + "2", ID, Map.of())).key()).isNotEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "/agentPools/system",
    "/maintenanceConfigurations/default",
    "/providers/Microsoft.Insights/diagnosticSettings/all",
    "/providers/Microsoft.Insights/diagnosticSettings/to jane@example.org",
    "/providers/Microsoft.Authorization/roleAssignments/r"
  })
  void partsOfAClusterAndWhatIsAttachedToIt_areTheCluster(String below) {
    GridEvent event = one(event(WRITTEN, GROUP, ID + below, Map.of("resourceUri", ID + below)));

    assertThat(event.cluster()).contains(new ArmId(ID));
    assertThat(event.json()).doesNotContain("jane");
    assertThat(one(event.json())).isEqualTo(event);
  }

  @ParameterizedTest
  @CsvSource({
    "ResourceWriteSuccess, write, RESOURCE_WRITTEN",
    "ResourceDeleteSuccess, delete, RESOURCE_DELETED"
  })
  void tagsOfACluster_areTheCluster(String type, String verb, Kind kind) {
    String tags = ID + "/providers/Microsoft.Resources/tags/default";
    Map<String, String> data =
        Map.of("resourceUri", tags, "operationName", "Microsoft.Resources/tags/" + verb);

    GridEvent event = one(event("Microsoft.Resources." + type, GROUP, tags, data));

    assertThat(event.kind()).isEqualTo(kind);
    assertThat(event.cluster()).contains(new ArmId(ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subscriptions/s/../../providers/Microsoft.ContainerService/managedClusters/aks",
        "/subscriptions/s?x=1#y/providers/Microsoft.ContainerService/managedClusters/aks",
        "//evil.example/subscriptions/s",
        "https://evil.example/subscriptions/s"
      })
  void resource_thatWouldLeadARequestAstray_isNone(String uri) {
    assertThat(poison(event(WRITTEN, GROUP, "aks", Map.of("resourceUri", uri))).reason())
        .isEqualTo("the event names no resource");
  }

  @Test
  void eventOfAks_isAboutItsTopic() {
    GridEvent event =
        one(
            event(
                "Microsoft.ContainerService.ClusterSupportEnding",
                ID,
                "aks",
                Map.of("kubernetesVersion", "1.31.2")));

    assertThat(event.kind()).isEqualTo(Kind.AKS);
    assertThat(event.cluster()).contains(new ArmId(ID));
    assertThat(event.fact(Facts.KUBERNETES_VERSION)).contains("1.31.2");
  }

  @Test
  void policyState_hasTheTimeOfItsEvaluation() {
    Map<String, Object> data =
        Map.of("timestamp", "2026-11-23T05:00:00.1234567Z", "complianceState", "NonCompliant");

    GridEvent event = one(event("Microsoft.PolicyInsights.PolicyStateChanged", GROUP, ID, data));

    assertThat(event.kind()).isEqualTo(Kind.POLICY_STATE);
    assertThat(event.time()).isEqualTo("2026-11-23T05:00:00.123456700Z");
    assertThat(event.resource()).isEqualTo(new ArmId(ID));
    assertThat(one(event.json())).isEqualTo(event);
  }

  @Test
  void pushedImage_isAboutItsRegistry_andNotAboutWhoPushedIt() {
    String registry = GROUP + "/providers/Microsoft.ContainerRegistry/registries/shop";
    Map<String, Object> data =
        Map.of(
            "target",
            Map.of("repository", "web", "tag", "v1", "digest", "sha256:213bbc18"),
            "request",
            Map.of("host", "shop.azurecr.io", "addr", "203.0.113.7"),
            "actor",
            Map.of("name", "jane"));

    GridEvent event =
        one(event("Microsoft.ContainerRegistry.ImagePushed", registry, "web:v1", data));

    assertThat(event.kind()).isEqualTo(Kind.IMAGE_PUSHED);
    assertThat(event.resource()).isEqualTo(new ArmId(registry));
    assertThat(event.facts())
        .isEqualTo(
            Map.of(
                "registry",
                "shop.azurecr.io",
                "repository",
                "web",
                "tag",
                "v1",
                "digest",
                "sha256:213bbc18"));
  }

  @ParameterizedTest
  @CsvSource({
    "Microsoft.Resources.ResourceWriteFailure, m/x/write, RESOURCE_WRITTEN",
    "Microsoft.Resources.ResourceDeleteCancel, m/x/delete, RESOURCE_DELETED",
    "Microsoft.Resources.ResourceActionFailure, m/x/stop/action, ACTION"
  })
  void whatEndedHalfWay_mayHaveChangedSomething(String type, String operation, Kind kind) {
    GridEvent event =
        one(event(type, GROUP, ID, Map.of("resourceUri", ID, "operationName", operation)));

    assertThat(event.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "Microsoft.Resources.ResourceActionSuccess, m/x/listKeys/action, the operation only reads",
    "Microsoft.Resources.ResourceActionSuccess, m/x/listClusterUserCredential/action, the operation"
        + " only reads",
    "Microsoft.Resources.ResourceWriteSuccess, Microsoft.Resources/deployments/write, a deployment:"
        + " what it writes has events of its own",
    "Microsoft.Resources.ResourceWriteSomething, m/x/write, an unknown type",
    "Microsoft.EventGrid.SubscriptionValidationEvent, '', Event Grid's own",
    "com.example.someevent, '', an unknown type"
  })
  void whatChangesNothing_isIgnored_andSaysWhy(String type, String operation, String why) {
    GridEvent event =
        one(event(type, GROUP, ID, Map.of("resourceUri", ID, "operationName", operation)));

    assertThat(event.kind()).isEqualTo(Kind.IGNORED);
    assertThat(event.ignored()).isEqualTo(why);
    assertThat(one(event.json())).isEqualTo(event);
  }

  @Test
  void unknownType_keepsNoNameOfItsOwn() {
    GridEvent event = one(event("com.example.hired", "https://hr.example/jane", "Jane", Map.of()));

    assertThat(event.kind()).isEqualTo(Kind.IGNORED);
    assertThat(event.subject()).isEmpty();
    assertThat(event.json()).doesNotContainIgnoringCase("jane");
    assertThat(one(event.json())).isEqualTo(event);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T06:05:30Z, 2026-11-23T06:05:30Z, false",
    "2026-11-23T06:05:31Z, 2026-11-23T06:00:30Z, true",
    "+999999999-12-31T23:59:59Z, 2026-11-23T06:00:30Z, true",
    "1601-01-01T00:00:00Z, 2026-11-23T06:00:30Z, true",
    "yesterday, 2026-11-23T06:00:30Z, true",
    "2026-11-23T07:00:00+02:00, 2026-11-23T05:00:00Z, false"
  })
  void time_thatCannotBe_isThatOfTheArrival(String time, Instant expected, boolean redated) {
    String text = event(WRITTEN, GROUP, ID, Map.of()).replace("2026-11-23T06:00:00Z", time);

    GridEvent event = one(text);

    assertThat(event.time()).isEqualTo(expected);
    assertThat(event.redated()).isEqualTo(redated);
    assertThat(Events.read(event.json(), NOW.plusSeconds(86_400)))
        .containsExactly(new Received.Event(event));
  }

  @Test
  void badElement_hidesNoneOfTheOthers() {
    String good = event(WRITTEN, GROUP, ID, Map.of());
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    String large = "{\"id\": \"" + "x".repeat(Events.LARGEST_EVENT) + "\"}";
    String twice = "{\"id\": \"1\", \"id\": \"2\"}";

    List<Received> received =
        Events.read(
            "[" + String.join(", ", good, deep, large, twice, "7", "", "null", good) + "]", NOW);

    assertThat(received).hasSize(8);
    assertThat(received.get(0)).isInstanceOf(Received.Event.class).isEqualTo(received.get(7));
    assertThat(received.subList(1, 7))
        .extracting(each -> ((Received.Poison) each).reason())
        .satisfiesExactly(
            reason -> assertThat(reason).isEqualTo("the event is no JSON that can be read"),
            reason -> assertThat(reason).isEqualTo("the event is over 1 MB"),
            reason -> assertThat(reason).startsWith("the event is no JSON that can be read: line"),
            reason -> assertThat(reason).isEqualTo("the event is no JSON object"),
            reason -> assertThat(reason).isEqualTo("the event is no JSON object"),
            reason -> assertThat(reason).isEqualTo("the event is no JSON object"));
  }

  @Test
  void delivery_thatBreaksOff_givesWhatIsWhole() {
    String good = event(WRITTEN, GROUP, ID, Map.of());

    List<Received> received = Events.read("[" + good + "," + good.substring(0, 40), NOW);

    assertThat(received.get(0)).isInstanceOf(Received.Event.class);
    assertThat(received.get(1)).isInstanceOf(Received.Poison.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''| no JSON object",
        "null| no JSON object",
        "[]| has no events",
        "7| no JSON object",
        "{\"id\":\"1\"} {}| text behind its end",
        "{\"id\":\"1\"| no JSON that can be read: line 1, column 10",
        "{}| has no id",
        "{\"id\":\" \"}| has no id",
        "{\"id\":\"1\"}| has no source",
        "{\"id\":\"1\",\"topic\":\"/subscriptions/s\"}| has no type",
        "{\"id\":\"1\",\"topic\":\"/subscriptions/s\",\"eventType\":\"a b\"}| type is none"
      })
  void noEvent_isPoison(String text, String reason) {
    assertThat(poison(text).reason()).contains(reason);
    assertThat(Events.read(text, NOW)).isEqualTo(Events.read(text, NOW.plusSeconds(9)));
  }

  @Test
  void poison_keepsWhatAnEventIsReadFrom_andNothingOfPersons() {
    String text =
        """
        {"id": "1", "subject": "%s", "data": {"resourceUri": "%s", "claims": {"appid": "a-1",
         "name": "Jane Doe", "ipaddr": "203.0.113.7"}, "httpRequest": {"clientIpAddress": "203.0.113.7"}},
         "eventType": "%s", "who": jane.doe@example.org}
        """
            .formatted(ID, ID, WRITTEN);

    Received.Poison poison = poison(text);

    assertThat(poison.reason()).doesNotContain("jane");
    assertThat(poison.text())
        .isEqualTo(
            "{\"data\":{\"claims\":{\"appid\":\"a-1\"},\"resourceUri\":\"%s\"},".formatted(ID)
                + "\"eventType\":\"%s\",\"id\":\"1\",\"subject\":\"%s\"}".formatted(WRITTEN, ID));
  }

  private static GridEvent one(String text) {
    List<Received> received = Events.read(text, NOW);
    assertThat(received).hasSize(1).first().isInstanceOf(Received.Event.class);
    return ((Received.Event) received.get(0)).event();
  }

  private static Received.Poison poison(String text) {
    List<Received> received = Events.read(text, NOW);
    assertThat(received).hasSize(1).first().isInstanceOf(Received.Poison.class);
    return (Received.Poison) received.get(0);
  }

  private static String event(String type, String topic, String subject, Map<String, ?> data) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", "4db48cba");
    members.put("topic", topic);
    members.put("subject", subject);
    members.put("eventType", type);
    members.put("eventTime", "2026-11-23T06:00:00Z");
    members.put("data", data);
    members.put("dataVersion", "2");
    members.put("metadataVersion", "1");
    return JsonWriter.text(members);
  }

  private static String cloudEvent(
      String type, String source, String subject, Map<String, ?> data) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("specversion", "1.0");
    members.put("id", "4db48cba");
    members.put("source", source);
    members.put("subject", subject);
    members.put("type", type);
    members.put("time", "2026-11-23T06:00:00Z");
    members.put("data", data);
    return JsonWriter.text(members);
  }
}
