package io.aksguard.evidence.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Selectors, as LabelSelectorAsSelector of Kubernetes has them. */
class SelectorTest {
  private static final Map<String, String> WEB = Map.of("app", "web", "tier", "front");

  private static Selector selector(String yaml) {
    return Selector.of(JsonValue.of(new Load(LoadSettings.builder().build()).loadFromString(yaml)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                                          | true",
        "{matchLabels: {}, matchExpressions: []}                                     | true",
        "{matchLabels: {app: web}}                                                   | true",
        "{matchLabels: {app: Web}}                                                   | false",
        "{matchLabels: {App: web}}                                                   | false",
        "{matchLabels: {app: web, tier: back}}                                       | false",
        "{matchExpressions: [{key: app, operator: In, values: [db, web]}]}           | true",
        "{matchExpressions: [{key: app, operator: In, values: [db]}]}                | false",
        "{matchExpressions: [{key: role, operator: In, values: [db]}]}               | false",
        "{matchExpressions: [{key: app, operator: NotIn, values: [db]}]}             | true",
        "{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}            | false",
        "{matchExpressions: [{key: role, operator: NotIn, values: [db]}]}            | true",
        "{matchExpressions: [{key: app, operator: Exists}]}                          | true",
        "{matchExpressions: [{key: APP, operator: Exists}]}                          | false",
        "{matchExpressions: [{key: role, operator: DoesNotExist}]}                   | true",
        "{matchExpressions: [{key: app, operator: DoesNotExist, values: []}]}        | false",
        "{matchLabels: {app: web}, matchExpressions: [{key: tier, operator: Exists}]} | true",
        "{matchLabels: {app: web}, matchExpressions: [{key: role, operator: Exists}]} | false",
      })
  void selects_asKubernetesDoes(String yaml, boolean expected) {
    assertThat(selector(yaml).selects(WEB)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{matchExpressions: [{key: app, operator: in, values: [web]}]}",
        "{matchExpressions: [{key: app, operator: Gt, values: ['1']}]}",
        "{matchExpressions: [{key: app, operator: In, values: []}]}",
        "{matchExpressions: [{key: app, operator: In}]}",
        "{matchExpressions: [{key: app, operator: Exists, values: [web]}]}",
        "{matchExpressions: [{operator: Exists}]}",
        "{matchExpressions: {key: app}}",
        "{matchLabels: [app]}",
        "{matchLabels: {app: [web]}}",
        "{app: web}",
        "[]",
      })
  void whatTheApiRefuses_isAGap(String yaml) {
    assertThatThrownBy(() -> selector(yaml)).isInstanceOf(GapException.class);
  }

  @Test
  void plainLabels_withoutAny_selectNothing() {
    assertThat(Selector.ofLabels(Map.of()).selects(WEB)).isFalse();
    assertThat(Selector.ofLabels(Map.of("app", "web")).selects(WEB)).isTrue();
    assertThat(Selector.everything().selects(Map.of())).isTrue();
    assertThat(Selector.nothing().selects(WEB)).isFalse();
  }
}
