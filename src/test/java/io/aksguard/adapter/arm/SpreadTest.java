package io.aksguard.adapter.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static List<Integer> over(String... elements) {
    return Spread.over(List.of(elements), each -> each.substring(0, 1));
  }

  @Test
  void buckets_takeTurns_eachInItsOwnOrder() {
    assertThat(over("a1", "a2", "a3", "b1", "c1", "c2")).containsExactly(0, 3, 4, 1, 5, 2);
  }

  @Test
  void oneBucket_staysAsItIs() {
    assertThat(over("a1", "a2", "a3")).containsExactly(0, 1, 2);
    assertThat(over()).isEmpty();
  }
}
