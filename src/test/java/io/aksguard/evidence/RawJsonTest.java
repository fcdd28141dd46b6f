package io.aksguard.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawJsonTest {
  private static Map<String, Object> read(String json) throws IOException {
    return RawJson.object(json.getBytes(StandardCharsets.UTF_8));
  }

  /** What evidence leaves out or rounds is there: a PUT without it would change it. */
  @Test
  void document_comesBackAsItWas() throws IOException {
    String json =
        "{\"z\":null,\"a\":[1,null,{\"B\":null}],\"b\":{},\"long\":12345678901234567890,"
            + "\"exact\":0.12345678901234567890123,\"half\":0.5,\"huge\":1E+400,\"text\":\"ä\\n\"}";

    assertThat(JsonWriter.text(read(json))).isEqualTo(json);
  }

  /** Plans compare them with what remedies want. */
  @Test
  void ordinaryNumbers_areThoseOfEvidence() throws IOException {
    assertThat(read("{\"a\":3,\"b\":0.5}")).isEqualTo(Map.of("a", 3L, "b", 0.5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"a\":1", "{\"a\":1,\"a\":2}", "{} {}", "<html>"})
  void whatIsNoWholeObject_isRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }
}
