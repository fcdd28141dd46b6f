package io.aksguard.remediation.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.remediation.Owned;
import java.util.Map;

/** How members that a write owned are back after an undo. */
final class Back {
  private Back() {}

  /**
   * In a few words for a table; fails where the member is not back.
   *
   * @param now the member's leaves
   */
  static String of(Owned owned, Map<String, Object> now) {
    String way = Leaves.way(owned);
    if (owned.before() != null) {
      assertThat(now).as(way).isEqualTo(Leaves.of(way, owned.before()));
      return "former value";
    }
    if (now.isEmpty()) {
      return "gone";
    }
    Object named = requireNonNull(owned.absence(), way).value();
    if (named == null) {
      assertThat(now).as(way).isEqualTo(Leaves.of(way, requireNonNull(owned.written())));
      return "left over, without effect";
    }
    assertThat(now).as(way).isEqualTo(Leaves.of(way, named));
    return "what absence means";
  }
}
