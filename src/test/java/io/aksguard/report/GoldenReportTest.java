package io.aksguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each format of the sample fleet as a whole. {@code -Daksguard.golden=write} writes the files
 * anew; read the difference before you commit it.
 */
class GoldenReportTest {

  @ParameterizedTest
  @EnumSource
  void sampleFleet_inEachFormat_isAsBefore(Format format) throws IOException {
    Path golden =
        Samples.BASE.resolve(
            "src/test/golden/report/sample." + format.name().toLowerCase(Locale.ROOT));

    String report = Samples.report(format);

    if ("write".equals(System.getProperty("aksguard.golden"))) {
      Files.writeString(golden, report);
    }
    assertThat(report).isEqualTo(Files.readString(golden));
  }
}
