package io.aksguard.evidence.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
  @Test
  void manifest_isReadWhole() {
    assertThat(
            manifest(
                "'observedAt':'2026-11-22T20:15:00Z','complete':['locks'],'gaps':[{'section':'access','reason':'403'},{'section':'fleet'}]"))
        .isEqualTo(
            new Manifest(
                Instant.parse("2026-11-22T20:15:00Z"),
                Set.of("locks"),
                Map.of("access", new Gap("403"), "fleet", new Gap("could not be read")),
                null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'complete':['lock']                  | there is no section 'lock'
          'gaps':[{'section':'x','reason':''}] | there is no section 'x'
          'gaps':[{'reason':'403'}]            | a gap has no section
          'observedAt':'yesterday'             | 'observedAt' is no instant such as 2026-03-03T08:00:00Z
          """)
  void manifestWithASlip_isRefused(String members, String message) {
    assertThatThrownBy(() -> manifest(members)).hasMessage(message);
  }

  private static Manifest manifest(String members) {
    String text = "{'schema':'aks-guard/snapshot/v1'," + members + "}";
    JsonObject document = JsonReader.object(text.replace('\'', '"'));
    return Manifest.of(document);
  }
}
