package io.aksguard.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aksguard.config.Waiver;
import io.aksguard.control.Status;
import io.aksguard.finding.Finding;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** One finding as a SARIF result. */
final class SarifResult {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int LONGEST_MESSAGE = 4_000;

  private SarifResult() {}

  /**
   * Where the finding stands among the others, from 0: open failures, unknown, waived, the rest.
   */
  static int rank(Finding finding) {
    if (finding.isOpen()) {
      return switch (finding.severity()) {
        case HIGH -> 0;
        case MEDIUM -> 1;
        case LOW -> 2;
      };
    }
    if (finding.status() == Status.UNKNOWN) {
      return 3;
    }
    return finding.waiver() != null ? 4 : 5;
  }

  static String json(Finding finding, int rule) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("ruleId", finding.control());
      json.writeNumberField("ruleIndex", rule);
      json.writeStringField("kind", kind(finding.status()));
      json.writeStringField(
          "level", finding.status() == Status.FAIL ? SarifRules.level(finding.severity()) : "none");
      String message = finding.message().isBlank() ? finding.control() : finding.message();
      SarifRules.text(json, "message", Text.cut(message, LONGEST_MESSAGE));
      location(json, finding);
      json.writeObjectFieldStart("partialFingerprints");
      json.writeStringField("aksGuard/v1", fingerprint(finding));
      json.writeEndObject();
      if (finding.waiver() != null) {
        suppression(json, finding.waiver());
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static String kind(Status status) {
    return switch (status) {
      case FAIL -> "fail";
      case UNKNOWN -> "open";
      case PASS -> "pass";
      case NOT_APPLICABLE -> "notApplicable";
    };
  }

  /**
   * A finding that no file shows gets the cluster as its path: GitHub refuses a whole run for one
   * result without a physical location.
   */
  private static void location(JsonGenerator json, Finding finding) throws IOException {
    String file = finding.origin().file();
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField(
        "uri", Uris.of(file.isEmpty() ? finding.resource().replaceFirst("^/+", "") : file));
    json.writeEndObject();
    if (!file.isEmpty() && finding.line() > 0) {
      json.writeObjectFieldStart("region");
      json.writeNumberField("startLine", finding.line());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeArrayFieldStart("logicalLocations");
    json.writeStartObject();
    json.writeStringField(
        "fullyQualifiedName",
        finding.subject().isEmpty()
            ? finding.resource()
            : finding.resource() + "/" + finding.subject());
    json.writeStringField("kind", "resource");
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void suppression(JsonGenerator json, Waiver waiver) throws IOException {
    json.writeArrayFieldStart("suppressions");
    json.writeStartObject();
    json.writeStringField("kind", "external");
    json.writeStringField("status", "accepted");
    json.writeStringField(
        "justification",
        waiver.reason() + " (" + waiver.owner() + ", until " + waiver.expires() + ")");
    json.writeEndObject();
    json.writeEndArray();
  }

  /** The same for the same control, cluster and subject; ARM ids count without case. */
  private static String fingerprint(Finding finding) {
    String identity =
        String.join(
            "\n",
            finding.control(),
            finding.resource().toLowerCase(Locale.ROOT),
            finding.subject());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
