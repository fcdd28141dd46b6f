package io.aksguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.report.Schemas;
import io.aksguard.yaml.Problem;
import io.aksguard.yaml.YamlFile;
import io.aksguard.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Our reader and the published schema say the same of each file, and every mistake has its place
 * and sentence. To take new sentences over: {@code mvn test -Dtest=GuardFileTest
 * -Daksguard.golden=write}.
 */
class GuardFileTest {
  private static final Path BASE = Path.of(System.getProperty("aksguard.basedir", "."));
  private static final Path FILES = BASE.resolve("src/test/resources/guard-files");
  private static final Path SAMPLE = BASE.resolve("src/samples/guard.yaml");
  private static final String SCHEMA = "src/main/resources/schemas/guard.v1.json";

  private final Catalogue catalogue = Catalogue.builtIn();

  @TestFactory
  Stream<DynamicTest> valid_pleasesBoth() throws IOException {
    return Stream.concat(files("valid"), Stream.of(SAMPLE))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file),
                    () -> {
                      GuardFile.read(name(file), Files.readString(file), catalogue);
                      assertThat(objections(file)).isEmpty();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> invalid_pleasesNeither() throws IOException {
    return files("invalid")
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file),
                    () -> {
                      assertThat(mistakes(file)).isNotEmpty();
                      assertThat(objections(file)).isNotEmpty();
                    }));
  }

  @Test
  void everyMistake_hasItsPlaceAndSentence() throws IOException {
    StringBuilder said = new StringBuilder();
    Stream.concat(files("beyond-schema"), files("invalid"))
        .forEach(file -> said.append(mistakes(file)).append('\n'));

    Path golden = FILES.resolve("expected.txt");
    if ("write".equals(System.getProperty("aksguard.golden"))) {
      Files.writeString(golden, said);
    }
    assertThat(said).hasToString(Files.readString(golden));
  }

  @Test
  void read_givesDefaultsWithDecisionsOverThem() throws IOException, AuthorException {
    GuardConfig config = GuardFile.read("guard.yaml", Files.readString(SAMPLE), catalogue);

    assertThat(config.parameters())
        .containsAllEntriesOf(Map.of("nodeImageMaxAgeDays", 30L, "requireApiPrivate", true))
        .containsEntry("minZones", catalogue.defaults().get("minZones"))
        .hasSameSizeAs(catalogue.defaults());
    assertThat(config.waivers())
        .containsExactly(
            new Waiver(
                "W-1",
                "local-accounts-disabled",
                "*/resourceGroups/rg-legacy/*",
                "*",
                "platform-team@example.org",
                "The vendor's installer signs in with a local account until release 4.",
                LocalDate.parse("2027-01-31")));
  }

  @Test
  void restOfAFile_isDoneNothingBy() {
    String text =
        """
        schema: aks-guard/config/v1
        remediation: {mode: auto}
        waivers:
          - {id: W-1, control: no-such-control, resource: x, subject: y, owner: o, reason: r, expires: "2027-01-31"}
        """;

    assertThat(GuardFile.rest("guard.yaml", text, catalogue).config().modes().otherwise())
        .isEqualTo(Mode.REPORT);
    assertThat(
            GuardFile.rest("guard.yaml", text.replaceAll("(?s)waivers.*", ""), catalogue)
                .config()
                .modes()
                .otherwise())
        .isEqualTo(Mode.AUTO);
  }

  @Test
  void sample_isTheOneInTheDocuments() throws IOException {
    assertThat(BASE.resolve("src/docs/guard.md")).content().contains(Files.readString(SAMPLE));
  }

  private String mistakes(Path file) {
    try {
      String text = Files.readString(file);
      AuthorException mistakes =
          catchThrowableOfType(
              AuthorException.class, () -> GuardFile.read(name(file), text, catalogue));
      return String.valueOf(mistakes.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> objections(Path file) throws IOException {
    List<Problem> problems = new ArrayList<>();
    YamlNode root = YamlFile.parse(name(file), Files.readString(file), problems).orElseThrow();
    String json = JsonWriter.text(root.value());
    assertThat(problems).isEmpty();
    return Schemas.objections(SCHEMA, json);
  }

  private static Stream<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FILES.resolve(folder))) {
      return files.sorted().toList().stream();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
