package io.aksguard.remediation.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantedTest {
  @ParameterizedTest
  @CsvSource({
    "*, A.b/c/write, true",
    "A.B/C/Write, a.b/c/write, true",
    "A.b/*, A.b/c/d/read, true",
    "*/read, A.b/c/d/read, true",
    "*/read, A.b/c/d/read/action, false",
    "A.b/*/read, A.b/c/read, true",
    "A.b/*/read, A.b/c/write, false",
    "A.b/c, A.b/c/read, false",
    "A.b/c/read, Axb/c/read, false",
    "'', A.b/c/read, false",
  })
  void action_isAllowedByItsPattern(String given, String action, boolean isAllowed) {
    assertThat(new Granted(List.of(given), List.of()).allows(action)).isEqualTo(isAllowed);
  }

  @ParameterizedTest
  @CsvSource({"A.b/c/read, true", "A.b/c/write, false", "a.b/C/delete, false"})
  void notActions_takeAway(String action, boolean isAllowed) {
    Granted role = new Granted(List.of("*"), List.of("*/write", "A.b/c/delete"));

    assertThat(role.allows(action)).isEqualTo(isAllowed);
  }
}
