package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import io.aksguard.evidence.Unread;
import io.aksguard.finding.Auditor;
import io.aksguard.report.Schemas;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AssessmentTest {
  private static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");
  private static final Catalogue CATALOGUE = Catalogue.builtIn();
  private static final ArmId KNOWN =
      new ArmId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/a");
  private static final ArmId ABSENT = new ArmId(KNOWN + "-gone");
  private static final Unread BROKEN = new Unread("b.json", "line 1, column 7: cut off");

  @Test
  void clusters_judgesThem_atTheClocksInstant() throws IOException {
    String report = assessment(List.of(cluster())).clusters(Set.of(KNOWN)).orElseThrow();

    assertThat(Schemas.objections("src/main/resources/schemas/report.v1.json", report)).isEmpty();
    JsonObject json = JsonReader.object(report);
    assertThat(json.string("at")).contains(AT.toString());
    assertThat(json.array("inputs").orElseThrow()).isEmpty();
    assertThat(json.array("findings").orElseThrow().objects())
        .allMatch(finding -> Set.of("FAIL", "UNKNOWN").contains(finding.string("status").get()))
        .anyMatch(
            finding ->
                finding.string("control").equals(Optional.of("local-accounts-disabled"))
                    && finding.string("status").equals(Optional.of("FAIL")));
  }

  @Test
  void clusters_whenOneIsNotThere_saysSo() {
    JsonObject report =
        JsonReader.object(
            assessment(List.of(cluster())).clusters(List.of(ABSENT, KNOWN)).orElseThrow());

    assertThat(report.object("coverage").orElseThrow().raw("clusters")).isEqualTo(1L);
    assertThat(inputs(report)).containsExactly(ABSENT + ": there is no such cluster");
  }

  @Test
  void clusters_whenNoneIsThere_isNoReport() {
    assertThat(assessment(List.of(cluster())).clusters(Set.of(ABSENT))).isEmpty();
  }

  @Test
  void fleet_judgesAll_andSaysWhatWasNotRead() throws IOException {
    String report = assessment(List.of(cluster()), BROKEN).fleet();

    assertThat(Schemas.objections("src/main/resources/schemas/report.v1.json", report)).isEmpty();
    JsonObject json = JsonReader.object(report);
    assertThat(json.object("coverage").orElseThrow().raw("clusters")).isEqualTo(1L);
    assertThat(inputs(json)).containsExactly("b.json: line 1, column 7: cut off");
  }

  @Test
  void fleet_whenThereIsNoCluster_isNoReport() {
    assertThatIllegalStateException()
        .isThrownBy(() -> assessment(List.of(), BROKEN).fleet())
        .withMessage("no cluster was found; b.json: line 1, column 7: cut off");
  }

  private static List<String> inputs(JsonObject report) {
    return report.array("inputs").orElseThrow().objects().stream()
        .map(line -> line.string("path").orElseThrow() + ": " + line.string("reason").orElseThrow())
        .toList();
  }

  private static Evidence cluster() {
    JsonObject body = JsonReader.object("{\"properties\": {\"disableLocalAccounts\": false}}");
    return new Evidence(
        KNOWN.value(), Origin.NONE, Map.of("cluster", new Section(body, Instant.EPOCH)));
  }

  private static Assessment assessment(List<Evidence> fleet, Unread... unread) {
    GuardConfig config = GuardConfig.defaults(CATALOGUE);
    Collector collector =
        new Collector() {
          @Override
          public Optional<Evidence> cluster(ArmId id) {
            return fleet.stream().filter(e -> e.resource().equals(id.value())).findAny();
          }

          @Override
          public List<Unread> fleet(Consumer<Evidence> sink) {
            fleet.forEach(sink);
            return List.of(unread);
          }
        };
    return new Assessment(
        CATALOGUE,
        at -> new Auditor(CATALOGUE, CATALOGUE.controls(), config, at),
        collector,
        Clock.fixed(AT, ZoneOffset.UTC),
        "test");
  }
}
