package io.aksguard.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cli.Main;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in inputs, templates, guard.yaml and controls: the exit code is one that the help
 * names for users, nothing is thrown, no stack is shown, no line is about our code, and it ends.
 */
class FuzzTest {
  /** A folder of inputs costs one start of the command line. */
  private static final int FILES = 8;

  /** Some hundred times what an undamaged case takes, because machines stall. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Path BASE = Path.of(System.getProperty("aksguard.basedir", "."));

  private static final String GUARD =
      """
      schema: aks-guard/config/v1
      parameters:
        minZones: 2
        requireDeleteLock: true
        requiredTags: [owner, costCenter]
        managementPorts: &ports ["22", "3389"]
      waivers:
        - id: W-1
          control: local-accounts-disabled
          resource: "*/managedClusters/aks"
          subject: "*"
          owner: platform team
          reason: migration under way
          expires: 2027-01-31
      """;

  private static final String TEMPLATE =
      """
      {"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
       "contentVersion":"1.0.0.0",
       "parameters":{"name":{"type":"string","defaultValue":"aks"},"zones":{"type":"int","defaultValue":3},
        "ranges":{"type":"array","defaultValue":["10.0.0.0/8"]},"pools":{"type":"object","defaultValue":{"a":{"mode":"System"}}}},
       "variables":{"id":"[resourceId('Microsoft.ContainerService/managedClusters', parameters('name'))]",
        "copy":[{"name":"names","count":"[parameters('zones')]","input":"[concat('p', copyIndex('names'))]"}]},
       "resources":[
        {"type":"Microsoft.ContainerService/managedClusters","apiVersion":"2025-01-01","name":"[parameters('name')]",
         "location":"[resourceGroup().location]","condition":"[greater(parameters('zones'), 1)]",
         "properties":{"disableLocalAccounts":"[equals(toLower('A'), 'a')]",
          "apiServerAccessProfile":{"authorizedIPRanges":"[parameters('ranges')]"},
          "copy":[{"name":"agentPoolProfiles","count":"[length(variables('names'))]",
            "input":{"name":"[variables('names')[copyIndex('agentPoolProfiles')]]","count":3}}]}},
        {"type":"Microsoft.Insights/diagnosticSettings","apiVersion":"2021-05-01-preview","name":"audit",
         "scope":"[variables('id')]","dependsOn":["[variables('id')]"],
         "properties":{"workspaceId":"[reference(variables('id')).x]","logs":[{"categoryGroup":"audit","enabled":true}]}},
        {"type":"Microsoft.Resources/deployments","apiVersion":"2022-09-01","name":"inner",
         "properties":{"mode":"Incremental","expressionEvaluationOptions":{"scope":"inner"},
          "template":{"$schema":"x#","contentVersion":"1.0.0.0","resources":[
           {"type":"Microsoft.ContainerService/managedClusters/agentPools","apiVersion":"2025-01-01",
            "name":"[format('{0}/user', 'aks')]","properties":{"mode":"User"}}]}}}]}
      """;

  @TempDir private Path folder;
  private final Library library = Library.read();
  private final Map<String, Integer> codes = new ConcurrentSkipListMap<>();
  private final LongAccumulator longest = new LongAccumulator(Math::max, 0);
  private final LongAdder damaged = new LongAdder();

  @Test
  void damage_isToldInSentences() throws Exception {
    run(new Campaign("fuzz", 100));
  }

  @Test
  @Tag("campaign")
  void damage_isToldInSentences_inFull() throws Exception {
    run(new Campaign("fuzz in full", 20_000));
  }

  private void run(Campaign campaign) throws Exception {
    List<Path> controls = controls();
    campaign.runOnAllProcessors(
        (random, seed) -> {
          Path place = Files.createDirectory(folder.resolve(String.valueOf(seed)));
          Damage damage = new Damage(random);
          switch (random.nextInt(4)) {
            case 0 -> audit("inputs", inputs(place, random, damage));
            case 1 -> audit("templates", templates(place, random, damage));
            case 2 -> audit("config", config(place, damage));
            default -> audit("controls", ownControl(place, random, damage, controls));
          }
          Variants.delete(place);
        });
    System.out.printf(
        "fuzz: %d damaged files, exit codes %s, longest run %d ms%n",
        damaged.sum(), codes, longest.get());
  }

  private List<String> inputs(Path place, Random random, Damage damage) throws IOException {
    for (int i = 0; i < FILES; i++) {
      List<Object> documents = new ArrayList<>(library.around(random));
      documents.add(library.cluster(random));
      Object document = documents.get(random.nextInt(documents.size()));
      String name = i + List.of(".json", ".yaml", ".ndjson").get(random.nextInt(3));
      String text =
          switch (random.nextInt(3)) {
            case 0 -> JsonWriter.text(Map.of("value", documents));
            case 1 -> JsonWriter.text(document);
            default -> damage.document(random.nextBoolean() ? document : documents);
          };
      write(place.resolve(name), random.nextBoolean() ? damage.text(text) : bytes(text));
    }
    List<String> line = new ArrayList<>(List.of("--input", place.toString(), "--include", "all"));
    line.addAll(random.nextBoolean() ? List.of("--assume-complete") : List.of());
    line.addAll(
        List.of(
            "--format", List.of("table", "json", "sarif", "junit", "csv").get(random.nextInt(5))));
    return line;
  }

  private List<String> templates(Path place, Random random, Damage damage) throws IOException {
    Object template = JsonReader.object(TEMPLATE);
    for (int i = 0; i < FILES; i++) {
      write(
          place.resolve(i + ".json"),
          random.nextBoolean() ? damage.text(TEMPLATE) : bytes(damage.document(template)));
    }
    return List.of("--input", place.toString(), "--format", "json");
  }

  private List<String> config(Path place, Damage damage) throws IOException {
    Path guard = place.resolve("guard.yaml");
    write(guard, damage.text(GUARD));
    return List.of("--input", good(place).toString(), "--config", guard.toString());
  }

  private List<String> ownControl(Path place, Random random, Damage damage, List<Path> controls)
      throws IOException {
    String text = Files.readString(controls.get(random.nextInt(controls.size())));
    Path own = Files.createDirectories(place.resolve("own/mine"));
    write(own.resolve("control.yaml"), damage.text(text.replaceFirst("(?m)^id: .*$", "id: mine")));
    return List.of(
        "--input", good(place).toString(), "--controls-dir", place.resolve("own").toString());
  }

  private Path good(Path place) throws IOException {
    return Files.writeString(
        place.resolve("good.json"), JsonWriter.text(library.cluster(new Random(7))));
  }

  private void audit(String what, List<String> line) {
    List<String> all = new ArrayList<>(List.of("audit"));
    all.addAll(line);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    long start = System.nanoTime();

    int code = Main.run(out, new PrintWriter(err), all.toArray(String[]::new));

    long took = (System.nanoTime() - start) / 1_000_000;
    longest.accumulate(took);
    codes.merge(what + " " + code, 1, Integer::sum);
    String told = err + out.toString(StandardCharsets.UTF_8);
    assertThat(code).as("%s", told).isBetween(0, 3);
    assertThat(told)
        .doesNotContain("\tat ", "Exception", "io.aksguard.", "java.lang.", "java.util.");
    assertThat(took).isLessThan(LONGEST.toMillis());
  }

  private void write(Path file, byte[] bytes) throws IOException {
    damaged.increment();
    Files.write(file, bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Path> controls() throws IOException {
    try (Stream<Path> files = Files.walk(BASE.resolve("src/controls"))) {
      return files.filter(file -> file.endsWith("control.yaml")).sorted().toList();
    }
  }
}
