package io.aksguard.report;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Waiver;
import io.aksguard.control.Control;
import io.aksguard.control.Shown;
import io.aksguard.control.Status;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A test report as Surefire's XSD has it: a finding is a test case, UNKNOWN is its error. */
final class JunitReport implements ReportWriter {
  private static final int LONGEST_MESSAGE = 1_000;

  private final Map<String, String> remedies = new HashMap<>();
  private final OutputStream out;
  private final Spool spool = new Spool();
  private final Xml cases = new Xml(spool);
  private long tests;
  private long failures;
  private long errors;
  private long skipped;

  JunitReport(ReportHead head, OutputStream out) {
    this.out = out;
    for (Control control : head.catalogue().controls()) {
      remedies.put(control.id(), control.definition().remedy().how());
    }
  }

  @Override
  public void cluster(String resource, List<Finding> findings) throws IOException {
    String suite = className(resource);
    if (findings.isEmpty()) {
      testcase("all controls", suite).end();
    }
    for (Finding finding : findings) {
      testcase(Text.title(finding.control(), finding.subject()), suite);
      outcome(finding);
      cases.end();
    }
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }

  @Override
  public void end(Coverage coverage, List<InputLine> inputs) throws IOException {
    try (spool) {
      cases.flush();
      Writer text = Utf8.writer(out);
      text.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
      Xml xml = new Xml(text);
      xml.start(
          "testsuite",
          "name",
          "AKS Guard",
          "time",
          "0",
          "tests",
          Long.toString(tests),
          "errors",
          Long.toString(errors),
          "skipped",
          Long.toString(skipped),
          "failures",
          Long.toString(failures));
      xml.text("").flush();
      text.flush();
      spool.copyTo(out);
      xml.text("\n").end().text("\n").flush();
      text.flush();
    }
  }

  private Xml testcase(String name, String suite) throws IOException {
    tests++;
    return cases.text("\n  ").start("testcase", "name", name, "classname", suite, "time", "0");
  }

  private void outcome(Finding finding) throws IOException {
    String message = Text.cut(finding.message(), LONGEST_MESSAGE);
    Waiver waiver = finding.waiver();
    if (finding.isOpen()) {
      failures++;
      cases.start("failure", "message", message, "type", finding.severity().word());
      cases.text(details(finding)).end();
    } else if (finding.status() == Status.UNKNOWN) {
      errors++;
      cases.start("error", "message", message, "type", "unknown").end();
    } else if (waiver != null) {
      skip("waived by " + waiver.owner() + " until " + waiver.expires() + ": " + waiver.reason());
    } else if (finding.status() == Status.NOT_APPLICABLE) {
      skip(message);
    }
  }

  private void skip(String message) throws IOException {
    skipped++;
    cases.start("skipped", "message", message).end();
  }

  private String details(Finding finding) {
    return "resource: "
        + finding.resource()
        + "\npath: "
        + finding.path()
        + "\nvalue: "
        + Shown.of(finding.value())
        + "\nremedy: "
        + remedies.getOrDefault(finding.control(), "");
  }

  /** {@code subscription/group/name}; without commas, which split names in some readers. */
  private static String className(String resource) {
    return ArmId.parse(resource)
        .filter(id -> id.resourceGroup().isPresent())
        .map(
            id ->
                id.subscription().orElse("")
                    + "/"
                    + id.resourceGroup().orElse("")
                    + "/"
                    + id.name())
        .orElse(resource)
        .replace(',', ' ');
  }
}
