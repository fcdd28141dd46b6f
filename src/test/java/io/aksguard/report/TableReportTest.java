package io.aksguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.finding.Finding;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableReportTest {

  @Test
  void withoutColour_noControlCharacterButLineBreaks() throws IOException {
    assertThat(Samples.report(Format.TABLE).chars())
        .noneMatch(c -> c != '\n' && Character.isISOControl(c));
  }

  @Test
  void withColour_isTheSameTextInColours() throws IOException {
    ReportHead plain = Samples.head();
    ReportHead colour = new ReportHead(plain.at(), plain.catalogue(), plain.toolVersion(), true);

    String report = Samples.report(Format.TABLE, colour);

    assertThat(report)
        .contains("\u001b[31mFAIL\u001b[0m     \u001b[1;31mhigh\u001b[0m    engine-set");
    assertThat(report.replaceAll("\u001b\\[[0-9;]+m", ""))
        .isEqualTo(Samples.report(Format.TABLE, plain));
  }

  @Test
  void unknownForOneReason_isOneLine() throws IOException {
    String reason = "section 'access' was not in the input";

    String many = lines(IntStream.range(0, 12).mapToObj(i -> unknown("c" + i, reason)).toList());
    String one = lines(List.of(unknown("c1", reason), unknown("c1", reason)));

    assertThat(many).contains("  UNKNOWN  medium  12 controls: " + reason + "\n");
    assertThat(one).contains("  UNKNOWN  medium  c1, 2 subjects: " + reason + "\n");
  }

  @Test
  void longMessage_isCut() throws IOException {
    String report =
        lines(List.of(Samples.finding("a", Severity.LOW, Status.FAIL, "😀".repeat(201))));

    assertThat(report).contains("a  " + "😀".repeat(199) + "…\n");
  }

  @Test
  void runWithoutClusters_hasTheSummary() throws IOException {
    assertThat(Samples.empty(Format.TABLE))
        .isEqualTo(
            """
            Summary
              clusters  0
              open      0
              waived    0
              unknown   0
              coverage  0/0 pairs = 0.00 %
            """);
  }

  private static Finding unknown(String control, String reason) {
    return Samples.finding(control, Severity.MEDIUM, Status.UNKNOWN, reason);
  }

  private static String lines(List<Finding> findings) throws IOException {
    return Samples.report(Format.TABLE, findings);
  }
}
