package io.aksguard.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.evidence.input.InputLine.Status;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * SARIF 2.1.0 with one run. GitHub code scanning takes 5,000 results of a run, so the foremost
 * 5,000 are kept, as text: a finding would hold its whole cluster. Decision record 0001 says why
 * there is no library.
 */
final class SarifReport implements ReportWriter {
  static final int MOST_RESULTS = 5_000;

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final ReportHead head;
  private final OutputStream out;
  private final SarifRules rules;
  private final Foremost results = new Foremost(MOST_RESULTS);

  SarifReport(ReportHead head, OutputStream out) {
    this.head = head;
    this.out = out;
    this.rules = new SarifRules(head.catalogue());
  }

  @Override
  public void cluster(String resource, List<Finding> findings) throws IOException {
    for (Finding finding : findings) {
      int rule = rules.index(finding.control());
      int rank = SarifResult.rank(finding);
      if (results.offer(rank)) {
        results.keep(rank, SarifResult.json(finding, rule));
      }
    }
  }

  @Override
  public void end(Coverage coverage, List<InputLine> inputs) throws IOException {
    JsonGenerator json = FACTORY.createGenerator(Utf8.writer(out));
    json.writeStartObject();
    json.writeStringField("$schema", SCHEMA);
    json.writeStringField("version", "2.1.0");
    json.writeArrayFieldStart("runs");
    json.writeStartObject();
    tool(json);
    invocation(json, inputs);
    json.writeArrayFieldStart("results");
    String separator = "\n";
    for (String result : results.inOrder()) {
      json.writeRaw(separator);
      json.writeRaw(result);
      separator = ",\n";
    }
    json.writeEndArray();
    properties(json, coverage);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  private void tool(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "AKS Guard");
    json.writeStringField("version", head.toolVersion());
    json.writeStringField("informationUri", "https://aksguard.io");
    rules.write(json);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void invocation(JsonGenerator json, List<InputLine> inputs) throws IOException {
    json.writeArrayFieldStart("invocations");
    json.writeStartObject();
    json.writeBooleanField(
        "executionSuccessful", inputs.stream().noneMatch(i -> i.status() == Status.ERROR));
    json.writeArrayFieldStart("toolExecutionNotifications");
    if (results.leftOut() > 0) {
      String text =
          results.leftOut()
              + " results were left out: code scanning takes "
              + MOST_RESULTS
              + ", the other formats have all";
      notification(json, "warning", text);
    }
    for (InputLine input : inputs) {
      if (input.status() == Status.ERROR || input.status() == Status.PARTIAL) {
        notification(
            json,
            input.status() == Status.ERROR ? "error" : "warning",
            input.path() + ": " + input.reason());
      }
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void notification(JsonGenerator json, String level, String text)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("level", level);
    SarifRules.text(json, "message", text);
    json.writeEndObject();
  }

  private void properties(JsonGenerator json, Coverage coverage) throws IOException {
    json.writeObjectFieldStart("properties");
    json.writeStringField("at", head.at().toString());
    json.writeNumberField("clusters", coverage.clusters());
    json.writeNumberField("pairs", coverage.pairs());
    json.writeNumberField("covered", coverage.covered());
    json.writeNumberField("percent", coverage.percent());
    json.writeEndObject();
  }
}
