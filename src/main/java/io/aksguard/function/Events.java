package io.aksguard.function;

import com.fasterxml.jackson.core.JsonParser;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Event Grid events in either schema, one or an array. */
final class Events {
  private Events() {}

  /**
   * The clusters that the events are about: a cluster, or a resource below one.
   *
   * @throws IllegalArgumentException when the text holds no event
   */
  static Set<ArmId> clusters(String json) {
    Set<ArmId> clusters = new LinkedHashSet<>();
    for (JsonObject event : events(json)) {
      Optional<String> uri = event.object("data").flatMap(data -> data.string("resourceUri"));
      uri.or(() -> event.string("subject"))
          .flatMap(ArmId::parse)
          .flatMap(ArmId::cluster)
          .ifPresent(clusters::add);
    }
    return clusters;
  }

  private static List<JsonObject> events(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = JsonReader.parser(new ByteArrayInputStream(bytes))) {
      parser.nextToken();
      Object value = JsonReader.read(parser);
      if (value instanceof JsonObject one) {
        return List.of(one);
      }
      if (value instanceof JsonArray many) {
        return many.objects();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("the event is no JSON", e);
    }
    throw new IllegalArgumentException("the event is neither an object nor an array");
  }
}
