package io.aksguard.remediation.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aksguard.lab.tenant.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The requests of each remedy as they were looked at: {@code src/test/resources/remedies}. */
final class Golden {
  private static final Path FOLDER =
      Path.of(System.getProperty("aksguard.basedir", "."), "src/test/resources/remedies");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Golden() {}

  /** Compares; {@code -Daksguard.golden=write} takes them over. */
  static void check(String control, List<Received> requests) throws IOException {
    Path file = FOLDER.resolve(control + ".json");
    String text = text(requests);
    if ("write".equals(System.getProperty("aksguard.golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertThat(text).as("requests of %s", control).isEqualTo(Files.readString(file));
  }

  /** The controls that have a file. */
  static List<String> controls() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> String.valueOf(file.getFileName()).replace(".json", ""))
          .sorted()
          .toList();
    }
  }

  private static String text(List<Received> requests) throws JsonProcessingException {
    ArrayNode all = JSON.createArrayNode();
    for (Received each : requests) {
      ObjectNode one = all.addObject();
      one.put("request", each.method() + " " + each.path() + "?" + each.query());
      if (!each.ifMatch().isEmpty()) {
        // Each is another one. That it is the right one the tenant has seen: else it answers 412.
        one.put("ifMatch", each.ifMatch().equals("*") ? "*" : "its ETag");
      }
      if (!each.body().isEmpty()) {
        one.set("body", JSON.readTree(each.body()));
      }
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
  }
}
