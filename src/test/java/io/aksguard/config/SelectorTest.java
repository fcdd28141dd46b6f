package io.aksguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
  private static final String ID = "/subscriptions/1/resourceGroups/rg-dev/providers/x/y/aks-shop";

  @ParameterizedTest
  @CsvSource({
    "*, , true",
    "AKS-*, , true",
    "*/rg-dev/*, , true",
    "*/rg-prod/*, , false",
    "*, env=dev, true",
    "*, ENV=Dev, true",
    "*, env=prod, false",
    "*, owner=dev, false",
    "*/rg-prod/*, env=dev, false",
  })
  void holds_byNameAndTags(String resource, String tag, boolean expected) {
    assertThat(selector(resource, tag).holds(ID, Optional.of(Map.of("env", "dev"))))
        .contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"*, , true", "*, env=dev, ", "*/rg-prod/*, env=dev, false"})
  void holds_whenTagsCouldNotBeRead_isToldOnlyByTheName(
      String resource, String tag, Boolean expected) {
    assertThat(selector(resource, tag).holds(ID, Optional.empty()))
        .isEqualTo(Optional.ofNullable(expected));
  }

  private static Selector selector(String resource, String tag) {
    return new Selector(
        resource, tag == null ? Map.of() : Map.of(tag.split("=", 2)[0], tag.split("=", 2)[1]));
  }
}
