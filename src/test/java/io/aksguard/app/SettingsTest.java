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
    assertThat(settings.history()).contains(Duration.ofDays(2557));
  }

  @Test
  void of_namesEverySettingThatIsMissingOrWrong_atOnce() {
    Map<String, String> wrong =
        Map.of(
            "AKS_GUARD_ARM_ENDPOINT", "http://arm",
            "AKS_GUARD_TOPIC_ENDPOINT", "topic name",
            "AKS_GUARD_SETTLE_SECONDS", "soon",
            "AKS_GUARD_HISTORY_DAYS", "99");

    assertThatIllegalStateException()
        .isThrownBy(() -> Settings.of(wrong))
        .withMessage(
            "app settings: AKS_GUARD_ARM_ENDPOINT is 'http://arm': it begins with https://; "
                + "either AKS_GUARD_SUBSCRIPTIONS or AKS_GUARD_MANAGEMENT_GROUP says what is "
                + "audited; AKS_GUARD_STORE is missing: where history is kept; "
                + "AKS_GUARD_TOPIC_ENDPOINT is 'topic name': it begins with https://; "
                + "AKS_GUARD_SETTLE_SECONDS is 'soon': it is a number of seconds from 0 to 60; "
                + "AKS_GUARD_HISTORY_DAYS is '99': it is a number of days from 100 on, "
                + "or 'forever'");
  }

  @Test
  void history_isKeptForEver_whereThatIsSaid() {
    Map<String, String> environment =
        Map.of(
            "AKS_GUARD_SUBSCRIPTIONS", "s1",
            "AKS_GUARD_STORE", "data",
            "AKS_GUARD_HISTORY_DAYS", "forever");

    assertThat(Settings.of(environment).history()).isEmpty();
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
