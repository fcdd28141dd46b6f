package io.aksguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.finding.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SarifReportTest {
  private static final String SCHEMA = "src/test/schemas/sarif-schema-2.1.0.json";

  @Test
  void sampleFleet_isValid() throws IOException {
    assertThat(Schemas.objections(SCHEMA, Samples.report(Format.SARIF))).isEmpty();
  }

  @Test
  void schema_refusesWhatIsNotSarif() throws IOException {
    String report = Samples.report(Format.SARIF);

    assertThat(Schemas.objections(SCHEMA, report.replace("\"level\"", "\"grade\""))).isNotEmpty();
  }

  @Test
  void runWithoutClusters_isValid() throws IOException {
    String report = Samples.empty(Format.SARIF);

    assertThat(Schemas.objections(SCHEMA, report)).isEmpty();
    assertThat(array(run(report), "results")).isEmpty();
  }

  @Test
  void inputs_thatWereNotRead_areNotifications() throws IOException {
    JsonObject invocation = array(run(Samples.report(Format.SARIF)), "invocations").get(0);

    assertThat(invocation)
        .isEqualTo(
            JsonReader.object(
                """
                {"executionSuccessful": false, "toolExecutionNotifications": [
                  {"level": "warning",
                   "message": {"text": "main.json: reference() needs a deployment"}},
                  {"level": "error", "message": {"text": "broken.json: unexpected end of input"}}]}
                """));
  }

  @Test
  void finding_ofNoFile_hasTheClusterAsItsPath() throws IOException {
    List<JsonObject> results = array(run(Samples.report(Format.SARIF)), "results");

    JsonObject location = array(results.get(3), "locations").get(0);

    assertThat(location.object("physicalLocation").orElseThrow())
        .isEqualTo(
            JsonReader.object(
                """
                {"artifactLocation": {"uri": "%5Bparameters('name')%5D,%20west"}}
                """));
  }

  @Test
  void over5000Results_theForemostStay() throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      findings.add(Samples.finding("p", Severity.HIGH, Status.PASS, ""));
      findings.add(Samples.finding("u", Severity.LOW, Status.UNKNOWN, "why"));
      findings.add(Samples.finding("l", Severity.LOW, Status.FAIL, "low " + i));
      findings.add(Samples.finding("h", Severity.HIGH, Status.FAIL, "high " + i));
    }

    String report = Samples.report(Format.SARIF, findings);

    assertThat(Schemas.objections(SCHEMA, report)).isEmpty();
    List<JsonObject> results = array(run(report), "results");
    assertThat(results).hasSize(5_000);
    assertThat(results.stream().map(result -> result.string("ruleId").orElseThrow()).toList())
        .isEqualTo(ids("h", 1_500, "l", 1_500, "u", 1_500, "p", 500));
    assertThat(results.get(1_499).object("message").orElseThrow())
        .isEqualTo(JsonReader.object("{\"text\": \"high 1499\"}"));
    assertThat(report).contains("1000 results were left out");
  }

  @Test
  void fingerprint_isOfControlClusterAndSubjectOnly() throws IOException {
    String one = fingerprint(Samples.PROD, "pool", "a");

    assertThat(fingerprint(Samples.PROD.toUpperCase(Locale.ROOT), "pool", "b")).isEqualTo(one);
    assertThat(fingerprint(Samples.PROD, "pool2", "a")).isNotEqualTo(one);
    assertThat(fingerprint(Samples.QUIET, "pool", "a")).isNotEqualTo(one);
  }

  private static String fingerprint(String resource, String subject, String message)
      throws IOException {
    Finding finding =
        Samples.finding("c", Severity.LOW, resource, subject, Status.FAIL, null, message, message);
    JsonObject result =
        array(run(Samples.report(Format.SARIF, List.of(finding))), "results").get(0);
    return result
        .object("partialFingerprints")
        .flatMap(prints -> prints.string("aksGuard/v1"))
        .orElseThrow();
  }

  private static List<String> ids(Object... idsAndCounts) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < idsAndCounts.length; i += 2) {
      for (int n = 0; n < (int) idsAndCounts[i + 1]; n++) {
        ids.add((String) idsAndCounts[i]);
      }
    }
    return ids;
  }

  private static JsonObject run(String report) {
    return array(JsonReader.object(report), "runs").get(0);
  }

  private static List<JsonObject> array(JsonObject object, String key) {
    return object.array(key).map(JsonArray::objects).orElseThrow();
  }
}
