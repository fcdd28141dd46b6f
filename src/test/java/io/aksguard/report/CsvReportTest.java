package io.aksguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReportTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '`',
      textBlock =
          """
          =cmd()|'=cmd()
          +1|'+1
          -1|'-1
          @SUM(A1)|'@SUM(A1)
          a=b|a=b
          a,b|"a,b"
          say "x"|"say ""x""\"
          =a,b|"'=a,b"
          """)
  void message_isQuotedAndNoFormula(String message, String cell) throws IOException {
    assertThat(messageCell(message)).isEqualTo(cell);
  }

  @Test
  void message_withLineBreakOrTab_isOneCell() throws IOException {
    assertThat(messageCell("a\r\nb")).isEqualTo("\"a\r\nb\"");
    assertThat(messageCell("\rx")).isEqualTo("\"'\rx\"");
    assertThat(messageCell("\tx")).isEqualTo("'\tx");
  }

  @Test
  void runWithoutClusters_hasTheHeader() throws IOException {
    assertThat(Samples.empty(Format.CSV))
        .isEqualTo(
            "control,version,practice,severity,resource,subject,status,waiver,message,path,value,"
                + "observedAt\r\n");
  }

  private static String messageCell(String message) throws IOException {
    String report =
        Samples.report(
            Format.CSV, List.of(Samples.finding("a", Severity.LOW, Status.PASS, message)));
    String before = ",PASS,,";
    return report.substring(
        report.indexOf(before) + before.length(), report.lastIndexOf(",,null,"));
  }
}
