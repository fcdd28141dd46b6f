package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.deployed.Bundle;
import io.aksguard.deployed.ConfigStore;
import io.aksguard.evidence.Evidence;
import io.aksguard.notice.Notice;
import io.aksguard.storage.Row;
import io.aksguard.storage.Write;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeployedRulesTest {
  private final TestApp app = new TestApp();
  private final ConfigStore store =
      new ConfigStore(app.store.index(), app.store.config(), app.rules.catalogue(), app);
  private final DeployedRules rules = new DeployedRules(store, app.outbox, app, Evidence.OF_AZURE);

  @Test
  void refusedConfiguration_isNotUsed_andIsToldOnce() throws Exception {
    Bundle good =
        new Bundle("schema: aks-guard/config/v1\nparameters: {nodeImageMaxAgeDays: 9}\n", Map.of());
    store.push(good, "good");
    rules.get();
    assertThat(app.outbox.claim()).isEmpty();
    Row row = app.store.index().get("config", "current").orElseThrow();
    Map<String, Object> wrong = new HashMap<>(row.properties());
    wrong.put("digest", "0".repeat(64));
    app.store.index().commit("config", List.of(new Write.Put("current", wrong)));

    for (int i = 0; i < 3; i++) {
      app.now = app.now.plus(Duration.ofHours(1));
      Rules used = rules.get();
      assertThat(used.configDigest()).isEqualTo(good.digest());
      assertThat(used.config().parameters()).containsEntry("nodeImageMaxAgeDays", 9L);
      app.telling.tellOfRuns();
    }

    assertThat(app.published)
        .singleElement()
        .returns("AksGuard.ConfigurationRefused", Notice::type)
        .returns(Notice.FLEET, Notice::subject);
  }
}
