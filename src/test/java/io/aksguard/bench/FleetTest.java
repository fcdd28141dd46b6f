package io.aksguard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.activity.Rules;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Assessor;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Result;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.evidence.input.Inputs;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured is worth measuring. Nothing here looks at a clock. */
class FleetTest {
  private static final int CLUSTERS = 50;

  private final Catalogue catalogue = Catalogue.builtIn();
  private final List<Evidence> clusters = new ArrayList<>();
  private @TempDir Path folder;
  private Inputs inputs;

  @BeforeEach
  void read() throws Exception {
    new Fleet(CLUSTERS, 1).write(folder);
    inputs = Inputs.scan(List.of(folder), false);
    inputs.clusters(clusters::add);
  }

  @Test
  void fleet_isReadWithoutRemark() {
    assertThat(clusters).hasSize(CLUSTERS);
    assertThat(inputs.lines()).allMatch(line -> line.status() == InputLine.Status.READ);
  }

  @Test
  void fleet_isTheSameForTheSameSeed() throws Exception {
    Path again = folder.resolveSibling("again");
    new Fleet(CLUSTERS, 1).write(again);

    for (String file : List.of("sub-000/clusters.json", "sub-000/joined.json")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
    }
    assertThat(Files.size(folder.resolve("sub-000/clusters.json")))
        .isBetween(CLUSTERS * 7_000L, CLUSTERS * 9_000L);
  }

  @Test
  void fleet_isVaried() {
    Auditor auditor =
        new Rules(catalogue, GuardConfig.defaults(catalogue), "").auditor(Verdicts.AT);

    List<Finding> findings = clusters.stream().flatMap(c -> auditor.audit(c).stream()).toList();

    for (Status status : Status.values()) {
      assertThat(
              findings.stream().filter(f -> f.status() == status).map(Finding::control).distinct())
          .as("controls that are %s somewhere", status)
          .hasSizeGreaterThan(10);
    }
    assertThat(findings.stream().filter(f -> f.status() == Status.UNKNOWN).count())
        .as("UNKNOWN among %s findings", findings.size())
        .isLessThan(findings.size() / 3);
  }

  @Test
  void handWrittenChecks_answerAsTheirControls() {
    Assessor assessor = Verdicts.assessor(catalogue, Verdicts.twelve(catalogue));

    for (Evidence cluster : clusters) {
      assertThat(HandWritten.judge(cluster))
          .hasSameSizeAs(assessor.assess(cluster))
          .containsExactlyInAnyOrderElementsOf(
              assessor.assess(cluster).stream().map(FleetTest::answer).toList());
    }
  }

  private static HandWritten.Answer answer(Result result) {
    assertThat(result.verdict().status()).isIn(Status.PASS, Status.FAIL);
    return new HandWritten.Answer(
        result.control().id(), result.subject(), result.verdict().status() == Status.PASS);
  }
}
