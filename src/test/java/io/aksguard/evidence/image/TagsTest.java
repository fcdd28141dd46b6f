package io.aksguard.evidence.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Newer versions of the same thing. */
class TagsTest {
  private static final List<String> ALL =
      List.of(
          "1.10.0",
          "1.9.1",
          "1.9.0",
          "1.9",
          "1.10",
          "v1.11.0",
          "1.9.2-alpine",
          "1.9.1-alpine",
          "1.9.1-alpine",
          "latest",
          "2",
          "3f2a9c1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.9.0 | [1.9.1, 1.10.0]",
        "1.9 | [1.10]",
        "1.9.0-alpine | [1.9.1-alpine, 1.9.2-alpine]",
        "1.10.0 | []",
        "v1.9.0 | [v1.11.0]",
        "1 | [2]",
        "latest | []",
        "3f2a9c1 | []"
      })
  void newer_ofATag_areThoseOfTheSameKind(String tag, String expected) {
    assertThat(Tags.newer(tag, ALL)).hasToString(expected);
  }
}
