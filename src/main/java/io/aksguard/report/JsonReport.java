package io.aksguard.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.aksguard.config.Waiver;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The report for programs, one finding a line. Its shape is a promise: {@code
 * schemas/report.v1.json}; a member that is added, removed or renamed makes a v2.
 */
final class JsonReport implements ReportWriter {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .rootValueSeparator(",\n")
          .build();

  private final ReportHead head;
  private final OutputStream out;
  private final Spool spool = new Spool();
  private final JsonGenerator findings;

  JsonReport(ReportHead head, OutputStream out) {
    this.head = head;
    this.out = out;
    try {
      this.findings = FACTORY.createGenerator(spool);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void cluster(String resource, List<Finding> shown) throws IOException {
    for (Finding finding : shown) {
      write(findings, finding);
    }
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }

  @Override
  public void end(Coverage coverage, List<InputLine> inputs) throws IOException {
    try (spool) {
      findings.flush();
      JsonGenerator json = FACTORY.createGenerator(Utf8.writer(out));
      json.writeStartObject();
      json.writeStringField("schema", "aks-guard/report/v1");
      json.writeStringField("at", head.at().toString());
      json.writeObjectFieldStart("coverage");
      json.writeNumberField("clusters", coverage.clusters());
      json.writeNumberField("pairs", coverage.pairs());
      json.writeNumberField("covered", coverage.covered());
      json.writeNumberField("percent", coverage.percent());
      json.writeEndObject();
      json.writeArrayFieldStart("inputs");
      for (InputLine input : inputs) {
        json.writeStartObject();
        json.writeStringField("path", input.path());
        json.writeStringField("status", input.status().name().toLowerCase(Locale.ROOT));
        writeText(json, "reason", input.reason().isEmpty() ? null : input.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("findings");
      json.writeRaw('\n');
      json.flush();
      spool.copyTo(out);
      json.writeRaw('\n');
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
      json.flush();
    }
  }

  private static void write(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("control", finding.control());
    json.writeStringField("version", finding.version());
    json.writeStringField("practice", finding.practice());
    json.writeStringField("severity", finding.severity().word());
    json.writeStringField("resource", finding.resource());
    json.writeStringField("subject", finding.subject());
    json.writeStringField("status", finding.status().name());
    json.writeFieldName("waiver");
    write(json, finding.waiver());
    json.writeStringField("message", finding.message());
    json.writeStringField("path", finding.path());
    json.writeFieldName("value");
    JsonWriter.write(json, finding.value());
    writeText(json, "observedAt", finding.observedAt());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, @Nullable Waiver waiver) throws IOException {
    if (waiver == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("id", waiver.id());
    json.writeStringField("owner", waiver.owner());
    json.writeStringField("reason", waiver.reason());
    json.writeStringField("expires", waiver.expires().toString());
    json.writeEndObject();
  }

  private static void writeText(JsonGenerator json, String name, @Nullable Object text)
      throws IOException {
    json.writeFieldName(name);
    if (text == null) {
      json.writeNull();
    } else {
      json.writeString(text.toString());
    }
  }
}
