package io.aksguard.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.SharedSamples;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Published examples of every type, in both schemas. */
class EventSamplesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

  private static final Map<String, Kind> KINDS =
      Map.of(
          "ContainerService", Kind.AKS,
          "PolicyInsights", Kind.POLICY_STATE,
          "ResourceNotifications", Kind.RESOURCE_NOTIFICATION,
          "resource_write_success.json", Kind.RESOURCE_WRITTEN,
          "resource_delete_success.json", Kind.RESOURCE_DELETED);

  @Test
  void everySample_isAnEventOfItsKind_andTheSameInBothSchemas() throws IOException {
    Map<String, GridEvent> inEventGrids = read("event-grid-schema");
    Map<String, GridEvent> inCloudEvents = read("cloud-events-schema");

    assertThat(inEventGrids).hasSizeGreaterThan(18).containsOnlyKeys(inCloudEvents.keySet());
    inEventGrids.forEach(
        (name, event) -> {
          String[] path = name.split("/");
          // What failed or was cancelled half-way may have changed something all the same.
          String success = path[1].replaceFirst("failure|cancel", "success");
          Kind kind = KINDS.getOrDefault(path[0], KINDS.getOrDefault(success, Kind.IGNORED));
          assertThat(event.kind()).as(name).isEqualTo(kind);
          assertThat(event.resource()).as(name).isNotNull();
          assertThat(inCloudEvents.get(name))
              .as(name)
              .extracting(GridEvent::kind, EventSamplesTest::about)
              .containsExactly(kind, about(event));
        });
  }

  @Test
  void everySample_keepsNoClaim_butWhoseApplicationItWas() throws IOException {
    for (String schema : List.of("event-grid-schema", "cloud-events-schema")) {
      read(schema)
          .forEach(
              (name, event) -> {
                assertThat(Events.read(event.json(), NOW))
                    .as(name)
                    .containsExactly(new Received.Event(event));
                JsonObject data = JsonReader.object(event.json()).object("data").orElseThrow();
                assertThat(data.keySet())
                    .doesNotContain("httpRequest", "authorization", "properties", "actor");
                data.object("claims")
                    .ifPresent(
                        claims ->
                            assertThat(claims.keySet())
                                .isSubsetOf(
                                    "appid",
                                    "http://schemas.microsoft.com/identity/claims/objectidentifier"));
              });
    }
  }

  /** One of the published ids has a blank in one schema and not in the other. */
  private static String about(GridEvent event) {
    return (event.resource() + " " + new TreeMap<>(event.facts())).replace(" ", "");
  }

  private static Map<String, GridEvent> read(String schema) throws IOException {
    Path folder = SharedSamples.folder("events").resolve(schema);
    Map<String, GridEvent> events = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        List<Received> received = Events.read(Files.readString(file), NOW);
        assertThat(received).as("%s", file).hasSize(1).first().isInstanceOf(Received.Event.class);
        events.put(folder.relativize(file).toString(), ((Received.Event) received.get(0)).event());
      }
    }
    return events;
  }
}
