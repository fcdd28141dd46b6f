package io.aksguard.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aksguard.config.GuardConfig;
import io.aksguard.config.Waiver;
import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.notice.ConfigurationRefused;
import io.aksguard.notice.Notice;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Row;
import io.aksguard.storage.Store;
import io.aksguard.storage.Write;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
  private static final Catalogue BUILT_IN = Catalogue.builtIn();
  private static final String HEAD = "schema: aks-guard/config/v1\n";
  private static final Bundle GOOD = guard("parameters: {nodeImageMaxAgeDays: 10}\n");
  private static final Bundle BETTER = guard("parameters: {nodeImageMaxAgeDays: 5}\n");

  private static final String CONTROL =
      """
      id: ours
      title: Something of ours
      practice: "1.1"
      severity: high
      why: Because we say so.
      sources: [{name: Our handbook, ref: "1"}]
      sections: [cluster]
      expect: params.minZones > 100
      seen: cluster.properties.enableRBAC
      message: "RBAC is {seen}"
      remedy: {mode: manual, impact: in-place, how: Nothing to do.}
      """;

  private final Store store = MemoryStore.create();
  private final ConfigStore configs = open();

  private ConfigStore open() {
    return new ConfigStore(
        store.index(), store.config(), BUILT_IN, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void nothingPushed_isTheDefaults() {
    assertThat(configs.current())
        .isEqualTo(new Deployed("", GuardConfig.defaults(BUILT_IN), BUILT_IN, null));
    assertThat(configs.versions(10)).isEmpty();
  }

  @Test
  void pushed_isInForce_alsoForOthers_andSaysItsDigest() throws AuthorException {
    configs.push(GOOD, "first");
    ConfigStore others = open();
    assertThat(others.current().config().parameters()).containsEntry("nodeImageMaxAgeDays", 10L);

    Version second = configs.push(BETTER, "second");

    assertThat(second).isEqualTo(new Version(2, BETTER.digest(), NOW, "second"));
    assertThat(others.current().digest()).isEqualTo(BETTER.digest());
    assertThat(others.current().config().parameters()).containsEntry("nodeImageMaxAgeDays", 5L);
    assertThat(configs.versions(10)).extracting(Version::note).containsExactly("second", "first");
    assertThat(configs.bundle(GOOD.digest())).contains(GOOD);
  }

  @Test
  void pushOfWhatIsInForce_makesNoVersion_butOfAnEarlierOneDoes() throws AuthorException {
    configs.push(GOOD, "a");
    configs.push(GOOD, "a again");
    configs.push(BETTER, "b");
    configs.push(GOOD, "back");

    assertThat(configs.versions(10)).extracting(Version::note).containsExactly("back", "b", "a");
    assertThat(configs.current().digest()).isEqualTo(GOOD.digest());
  }

  @Test
  void pushOfMistakes_changesNothing() throws AuthorException {
    configs.push(GOOD, "good");

    assertThatExceptionOfType(AuthorException.class)
        .isThrownBy(() -> configs.push(guard("parameters: {nope: 1, minZones: two}\n"), "bad"))
        .satisfies(e -> assertThat(e.problems()).hasSize(2));
    assertThatExceptionOfType(AuthorException.class)
        .isThrownBy(
            () -> configs.push(new Bundle(HEAD, Map.of("ours/control.yaml", "id: x")), "bad"));
    assertThat(configs.current().digest()).isEqualTo(GOOD.digest());
    assertThat(configs.versions(10)).hasSize(1);
  }

  @Test
  void ownControls_areJudgedToo_andMayBeWaived() throws AuthorException {
    String waiver =
        "waivers: [{id: w, control: ours, resource: '*x*', subject: '*', owner: o, reason: r,"
            + " expires: '2027-01-31'}]\n";

    configs.push(new Bundle(HEAD + waiver, Map.of("ours/control.yaml", CONTROL)), "with ours");

    Deployed deployed = configs.current();
    assertThat(deployed.catalogue().controls())
        .extracting(Control::id)
        .contains("ours")
        .hasSize(BUILT_IN.controls().size() + 1);
    assertThat(deployed.catalogue().digest()).isNotEqualTo(BUILT_IN.digest());
    assertThat(deployed.config().waivers()).hasSize(1);
  }

  @Test
  void uploadedAroundUs_andWrong_keepsTheLastGoodOne_andIsANotice() throws Exception {
    configs.push(GOOD, "good");
    Bundle wrong = guard("parameters: {nope: 1}\n");
    store.config().putIfAbsent("versions/" + wrong.digest() + ".json", wrong.body());
    point(wrong.digest());

    Deployed deployed = configs.current();

    assertThat(deployed.digest()).isEqualTo(GOOD.digest());
    Refusal refusal = Optional.ofNullable(deployed.refusal()).orElseThrow();
    assertThat(refusal.digest()).isEqualTo(wrong.digest());
    assertThat(refusal.kept()).isEqualTo(GOOD.digest());
    Notice notice = ConfigurationRefused.of(refusal, NOW).notice();
    assertThat(notice.id())
        .isEqualTo(ConfigurationRefused.of(refusal, NOW.plusSeconds(60)).notice().id());
    assertThat(notice.data().raw("total")).isEqualTo(1L);

    configs.push(BETTER, "better");
    assertThat(configs.current()).extracting(Deployed::digest).isEqualTo(BETTER.digest());
    assertThat(configs.current().refusal()).isNull();
  }

  @Test
  void bodyThatIsMissingOrChanged_keepsTheLastGoodOne() throws Exception {
    configs.push(GOOD, "good");
    String missing = "0".repeat(64);
    String changed = "1".repeat(64);
    store.config().putIfAbsent("versions/" + changed + ".json", BETTER.body());
    store
        .config()
        .putIfAbsent("versions/" + "2".repeat(64) + ".json", "{".getBytes(StandardCharsets.UTF_8));

    for (String digest : List.of(missing, changed, "2".repeat(64), "../../etc/passwd", "")) {
      point(digest);

      assertThat(configs.current().digest()).as(digest).isEqualTo(GOOD.digest());
      assertThat(configs.current().refusal()).as(digest).isNotNull();
    }
    assertThat(configs.edit(current -> current.orElseThrow().with(BETTER.guard()), "e").digest())
        .isEqualTo(BETTER.digest());
  }

  @Test
  void pushedVersion_thatNewerControlsRefuse_isUsedWithoutWhatTheyRefuse() throws AuthorException {
    String waivers =
        "waivers: [{id: w, control: %s, resource: '*x*', subject: '*', owner: o, reason: r,"
            + " expires: '2027-01-31'}, {id: v, control: local-accounts-disabled, resource: '*x*',"
            + " subject: '*', owner: o, reason: r, expires: '2027-01-31'}]\n";
    String gone = BUILT_IN.controls().get(0).id();
    Bundle bundle = guard("parameters: {nodeImageMaxAgeDays: 10}\n" + waivers.formatted(gone));
    configs.push(GOOD, "long ago");
    configs.push(bundle, "now");
    Catalogue newer =
        new Catalogue(
            BUILT_IN.controls().subList(1, BUILT_IN.controls().size()),
            BUILT_IN.tables(),
            BUILT_IN.parameters(),
            BUILT_IN.frameworks(),
            BUILT_IN.practices());

    Deployed deployed =
        new ConfigStore(store.index(), store.config(), newer, Clock.fixed(NOW, ZoneOffset.UTC))
            .current();

    assertThat(deployed.digest()).isEqualTo(bundle.digest());
    assertThat(deployed.config().waivers()).extracting(Waiver::id).containsExactly("v");
    assertThat(deployed.config().parameters()).containsEntry("nodeImageMaxAgeDays", 10L);
    Refusal refusal = Optional.ofNullable(deployed.refusal()).orElseThrow();
    assertThat(refusal.kept()).isEqualTo(bundle.digest());
    assertThat(refusal.catalogueDigest()).isEqualTo(newer.digest());
    assertThat(refusal.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("there is no control '" + gone + "'"));
  }

  @Test
  void editThatLosesARace_isMadeAgainOfTheOthersVersion() throws Exception {
    configs.push(GOOD, "good");
    int[] tries = {0};

    configs.edit(
        current -> {
          if (tries[0]++ == 0) {
            open().push(BETTER, "theirs");
          }
          return current.orElseThrow().with(current.orElseThrow().guard() + "waivers: []\n");
        },
        "ours");

    assertThat(tries[0]).isEqualTo(2);
    assertThat(configs.current().config().parameters()).containsEntry("nodeImageMaxAgeDays", 5L);
    assertThat(configs.versions(10))
        .extracting(Version::note)
        .containsExactly("ours", "theirs", "good");
  }

  private void point(String digest) throws ConflictException {
    Row row = store.index().get("config", "current").orElseThrow();
    Map<String, Object> properties = new HashMap<>(row.properties());
    properties.put("digest", digest);
    store.index().commit("config", List.of(new Write.Replace("current", properties, row.etag())));
  }

  private static Bundle guard(String text) {
    return new Bundle(HEAD + text, Map.of());
  }
}
