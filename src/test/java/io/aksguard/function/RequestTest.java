package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class RequestTest {
  /** An activity gets a bare text with its quotes and escapes: it would be taken for the value. */
  @Test
  void read_ofABareText_isRefused() {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> Request.read("\"/subscriptions/s\""))
        .withMessageContaining("not a JSON object");
  }

  @Test
  void text_isWithoutQuotesAndEscapes() {
    assertThat(Request.read("{\"cluster\":\"a \\\"b\\\" \\u00e9\"}").text("cluster"))
        .isEqualTo("a \"b\" é");
  }

  /** The worker's own codec would make 1.2345678901E10 of it. */
  @Test
  void number_isWhole() {
    Request request = Request.read("{\"waited\":12345678901,\"half\":0.5}");

    assertThat(request.number("waited")).isEqualTo(12_345_678_901L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.number("half"))
        .withMessage("the request has no number 'half'");
  }
}
