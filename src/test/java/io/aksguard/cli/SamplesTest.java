package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.aksguard.SharedSamples;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published bodies and templates go through the command line of the README. */
class SamplesTest {
  private static final Set<String> JUDGED =
      Set.of(
          "microsoft.containerservice/managedclusters",
          "microsoft.containerservice/managedclusters/agentpools");

  /** What no line of a report may hold: names of our code and of what it stands on. */
  private static final String INTERNAL =
      "(?s).*(Exception|io\\.aksguard|dev\\.cel|jackson|snakeyaml|java\\.|NullValue|\\{@|Stream(Read)?Constraints).*";

  @ParameterizedTest
  @ValueSource(strings = {"rest-specs", "psrule", "samples-arm", "c7n"})
  void corpus_isAudited(String corpus) {
    CommandRun run =
        CommandRun.of("audit", "--input", SharedSamples.folder(corpus), "--format", "json");

    assertThat(run.code()).isIn(0, 1, 3);
    assertThat(run.err()).isEmpty();
    assertThat(run.inputs()).isNotEmpty().noneMatch(line -> line.matches(INTERNAL));
    assertThat(messages(run)).isNotEmpty().noneMatch(message -> message.matches(INTERNAL));
    System.out.printf(
        "%s: %s, coverage %s%n",
        corpus, byStatus(run.inputs()), JsonWriter.text(run.json().raw("coverage")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rest-specs", "psrule", "samples-arm", "c7n"})
  void eachFile_isAuditedByItself(String corpus) throws IOException {
    Map<Integer, Integer> codes = new TreeMap<>();
    int recorded = 0;
    for (Path file : jsonFiles(SharedSamples.folder(corpus))) {
      CommandRun run = CommandRun.of("audit", "--input", file, "--format", "json");

      assertThat(run.code()).as(file.toString()).isBetween(0, 3);
      assertThat(run.err().lines()).as(file.toString()).hasSize(run.code() == 2 ? 1 : 0);
      assertThat(run.inputs()).as(file.toString()).noneMatch(line -> line.matches(INTERNAL));
      assertThat(messages(run)).as(file.toString()).noneMatch(line -> line.matches(INTERNAL));
      codes.merge(run.code(), 1, Integer::sum);
      if (holdsClusterOrPool(file)) {
        recorded++;
        assertThat(run.code()).as("%s is judged", file).isNotEqualTo(2);
      }
    }
    System.out.printf(
        "%s: files by exit code %s; %d are recorded answers with a cluster or pool, all judged%n",
        corpus, codes, recorded);
  }

  /** Some are broken on purpose, and charts are no YAML: of these the line says why. */
  @ParameterizedTest
  @ValueSource(
      strings = {"samples-k8s", "kubescape", "polaris", "checkov-k8s", "gatekeeper", "pss"})
  void kubernetesCorpus_isRead(String corpus) {
    CommandRun run =
        CommandRun.of(
            "audit",
            "--input",
            SharedSamples.folder(corpus),
            "--skip-unreadable",
            "--fail-on",
            "never",
            "--format",
            "json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.inputs()).isNotEmpty().noneMatch(line -> line.matches(INTERNAL));
    assertThat(messages(run)).isNotEmpty().noneMatch(message -> message.matches(INTERNAL));
    assertThat(run.inputs()).anyMatch(line -> line.startsWith("read"));
    System.out.printf("%s: %s%n", corpus, byStatus(run.inputs()));
  }

  private static boolean holdsClusterOrPool(Path file) throws IOException {
    JsonObject responses = read(file).object("responses").orElse(JsonObject.of(Map.of()));
    return Stream.of("200", "201", "202")
        .flatMap(code -> responses.object(code).stream())
        .flatMap(response -> response.object("body").stream())
        .flatMap(body -> body.array("value").map(JsonArray::objects).orElse(List.of(body)).stream())
        .anyMatch(body -> JUDGED.contains(type(body)) && body.raw("properties") != null);
  }

  /** By the id, because recorded answers often have no type. */
  private static String type(JsonObject body) {
    return ArmId.parse(body.string("id").orElse(""))
        .flatMap(ArmId::type)
        .or(() -> body.string("type"))
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  private static List<String> messages(CommandRun run) {
    return run.json().array("findings").orElseThrow().objects().stream()
        .map(finding -> finding.string("message").orElse(""))
        .toList();
  }

  private static Map<String, Integer> byStatus(List<String> inputs) {
    Map<String, Integer> counts = new TreeMap<>();
    inputs.forEach(line -> counts.merge(line.substring(0, line.indexOf(' ')), 1, Integer::sum));
    return counts;
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
