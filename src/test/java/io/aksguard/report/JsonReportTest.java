package io.aksguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  private static final String SCHEMA = "src/main/resources/schemas/report.v1.json";

  @Test
  void sampleFleet_isValid() throws IOException {
    assertThat(Schemas.objections(SCHEMA, Samples.report(Format.JSON))).isEmpty();
  }

  @Test
  void runWithoutClusters_isValid() throws IOException {
    String report = Samples.empty(Format.JSON);

    assertThat(Schemas.objections(SCHEMA, report)).isEmpty();
    assertThat(report).endsWith("\"inputs\":[],\"findings\":[\n\n]}\n");
  }

  @Test
  void schema_refusesMembersItDoesNotName() throws IOException {
    String report = Samples.report(Format.JSON);

    assertThat(Schemas.objections(SCHEMA, report.replace("\"subject\":", "\"object\":")))
        .isNotEmpty();
    assertThat(Schemas.objections(SCHEMA, report.replace("\"percent\":", "\"ratio\":")))
        .isNotEmpty();
    assertThat(Schemas.objections(SCHEMA, report.replace("\"owner\":", "\"holder\":")))
        .isNotEmpty();
  }

  @Test
  void schema_refusesWaiverOnPass() throws IOException {
    String report =
        Samples.report(
            Format.JSON,
            List.of(
                Samples.finding(
                    "a", Severity.LOW, Samples.PROD, "", Status.PASS, Samples.WAIVER, "", null)));

    assertThat(Schemas.objections(SCHEMA, report)).isNotEmpty();
  }
}
