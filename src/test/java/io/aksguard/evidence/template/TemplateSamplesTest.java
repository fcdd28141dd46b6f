package io.aksguard.evidence.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.aksguard.SharedSamples;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published templates that stand beside the project on some machines. */
class TemplateSamplesTest {

  @ParameterizedTest
  @ValueSource(strings = {"samples-arm", "checkov-arm/templates"})
  void samples_resolve(String folder) throws IOException {
    Path samples = SharedSamples.folder(folder);

    for (Path file : jsonFiles(samples)) {
      JsonObject template = read(file);
      if (template.raw("resources") == null) {
        continue;
      }
      Path parameters =
          file.resolveSibling(file.getFileName().toString().replace(".json", ".parameters.json"));
      JsonObject given = Files.exists(parameters) ? read(parameters) : JsonObject.of(Map.of());
      Resolved resolved =
          TemplateResolver.resolve(
              template.rootedAt(new Origin(file.getFileName().toString(), 1)),
              given.object("parameters").orElseGet(() -> JsonObject.of(Map.of())));

      System.out.printf(
          "%s: %d resources, %d notes%n",
          samples.relativize(file), resolved.resources().size(), resolved.notes().size());
      resolved.notes().forEach(note -> System.out.println("  " + note));
      assertThat(resolved.resources()).as(file.toString()).isNotEmpty();
    }
  }

  private static List<Path> jsonFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static JsonObject read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = JsonReader.parser(in)) {
      parser.nextToken();
      return JsonReader.read(parser) instanceof JsonObject object
          ? object
          : JsonObject.of(Map.of());
    }
  }
}
