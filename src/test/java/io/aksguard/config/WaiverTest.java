package io.aksguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a waiver is about. */
class WaiverTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "*, /subscriptions/s/resourceGroups/rg, true",
        "*, ~~, true",
        "/subscriptions/S/RESOURCEGROUPS/rg, /subscriptions/s/resourceGroups/RG, true",
        "/subscriptions/s, /subscriptions/s/resourceGroups/rg, false",
        "/subscriptions/s/*, /subscriptions/s/resourceGroups/rg, true",
        "*/rg, /subscriptions/s/resourceGroups/rg, true",
        "*/rg, /subscriptions/s/resourceGroups/rg2, false",
        "*/resourceGroups/*/providers/*/aks, /s/resourceGroups/rg/providers/m/c/aks, true",
        "aks-*, aks-prod, true",
        "aks-*, my-aks-prod, false",
        "aks**prod, aks-prod, true",
        // what a regular expression would take for more than itself
        "a.b, axb, false",
        "a.b, a.b, true",
        "aks[1], aks1, false",
        "aks[1], aks[1], true",
        "(a|b)+, a, false",
        "aks?, ak, false",
        "\\Eaks\\Q, \\eAKS\\q, true",
        "$x^, $X^, true",
        "~~, aks, false"
      })
  void resource_isAPattern(String pattern, String resource, boolean covered) {
    assertThat(waiver(pattern, "*").covers("a-control", resource, "pool1")).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "*, pool1, true",
        "*, ~~, true",
        "pool1, POOL1, true",
        "pool1, pool10, false",
        "pool1, ~~, false",
        "pool*, pool10, true",
      })
  void subject_isAPattern(String pattern, String subject, boolean covered) {
    assertThat(waiver("*", pattern).covers("a-control", "aks", subject)).isEqualTo(covered);
  }

  @Test
  void star_standsForLineBreaksToo() {
    assertThat(waiver("*", "rule*").covers("a-control", "aks", "rule\nof two lines")).isTrue();
  }

  @Test
  void control_isNoPattern() {
    assertThat(waiver("*", "*").covers("a-control-too", "aks", "")).isFalse();
    assertThat(waiver("*", "*").covers("A-CONTROL", "aks", "")).isFalse();
  }

  private static Waiver waiver(String resource, String subject) {
    return new Waiver(
        "W-1", "a-control", resource, subject, "team", "why", LocalDate.parse("2027-01-31"));
  }
}
