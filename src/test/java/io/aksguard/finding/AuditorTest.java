package io.aksguard.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aksguard.config.GuardConfig;
import io.aksguard.config.Waiver;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import io.aksguard.control.Control;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results with waivers laid over them. */
class AuditorTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

  private static final String CONTROL =
      """
      id: %s
      title: The key is long
      practice: "7.1"
      severity: high
      why: Short keys are guessed.
      sources: [{name: A book, ref: p. 1}]
      sections: [cluster]
      expect: size(cluster.key) > 9
      seen: cluster.key
      message: "the key is {seen}"
      sensitive: %s
      remedy: {mode: manual, impact: in-place, how: Take a longer one.}
      """;

  @TempDir private Path folder;
  private Catalogue catalogue;

  @BeforeEach
  void writeControls() throws Exception {
    for (String id : List.of("key-long", "secret-long")) {
      Path control = Files.createDirectories(folder.resolve(id)).resolve("control.yaml");
      Files.writeString(control, CONTROL.formatted(id, id.startsWith("secret")));
    }
    catalogue = CatalogueFolder.load(folder);
  }

  @Test
  void audit_whenWaived_leavesTheFailAFail() {
    Waiver waiver = waiver("key-long", "2026-11-23");

    Finding finding = audit("short", waiver).get(0);

    assertThat(finding.status()).isEqualTo(Status.FAIL);
    assertThat(finding.waiver()).isEqualTo(waiver);
    assertThat(finding.message()).isEqualTo("the key is \"short\"");
    assertThat(finding.isOpen()).isFalse();
  }

  @Test
  void audit_whenTheWaiverHasExpired_doesNotApplyIt() {
    Finding finding = audit("short", waiver("key-long", "2026-11-22")).get(0);

    assertThat(finding.waiver()).isNull();
    assertThat(finding.isOpen()).isTrue();
  }

  @Test
  void audit_whenOneOfTwoWaiversHasExpired_appliesTheOther() {
    Waiver current = waiver("key-long", "2027-01-31");

    assertThat(audit("short", waiver("key-long", "2026-11-22"), current).get(0).waiver())
        .isEqualTo(current);
  }

  @Test
  void audit_waivesNothingButFailures() {
    Waiver waiver = waiver("key-long", "2027-01-31");

    assertThat(audit("a long key it is", waiver).get(0))
        .extracting(Finding::status, Finding::waiver)
        .containsExactly(Status.PASS, null);
    assertThat(new Auditor(catalogue, controls(), config(waiver), AT).audit(evidence("{}")).get(0))
        .extracting(Finding::status, Finding::waiver)
        .containsExactly(Status.UNKNOWN, null);
  }

  @Test
  void audit_waivesOnlyItsControl() {
    assertThat(audit("short", waiver("key-long", "2027-01-31")))
        .extracting(Finding::isOpen)
        .containsExactly(false, true);
  }

  @Test
  void audit_showsOfASensitiveValueOnlyItsKind() {
    List<Finding> findings = audit("short");

    assertThat(findings)
        .extracting(Finding::control, Finding::value, Finding::message)
        .containsExactly(
            tuple("key-long", "short", "the key is \"short\""),
            tuple("secret-long", "a text of 5 characters", "the key is a text of 5 characters"));
  }

  @Test
  void audit_tellsWhereAndWhen() {
    Finding finding = audit("short").get(0);

    assertThat(finding.resource()).isEqualTo("aks");
    assertThat(finding.path()).isEqualTo("key");
    assertThat(finding.observedAt()).isEqualTo(Instant.EPOCH);
    assertThat(finding.version()).isEqualTo(controls().get(0).version());
  }

  private List<Finding> audit(String key, Waiver... waivers) {
    return new Auditor(catalogue, controls(), config(waivers), AT)
        .audit(evidence("{\"key\": \"" + key + "\"}"));
  }

  private List<Control> controls() {
    return catalogue.controls();
  }

  private static GuardConfig config(Waiver... waivers) {
    return new GuardConfig(Map.of(), List.of(waivers));
  }

  private static Evidence evidence(String body) {
    Section cluster = new Section(JsonReader.object(body), Instant.EPOCH);
    return new Evidence("aks", Origin.NONE, Map.of("cluster", cluster));
  }

  private static Waiver waiver(String control, String expires) {
    return new Waiver(control, control, "*", "*", "team", "why", LocalDate.parse(expires));
  }
}
