package io.aksguard.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssessRequestTest {
  @Test
  void read_givesTheCluster() {
    assertThat(AssessRequest.read("{\"cluster\":\"/subscriptions/s\"}"))
        .contains("/subscriptions/s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "null", "{}", "{\"cluster\":1}", "{\"cluster\"", "\"/subscriptions/s\""})
  void read_whenItIsNoRequest_isEmpty(String text) {
    assertThat(AssessRequest.read(text)).isEmpty();
  }
}
