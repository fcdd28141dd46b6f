package io.aksguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrisTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          exports/a.json        | exports/a.json
          ./a b.json            | a%20b.json
          ../a.json             | ../a.json
          dir\\b.json           | dir/b.json
          50%#?.json            | 50%25%23%3F.json
          a:b.json              | a%3Ab.json
          é😀[1].json           | %C3%A9%F0%9F%98%80%5B1%5D.json
          /srv/a b.json         | file:///srv/a%20b.json
          C:\\x\\a b.json       | file:///C:/x/a%20b.json
          \\\\host\\share\\a    | file://host/share/a
          """)
  void path_becomesUriReference(String path, String uri) {
    assertThat(Uris.of(path)).isEqualTo(uri);
    assertThat(URI.create(uri)).hasToString(uri);
  }
}
