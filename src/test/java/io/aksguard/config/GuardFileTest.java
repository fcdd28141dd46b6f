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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  void bounds_areRead() throws AuthorException {
    assertThat(bounds("mode: auto")).isEqualTo(Bounds.DEFAULT);
    assertThat(
            bounds(
                """
                breaker: {perControl: 7%, fleet: 30%, failures: 1}
                  quota: {share: 25%}
                  ring: {resource: "*canary*", tags: {env: dev}, verified: 3}
                  flap: {failures: 4, within: 36h}
                  approval: {expiresAfter: 2d, withoutETag: false}
                """))
        .isEqualTo(
            new Bounds(
                new Bounds.Breaker(7, 30, 1),
                25,
                Optional.of(new Bounds.Ring(new Selector("*canary*", Map.of("env", "dev")), 3)),
                new Bounds.Flap(4, Duration.ofHours(36)),
                List.of(),
                Duration.ofDays(2),
                false));
  }

  /** A day is closed as a whole; an hour that summer time repeats, both times. */
  @ParameterizedTest
  @CsvSource({
    "2026-12-20, 2026-12-20, , 2026-12-20T00:00:00Z, 2026-12-21T00:00:00Z",
    "2026-12-20, 2026-12-20, Europe/Berlin, 2026-12-19T23:00:00Z, 2026-12-20T23:00:00Z",
    "2027-03-28, 2027-03-28, Europe/Berlin, 2027-03-27T23:00:00Z, 2027-03-28T22:00:00Z",
    "2026-12-20T18:00, 2026-12-20T19:30:15, -05:00, 2026-12-20T23:00:00Z, 2026-12-21T00:30:15Z",
    "2026-12-20T18:00+01:00, 2026-12-21, , 2026-12-20T17:00:00Z, 2026-12-22T00:00:00Z",
    "2026-10-25T02:30, 2026-10-25T02:30, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z",
  })
  void blackouts_areInstants(String from, String to, String zone, Instant begin, Instant end)
      throws AuthorException {
    String given =
        "blackouts: [{from: '%s', to: '%s'%s}]"
            .formatted(from, to, zone == null ? "" : ", zone: '" + zone + "'");

    assertThat(bounds(given).blackouts()).containsExactly(new Blackout(begin, end, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "breaker: {fleet: 0%}",
        "quota: {share: all}",
        "ring: {verified: 1}",
        "flap: {within: 0d}",
        "blackouts: [{from: '2026-12-20'}]",
        "approval: {expiresAfter: never}",
        "approval: {withoutETag: sometimes}"
      })
  void aMistakeInTheBounds_isDoneNothingBy(String mistake) {
    String text = "schema: aks-guard/config/v1\nremediation: {mode: auto, " + mistake + "}\n";

    GuardFile.Rest rest = GuardFile.rest("guard.yaml", text, catalogue);

    assertThat(rest.problems()).isNotEmpty();
    assertThat(rest.config().modes()).isEqualTo(Modes.REPORTING);
  }

  private Bounds bounds(String members) throws AuthorException {
    String text = "schema: aks-guard/config/v1\nremediation:\n  " + members + "\n";
    return GuardFile.read("guard.yaml", text, catalogue).bounds();
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
