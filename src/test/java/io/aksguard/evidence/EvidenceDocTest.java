package io.aksguard.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.input.InputLine;
import io.aksguard.evidence.input.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * src/docs/evidence.md cannot lie: what a body on that page says stands in the section that the
 * body stands under.
 */
class EvidenceDocTest {
  private static final Path BASE = Path.of(System.getProperty("aksguard.basedir", "."));
  private static final Pattern BLOCK =
      Pattern.compile(
          "^### `(?<section>\\w+)`$|^```(?<kind>json|yaml)(?<shape> shape)?\\n(?<text>.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);

  /**
   * A network is there by its subnets; a pool has the form that it has in a cluster's body; of our
   * own record its properties are there. A list of objects is there by them, a pod and a ReplicaSet
   * by their Deployment, and of secrets nothing is.
   */
  private static final Set<String> USED_UP =
      Set.of(
          "microsoft.network/virtualnetworks",
          "vnet-shop",
          "microsoft.containerservice/managedclusters/agentpools",
          "/agentpools/apps",
          "aksguard/self",
          "aksguard/self/default",
          "list",
          "pod",
          "7d9f",
          "hunter2",
          "ahvudgvymg==");

  @TempDir private Path folder;

  private record Body(String section, Path file) {}

  @Test
  void everyBody_isInItsSection() throws IOException {
    List<Body> bodies = write("");
    Map<String, Set<String>> said = new LinkedHashMap<>();
    for (Body body : bodies) {
      said.computeIfAbsent(body.section(), s -> new HashSet<>()).addAll(texts(body.file()));
    }

    Evidence evidence = only();

    assertThat(said.keySet()).isEqualTo(Evidence.SECTIONS);
    Map<String, Set<String>> missing = new LinkedHashMap<>();
    said.forEach(
        (section, texts) -> {
          Set<String> read = new HashSet<>();
          collect(evidence.value(section), read);
          Set<String> lost = new HashSet<>(texts);
          lost.removeAll(read);
          if (!lost.isEmpty()) {
            missing.put(section, lost);
          }
        });
    assertThat(missing).isEmpty();
  }

  @Test
  void everyShape_isTheSameCluster() throws IOException {
    List<Body> shapes = write(" shape");

    assertThat(shapes).hasSizeGreaterThan(7);
    for (Body shape : shapes) {
      Inputs inputs = Inputs.scan(List.of(shape.file()), false);
      List<Evidence> found = new ArrayList<>();
      inputs.clusters(found::add);
      assertThat(found).as(Files.readString(shape.file())).hasSize(1);
      assertThat(inputs.lines())
          .allSatisfy(line -> assertThat(line.status()).isEqualTo(InputLine.Status.READ));
      JsonObject cluster = (JsonObject) found.get(0).value("cluster");
      JsonObject properties = cluster.object("properties").orElseThrow();
      assertThat(properties.raw("enableRBAC")).isEqualTo(true);
      assertThat(properties.raw("kubernetesVersion")).isEqualTo("1.36");
    }
  }

  private Evidence only() {
    Inputs inputs = Inputs.scan(List.of(folder), true);
    List<Evidence> found = new ArrayList<>();
    inputs.clusters(found::add);
    assertThat(inputs.lines())
        .allSatisfy(line -> assertThat(line.status()).isEqualTo(InputLine.Status.READ));
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** The page's bodies as files, those whose fence ends so. */
  private List<Body> write(String wanted) throws IOException {
    List<Body> bodies = new ArrayList<>();
    String section = "";
    Matcher block = BLOCK.matcher(Files.readString(BASE.resolve("src/docs/evidence.md")));
    while (block.find()) {
      if (block.group("section") != null) {
        section = block.group("section");
      } else if (wanted.equals(Objects.requireNonNullElse(block.group("shape"), ""))) {
        Path file = folder.resolve(bodies.size() + "." + block.group("kind"));
        Files.writeString(file, block.group("text"));
        bodies.add(new Body(section, file));
      }
    }
    return bodies;
  }

  private static Set<String> texts(Path file) throws IOException {
    Set<String> texts = new HashSet<>();
    String text = Files.readString(file);
    if (file.toString().endsWith(".yaml")) {
      text.lines().map(line -> line.substring(line.indexOf(": ") + 2)).forEach(texts::add);
    } else {
      JsonObject wrapped = JsonReader.object("{\"all\":" + text + "}");
      collect(wrapped, texts);
    }
    texts.removeIf(said -> USED_UP.stream().anyMatch(said.toLowerCase(Locale.ROOT)::endsWith));
    return texts;
  }

  private static void collect(Object value, Set<String> texts) {
    if (value instanceof JsonObject object) {
      object.entries().forEach(member -> collect(member.getValue(), texts));
    } else if (value instanceof JsonArray array) {
      array.known().forEach(element -> collect(element, texts));
    } else if (value instanceof String text) {
      texts.add(text);
    }
  }
}
