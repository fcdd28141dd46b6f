package io.aksguard.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.report.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** src/docs/notices.md knows all types, and its example is one. */
class NoticesDocTest {
  private static final Path BASE = Path.of(System.getProperty("aksguard.basedir", "."));

  @Test
  void table_hasEveryType() throws IOException {
    assertThat(found("(?m)^\\| `(AksGuard\\.\\w+)`"))
        .containsExactlyInAnyOrder(
            Stream.of(NoticeType.values()).map(NoticeType::type).toArray(String[]::new));
  }

  @Test
  void schemas_areThoseOfTheTypes() throws IOException {
    try (Stream<Path> files = Files.list(BASE.resolve("src/main/resources/schemas/notices"))) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder(
              Stream.of(NoticeType.values())
                  .map(type -> type.word() + ".v1.json")
                  .toArray(String[]::new));
    }
  }

  @Test
  void example_keepsItsSchema() throws IOException {
    String example = found("(?s)```json\n(.*?)```")[0];

    assertThat(Schemas.objections("src/test/resources/notices/envelope.json", example)).isEmpty();
    assertThat(
            Schemas.objections(
                "src/main/resources/schemas/notices/FindingsOpened.v1.json",
                JsonWriter.text(JsonReader.object(example).raw("data"))))
        .isEmpty();
  }

  private static String[] found(String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(BASE.resolve("src/docs/notices.md")))
        .results()
        .map((MatchResult result) -> result.group(1))
        .toArray(String[]::new);
  }
}
