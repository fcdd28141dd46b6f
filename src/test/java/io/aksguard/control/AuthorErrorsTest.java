package io.aksguard.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Every mistake of an author is reported at load, all at once, each with its place. To take new
 * messages over: {@code mvn test -Dtest=AuthorErrorsTest -Daksguard.golden=write}.
 */
class AuthorErrorsTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("aksguard.basedir", "."), "src/test/resources/author-errors");

  @Test
  void everyMistake_hasItsPlaceAndSentence() throws IOException {
    AuthorException mistakes =
        catchThrowableOfType(AuthorException.class, () -> CatalogueFolder.load(FOLDER));
    Path golden = FOLDER.resolve("expected.txt");
    if ("write".equals(System.getProperty("aksguard.golden"))) {
      Files.writeString(golden, mistakes.getMessage() + "\n");
    }

    assertThat(mistakes.getMessage() + "\n").isEqualTo(Files.readString(golden));
  }
}
