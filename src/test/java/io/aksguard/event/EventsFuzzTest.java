package io.aksguard.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is delivered, nothing is thrown, nothing good is lost, and no person is kept. */
class EventsFuzzTest {
  private static final long SEED = Long.getLong("aksguard.seed", 1);
  private static final int CASES = Integer.getInteger("aksguard.cases", 4_000);
  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
  private static final String PERSON = "JaneDoe";
  private static final String CLUSTER =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/aks";

  private static final List<String> TYPES =
      List.of(
          "Microsoft.Resources.ResourceWriteSuccess",
          "Microsoft.Resources.ResourceDeleteSuccess",
          "Microsoft.Resources.ResourceActionFailure",
          "Microsoft.PolicyInsights.PolicyStateChanged",
          "Microsoft.ContainerService.ClusterSupportEnded",
          "Microsoft.ContainerRegistry.ImagePushed",
          "Microsoft.ResourceNotifications.Resources.CreatedOrUpdated",
          "com.example.other");

  private static final List<Object> ODD =
      List.of(
          "",
          " ",
          "/",
          "//",
          "/subscriptions/",
          "/subscriptions/İ/providers/a/b",
          "/providers/",
          "/subscriptions/a/../b",
          "\ud800",
          "\u0000\u001b[31m",
          "x".repeat(5_000),
          "9999-99-99T99:99:99Z",
          "2999-01-01T00:00:00Z",
          PERSON + "@example.org",
          "https://example.org/" + PERSON + "?x=1",
          7,
          -1.5,
          true,
          List.of(),
          List.of(Map.of("name", PERSON)),
          Map.of("name", PERSON));

  private static final List<String> TOKENS =
      List.of(
          "{", "}", "[", "]", "\"", ",", ":", "\\", "null", "[".repeat(400), "\u0000", "\uFEFF");

  @Test
  void read_whateverTheText() {
    System.out.printf("events: seed %d, %d cases%n", SEED, CASES);
    for (int i = 0; i < CASES; i++) {
      Random random = new Random((SEED + i) * 0x9E3779B97F4A7C15L);
      String text = JsonWriter.text(event(random));
      String spoilt = random.nextBoolean() ? spoil(text, random) : text;
      String description = "-Daksguard.seed=" + (SEED + i) + " -Daksguard.cases=1: " + spoilt;

      for (Received received : Events.read(spoilt, NOW)) {
        assertClean(description, received);
      }
      assertGoodIsKept(description, spoilt);
    }
  }

  private static void assertClean(String description, Received received) {
    if (received instanceof Received.Event read) {
      assertThat(read.event().json()).as(description).doesNotContain(PERSON);
      assertThat(Events.read(read.event().json(), NOW.plusSeconds(3_600)))
          .as(description)
          .containsExactly(received);
    } else if (received instanceof Received.Poison poison) {
      assertThat(poison.reason() + poison.text())
          .as(description)
          .doesNotContain(PERSON)
          .hasSizeLessThan(30_000);
      assertThat(JsonReader.object(poison.text())).as(description).isNotNull();
    }
  }

  private static void assertGoodIsKept(String description, String spoilt) {
    String good =
        "{\"id\":\"good\",\"source\":\"%s\",\"type\":\"Microsoft.ContainerService.X\"}"
            .formatted(CLUSTER);

    Received first = Events.read("[" + good + "," + spoilt + "]", NOW).get(0);

    assertThat(first).as(description).isEqualTo(Events.read(good, NOW).get(0));
  }

  private static Map<String, Object> event(Random random) {
    boolean cloud = random.nextBoolean();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", "e-" + random.nextInt(1_000));
    members.put(cloud ? "source" : "topic", CLUSTER);
    members.put("subject", random.nextBoolean() ? CLUSTER + "/agentPools/a" : "aks");
    members.put(cloud ? "type" : "eventType", TYPES.get(random.nextInt(TYPES.size())));
    members.put(cloud ? "time" : "eventTime", "2026-11-23T05:00:00.1234567Z");
    members.put("data", data(random));
    members.put("unheardOf", PERSON);
    for (int i = random.nextInt(3); i > 0; i--) {
      List<String> names = new ArrayList<>(members.keySet());
      String name = names.get(random.nextInt(names.size()));
      if (random.nextBoolean()) {
        members.put(name, ODD.get(random.nextInt(ODD.size())));
      } else {
        members.remove(name);
      }
    }
    return members;
  }

  private static Map<String, Object> data(Random random) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("resourceUri", CLUSTER);
    data.put("operationName", "Microsoft.ContainerService/managedClusters/write");
    data.put("timestamp", "2026-11-23T04:00:00Z");
    data.put("policyAssignmentId", "/subscriptions/s");
    data.put("claims", new LinkedHashMap<>(Map.of("appid", "a", "name", PERSON, "upn", PERSON)));
    data.put("httpRequest", Map.of("clientIpAddress", PERSON));
    data.put("target", Map.of("repository", "web"));
    data.put("actor", Map.of("name", PERSON));
    data.put("resourceInfo", Map.of("id", CLUSTER, "tags", Map.of("owner", PERSON)));
    for (int i = random.nextInt(3); i > 0; i--) {
      List<String> names = new ArrayList<>(data.keySet());
      data.put(names.get(random.nextInt(names.size())), ODD.get(random.nextInt(ODD.size())));
    }
    return data;
  }

  private static String spoil(String text, Random random) {
    StringBuilder spoilt = new StringBuilder(text);
    for (int i = 1 + random.nextInt(3); i > 0 && !spoilt.isEmpty(); i--) {
      int at = random.nextInt(spoilt.length());
      switch (random.nextInt(4)) {
        case 0 -> spoilt.setLength(at);
        case 1 -> spoilt.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
        case 2 -> spoilt.delete(at, Math.min(spoilt.length(), at + 1 + random.nextInt(20)));
        default -> spoilt.setCharAt(at, (char) random.nextInt(128));
      }
    }
    return spoilt.toString();
  }
}
