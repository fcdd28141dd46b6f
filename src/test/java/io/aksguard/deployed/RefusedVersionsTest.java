package io.aksguard.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.config.Mode;
import io.aksguard.control.Catalogue;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Store;
import io.aksguard.storage.Write;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A version that cannot be used is not used, however it came there. */
class RefusedVersionsTest {
  private static final Catalogue BUILT_IN = Catalogue.builtIn();
  private static final String HEAD = "schema: aks-guard/config/v1\n";
  private static final Bundle GOOD = new Bundle(HEAD + "parameters: {minZones: 2}\n", Map.of());
  private static final String CONTROL =
      """
      id: ours
      title: Something of ours
      practice: "1.1"
      severity: high
      why: Because we say so.
      sources: [{name: Our handbook, ref: "%s"}]
      sections: [cluster]
      expect: params.minZones > 100
      seen: cluster.properties.enableRBAC
      message: "RBAC is {seen}"
      remedy: {mode: manual, impact: in-place, how: Nothing to do.}
      """;

  private final Store store = MemoryStore.create();

  private ConfigStore open(Catalogue builtIn) {
    return new ConfigStore(store.index(), store.config(), builtIn, Clock.systemUTC());
  }

  private static Bundle own(int number) {
    return new Bundle(HEAD, Map.of("ours/control.yaml", CONTROL.formatted(number)));
  }

  /** A newer release has a control of the same name as the customer's. */
  @Test
  void controlsThatANewerReleaseRefuses_areLeftOut_andTheRestIsUsed() throws Exception {
    open(BUILT_IN).push(GOOD, "good");
    open(BUILT_IN).push(own(1), "ours");
    Catalogue newer = open(BUILT_IN).catalogue(own(2));

    Deployed deployed = open(newer).current();

    assertThat(deployed.digest()).isEqualTo(own(1).digest());
    assertThat(deployed.catalogue()).isEqualTo(newer);
    assertThat(Objects.requireNonNull(deployed.refusal()).kept()).isEqualTo(own(1).digest());
  }

  @Test
  void versionsThatAreNoYaml_areSkipped_downToAGoodOne() throws Exception {
    open(BUILT_IN).push(GOOD, "good");
    for (long seq = 2; seq < 5; seq++) {
      Bundle wrong = new Bundle(HEAD + "parameters: {".repeat((int) seq), Map.of());
      store.config().putIfAbsent("versions/" + wrong.digest() + ".json", wrong.body());
      Map<String, Object> row =
          Map.of("seq", seq, "digest", wrong.digest(), "at", "2026-11-23T06:00:00Z", "note", "");
      String key = "v|%012d".formatted(999_999_999_999L - seq);
      store
          .index()
          .commit("config", List.of(new Write.Insert(key, row), new Write.Put("current", row)));
    }

    Deployed deployed = open(BUILT_IN).current();

    assertThat(deployed.digest()).isEqualTo(GOOD.digest());
    assertThat(deployed.config().parameters()).containsEntry("minZones", 2L);
    // The newest decisions may have been bans.
    assertThat(deployed.config().modes().otherwise()).isEqualTo(Mode.REPORT);
    assertThat(Objects.requireNonNull(deployed.refusal()).kept()).isEqualTo(GOOD.digest());
  }

  @Test
  void bodyThatIsNotWhatItsNameSays_isNotShown() {
    String changed = "1".repeat(64);
    store.config().putIfAbsent("versions/" + changed + ".json", GOOD.body());

    assertThat(open(BUILT_IN).bundle(changed)).isEmpty();
  }

  @Test
  void bodyThatWasMissing_isUsedOnceItIsThereAgain() throws Exception {
    ConfigStore configs = open(BUILT_IN);
    store
        .index()
        .commit(
            "config",
            List.of(new Write.Put("current", Map.of("digest", GOOD.digest(), "seq", 1L))));
    assertThat(configs.current().digest()).isEmpty();

    store.config().putIfAbsent("versions/" + GOOD.digest() + ".json", GOOD.body());

    assertThat(configs.current().digest()).isEqualTo(GOOD.digest());
  }
}
