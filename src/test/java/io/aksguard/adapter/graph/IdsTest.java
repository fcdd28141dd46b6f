package io.aksguard.adapter.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void id_isNewOnce_inAnyCase() {
    Ids ids = new Ids();

    assertThat(ids.add("/subscriptions/s/resourceGroups/rg")).isTrue();
    assertThat(ids.add("/subscriptions/S/resourcegroups/RG")).isFalse();
    assertThat(ids.add("/subscriptions/s/resourceGroups/other")).isTrue();
  }

  @Test
  void manyIds_areAllToldApart() {
    Ids ids = new Ids();

    for (int i = 0; i < 100_000; i++) {
      assertThat(ids.add("/subscriptions/s/" + i)).isTrue();
    }
    for (int i = 0; i < 100_000; i++) {
      assertThat(ids.add("/subscriptions/s/" + i)).isFalse();
    }
  }
}
