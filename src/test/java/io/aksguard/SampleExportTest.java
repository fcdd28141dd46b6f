package io.aksguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.activity.Rules;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.evidence.input.Inputs;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a newcomer sees first: the exports in src/samples, judged. */
class SampleExportTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("aksguard.basedir", ".")).resolve("src/samples");
  private static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");

  private final Catalogue catalogue = Catalogue.builtIn();
  private final Auditor auditor =
      new Rules(catalogue, GuardConfig.defaults(catalogue), "").auditor(AT);

  @Test
  void fleet_isReadWholeButForTheGapThatItNames() {
    Inputs inputs = Inputs.scan(List.of(SAMPLES.resolve("contoso")), false);
    Map<String, Evidence> clusters = clusters(inputs);

    assertThat(clusters.keySet())
        .containsExactly("aks-shop-prod-weu", "aks-shop-stg-neu", "aks-erp");
    assertThat(inputs.lines())
        .hasSizeGreaterThan(40)
        .allSatisfy(line -> assertThat(line.status()).isEqualTo(InputLine.Status.READ));
    for (Evidence cluster : clusters.values()) {
      assertThat(cluster.observedAt("locks")).isEqualTo(Instant.parse("2026-11-22T20:15:00Z"));
      assertThat(Evidence.OF_AZURE)
          .allSatisfy(
              section ->
                  assertThat(cluster.value(section) instanceof Gap)
                      .as(section)
                      .isEqualTo(section.equals("changes")));
    }
  }

  @Test
  void goodCluster_hasNoHighFailureAndFewDoubts() {
    List<Finding> findings = findings("aks-shop-prod-weu");

    assertThat(findings).noneMatch(f -> f.isOpen() && f.severity() == Severity.HIGH);
    assertThat(count(findings, Finding::isOpen)).isBetween(1L, 4L);
    assertThat(findings)
        .filteredOn(f -> f.status() == Status.UNKNOWN)
        .extracting(Finding::control)
        .containsOnly(
            "certs-rotated-after-local-off", "entra-tenant-matches", "node-custom-ca-preview-off");
    assertThat(Coverage.NONE.plus(findings).percent()).isGreaterThan(97);
  }

  @Test
  void middlingCluster_standsBetweenThem() {
    long open = count(findings("aks-shop-stg-neu"), Finding::isOpen);

    assertThat(open).isGreaterThan(10).isLessThan(count(findings("aks-erp"), Finding::isOpen) / 2);
  }

  @Test
  void badCluster_failsAlmostEverywhere() {
    List<Finding> findings = findings("aks-erp");

    assertThat(count(findings, f -> f.isOpen() && f.severity() == Severity.HIGH)).isGreaterThan(15);
    assertThat(Coverage.NONE.plus(findings).percent()).isGreaterThan(93);
  }

  @Test
  void template_failsByItsSecurityRule_andLeavesOpenWhatOnlyADeploymentKnows() {
    Inputs inputs = Inputs.scan(List.of(SAMPLES.resolve("template")), false);
    List<Finding> findings =
        auditor.audit(Objects.requireNonNull(clusters(inputs).get("aks-orders-prod")));

    assertThat(findings)
        .filteredOn(f -> f.control().equals("nsg-no-mgmt-from-internet"))
        .singleElement()
        .extracting(Finding::status)
        .isEqualTo(Status.FAIL);
    assertThat(findings)
        .filteredOn(f -> f.control().equals("api-authorized-ips-set"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.status()).isEqualTo(Status.UNKNOWN);
              assertThat(f.message()).contains("pip-egress");
            });
    assertThat(inputs.lines()).noneMatch(line -> line.status() == InputLine.Status.ERROR);
  }

  private List<Finding> findings(String name) {
    Inputs inputs = Inputs.scan(List.of(SAMPLES.resolve("contoso")), false);
    return auditor.audit(Objects.requireNonNull(clusters(inputs).get(name)));
  }

  private static long count(List<Finding> findings, Predicate<Finding> which) {
    return findings.stream().filter(which).count();
  }

  private static Map<String, Evidence> clusters(Inputs inputs) {
    Map<String, Evidence> clusters = new LinkedHashMap<>();
    inputs.clusters(
        evidence ->
            clusters.put(
                evidence.resource().substring(evidence.resource().lastIndexOf('/') + 1), evidence));
    return clusters;
  }
}
