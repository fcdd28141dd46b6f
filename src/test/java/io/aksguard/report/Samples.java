package io.aksguard.report;

import io.aksguard.config.Waiver;
import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small fleet with a finding of every status, and texts that reports must survive. */
final class Samples {
  static final Path BASE = Path.of(System.getProperty("aksguard.basedir", "."));
  static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");
  static final String GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/";
  static final String PROD =
      GROUP + "rg-prod/providers/Microsoft.ContainerService/managedClusters/aks-prod";
  static final String QUIET =
      GROUP + "rg-dev/providers/Microsoft.ContainerService/managedClusters/aks-dev";

  /** Everything that has a meaning in one of the formats, and half a surrogate pair. */
  static final String WEIRD =
      "=1+1 \"quoted\", 'single' <b>&amp;</b> ]]> é 😀 \u0000\u0007\u001b[31m \u202e\ud83d end\nline 2\r\n\tend";

  static final Waiver WAIVER =
      new Waiver(
          "W-7",
          "disk-encrypted",
          "*",
          "*",
          "team-a@example.org",
          "vendor fix, see \"T-12\"",
          LocalDate.parse("2027-01-31"));

  private Samples() {}

  static Catalogue catalogue() {
    try {
      return CatalogueFolder.load(BASE.resolve("src/test/golden/report/controls"));
    } catch (IOException | AuthorException e) {
      throw new IllegalStateException(e);
    }
  }

  static ReportHead head() {
    return new ReportHead(AT, catalogue(), "1.2.3", false);
  }

  static Finding finding(String control, Severity severity, Status status, String message) {
    return finding(control, severity, PROD, "", status, null, message, null);
  }

  static Finding finding(
      String control,
      Severity severity,
      String resource,
      String subject,
      Status status,
      @Nullable Waiver waiver,
      String message,
      @Nullable Object value) {
    return new Finding(
        control,
        "0123456789ab",
        "1.1",
        severity,
        resource,
        subject,
        status,
        waiver,
        message,
        status == Status.FAIL ? "properties.networkProfile" : "",
        value,
        AT,
        new Origin("exports/my clusters.json", 1),
        status == Status.FAIL ? 42 : 0);
  }

  static List<Finding> prod() {
    JsonObject value = JsonReader.object("{\"networkPolicy\":\"none\",\"ports\":[1,2.5,true]}");
    String noAccess = "section 'access' was not in the input";
    return List.of(
        finding("tags-set", Severity.LOW, Status.FAIL, "tags is absent"),
        finding(
            "disk-encrypted",
            Severity.HIGH,
            PROD,
            "pool1",
            Status.FAIL,
            WAIVER,
            "diskEncryptionSetID is absent",
            null),
        finding("engine-set", Severity.HIGH, PROD, "", Status.FAIL, null, "policy is none", value),
        finding("engine-set", Severity.HIGH, PROD, "=pool,2", Status.FAIL, null, WEIRD, WEIRD),
        finding("access-local", Severity.MEDIUM, Status.UNKNOWN, noAccess),
        finding("access-admins", Severity.HIGH, Status.UNKNOWN, noAccess),
        finding("backup-on", Severity.LOW, Status.UNKNOWN, "the page was refused (403)"),
        finding("logs-on", Severity.MEDIUM, Status.PASS, ""),
        finding("windows-gmsa", Severity.MEDIUM, Status.NOT_APPLICABLE, "not applicable here"));
  }

  /** A cluster of a template: no id, nobody observed it, no file is known. */
  static List<Finding> template() {
    return List.of(
        new Finding(
            "tags-set",
            "0123456789ab",
            "8.2",
            Severity.LOW,
            "[parameters('name')], west",
            "",
            Status.FAIL,
            null,
            "x".repeat(5_000),
            "",
            -1L,
            null,
            Origin.NONE,
            7));
  }

  static final List<InputLine> INPUTS =
      List.of(
          new InputLine("exports/my clusters.json", InputLine.Status.READ, ""),
          new InputLine("exports/a.json", InputLine.Status.IGNORED, "no AKS cluster in it"),
          new InputLine("exports/b.json", InputLine.Status.IGNORED, "no AKS cluster in it"),
          new InputLine("exports/c.json", InputLine.Status.IGNORED, "no AKS cluster in it"),
          new InputLine("exports/d.json", InputLine.Status.IGNORED, "no AKS cluster in it"),
          new InputLine("notes.txt", InputLine.Status.IGNORED, "not JSON"),
          new InputLine("main.json", InputLine.Status.PARTIAL, "reference() needs a deployment"),
          new InputLine("broken.json", InputLine.Status.ERROR, "unexpected end of input"));

  /** The sample fleet in a format. */
  static String report(Format format) throws IOException {
    return report(format, head());
  }

  static String report(Format format, ReportHead head) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportWriter writer = Reports.of(format, head, out);
    writer.cluster(PROD, prod());
    writer.cluster(QUIET, List.of());
    writer.cluster("[parameters('name')], west", template());
    writer.end(new Coverage(3, 24, 21), INPUTS);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A report of one cluster with these findings. */
  static String report(Format format, List<Finding> findings) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportWriter writer = Reports.of(format, head(), out);
    writer.cluster(PROD, findings);
    writer.end(new Coverage(1, findings.size(), 0), List.of());
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A report of a run that found no cluster. */
  static String empty(Format format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Reports.of(format, head(), out).end(Coverage.NONE, List.of());
    return out.toString(StandardCharsets.UTF_8);
  }
}
