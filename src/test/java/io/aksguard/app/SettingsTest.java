package io.aksguard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void of_fillsInWhatIsNotSaid() {
    Settings settings =
        Settings.of(Map.of("AKS_GUARD_SUBSCRIPTIONS", "s1, s2", "AKS_GUARD_STORE", "data"));

    assertThat(settings.arm()).isEqualTo(URI.create("https://management.azure.com"));
    assertThat(settings.subscriptions()).containsExactly("s1", "s2");
    assertThat(settings.quiet()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.topic()).isEmpty();
  }

  @Test
  void of_namesEverySettingThatIsMissingOrWrong_atOnce() {
    Map<String, String> wrong =
        Map.of(
            "AKS_GUARD_ARM_ENDPOINT", "http://arm",
            "AKS_GUARD_TOPIC_ENDPOINT", "topic name",
            "AKS_GUARD_SETTLE_SECONDS", "soon");

    assertThatIllegalStateException()
        .isThrownBy(() -> Settings.of(wrong))
        .withMessage(
            "app settings: AKS_GUARD_ARM_ENDPOINT is 'http://arm': it begins with https://; "
                + "either AKS_GUARD_SUBSCRIPTIONS or AKS_GUARD_MANAGEMENT_GROUP says what is "
                + "audited; AKS_GUARD_STORE is missing: where history is kept; "
                + "AKS_GUARD_TOPIC_ENDPOINT is 'topic name': it begins with https://; "
                + "AKS_GUARD_SETTLE_SECONDS is 'soon': it is a number of seconds from 0 to 60");
  }

  @Test
  void of_refusesTwoScopes() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Settings.of(
                    Map.of(
                        "AKS_GUARD_SUBSCRIPTIONS", "s1",
                        "AKS_GUARD_MANAGEMENT_GROUP", "root",
                        "AKS_GUARD_STORE", "data")))
        .withMessageContaining("either");
  }
}
