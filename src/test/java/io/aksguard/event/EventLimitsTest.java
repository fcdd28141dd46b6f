package io.aksguard.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much is taken, where an element ends, and what of a text is never kept. */
class EventLimitsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
  private static final String GROUP = "/subscriptions/s/resourceGroups/g";
  private static final String ID =
      GROUP + "/providers/Microsoft.ContainerService/managedClusters/aks";
  private static final String WRITTEN = "Microsoft.Resources.ResourceWriteSuccess";

  private static String event(String type, Map<String, ?> data) {
    return JsonWriter.text(
        new TreeMap<>(
            Map.of(
                "id",
                "1",
                "source",
                ID,
                "subject",
                GROUP,
                "type",
                type,
                "time",
                "2026-11-23T05:00:00Z",
                "data",
                data)));
  }

  private static final String GOOD = event(WRITTEN, Map.of("resourceUri", ID));

  private static GridEvent one(String text) {
    return ((Received.Event) Events.read(text, NOW).get(0)).event();
  }

  private static List<String> reasons(List<Received> received) {
    return received.stream()
        .map(each -> each instanceof Received.Poison poison ? poison.reason() : "")
        .toList();
  }

  @Test
  void deliveryOfTooManyEvents_saysHowManyWereLeftOut() {
    String array = "[" + "7,".repeat(Events.MOST_EVENTS - 1) + "7%s]";

    assertThat(reasons(Events.read(array.formatted(""), NOW)))
        .hasSize(5_000)
        .noneMatch(reason -> reason.contains("too many"));
    assertThat(reasons(Events.read(array.formatted(",7,7"), NOW)))
        .hasSize(5_001)
        .last()
        .isEqualTo("the delivery has 2 events too many");
  }

  @Test
  void deliveryOfEightMillionCharacters_isTaken_andALargerOneParked() {
    String elements = (GOOD + " ".repeat(900_000) + ",").repeat(9);
    int left = (8 << 20) - 2 - elements.length() - GOOD.length();
    String largest = "[" + elements + " ".repeat(left) + GOOD + "]";

    assertThat(Events.read(largest, NOW)).hasSize(10).containsOnly(Events.read(GOOD, NOW).get(0));
    assertThat(reasons(Events.read(largest + " ", NOW)))
        .containsExactly("the delivery has over 8 million characters");
  }

  @Test
  void quotedBracketsAndCommas_endNoElement() {
    String odd = event(WRITTEN, Map.of("resourceUri", ID, "status", "\"]}}},[\\"));

    assertThat(Events.read("[" + odd + "," + GOOD + "]", NOW))
        .hasSize(2)
        .allMatch(Received.Event.class::isInstance);
  }

  /** It may have been an event. */
  @Test
  void textBehindAnArray_isParked() {
    assertThat(reasons(Events.read("[" + GOOD + "] x", NOW)))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("the event is no JSON");
  }

  @Test
  void markOfAnEditor_beforeTheText_isNoPartOfIt() {
    assertThat(Events.read("\uFEFF[" + GOOD + "]", NOW)).isEqualTo(Events.read(GOOD, NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Jane Doe", "jane.doe@example.org", "https://example.org/jane"})
  void person_whereAnIdOrANameBelongs_isNotKept(String person) {
    Map<String, Object> claims =
        Map.of(
            "appid",
            person,
            "http://schemas.microsoft.com/identity/claims/objectidentifier",
            person);
    Map<String, Object> data =
        Map.of("resourceUri", ID, "claims", claims, "status", person, "correlationId", person);

    assertThat(one(event(WRITTEN, data)).json()).doesNotContainIgnoringCase("jane");
    assertThat(event(WRITTEN, data)).contains(person);
  }

  /** What is kept of an event is one text of a row. */
  @Test
  void longTexts_areNotKept() {
    String item = ID + "/agentPools/" + "x".repeat(3_000);
    Map<String, Object> data =
        Map.of("resourceUri", ID, "policyAssignmentId", item, "resourceInfo", Map.of("id", item));

    assertThat(one(event(WRITTEN, data)).json()).hasSizeLessThan(1_000);
  }

  /** Names of members are found in any case: each could be there many times. */
  @Test
  void poison_isShort_howeverOftenItNamesAMember() {
    Map<String, Object> members = new TreeMap<>();
    IntStream.range(0, 128)
        .forEach(
            i -> {
              StringBuilder name = new StringBuilder("subject");
              IntStream.range(0, 7)
                  .filter(bit -> (i >> bit & 1) == 1)
                  .forEach(
                      bit -> name.setCharAt(bit, Character.toUpperCase("subject".charAt(bit))));
              members.put(name.toString(), ID + "/agentPools/" + "x".repeat(450));
            });

    Received.Poison poison = (Received.Poison) Events.read(JsonWriter.text(members), NOW).get(0);

    assertThat(poison.text()).hasSizeLessThan(30_000).contains(ID);
  }

  @Test
  void poison_keepsNoLongText() {
    String text = "{\"subject\": \"%s/agentPools/%s\"}".formatted(ID, "x".repeat(1_500));

    assertThat(((Received.Poison) Events.read(text, NOW).get(0)).text()).isEqualTo("{}");
  }

  @Test
  void notifiedResource_isWhatANotificationIsAbout() {
    GridEvent event =
        one(
            event(
                "Microsoft.ResourceNotifications.HealthResources.AvailabilityStatusChanged",
                Map.of("resourceInfo", Map.of("id", ID))));

    assertThat(event.cluster()).contains(new ArmId(ID));
  }

  @Test
  void deletedImage_isAboutItsRegistry() {
    assertThat(one(event("Microsoft.ContainerRegistry.ImageDeleted", Map.of())))
        .returns(Kind.IMAGE_DELETED, GridEvent::kind)
        .returns(new ArmId(ID), GridEvent::resource);
  }

  /** It was to come: read again when it has come, the event must not change. */
  @Test
  void evaluationThatWasAhead_staysRedated() {
    GridEvent event =
        one(
            event(
                "Microsoft.PolicyInsights.PolicyStateChanged",
                Map.of("timestamp", "2026-11-23T07:00:00Z")));

    assertThat(event.time()).isEqualTo(NOW);
    assertThat(Events.read(event.json(), NOW.plusSeconds(86_400)))
        .containsExactly(new Received.Event(event));
  }

  /** In lower case such an id is longer. */
  @Test
  void id_whoseLowerCaseIsLonger_isNone() {
    String id = ID.replace("/s/", "/\u0130/");

    assertThat(id.toLowerCase(Locale.ROOT)).hasSizeGreaterThan(id.length());
    assertThat(Plain.resource(id)).isEmpty();
  }
}
