package io.aksguard.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NcrontabTest {

  /** 2026-01-01 is a Thursday. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 * * * * *            | 2026-01-01T00:00:00Z     | 2026-01-01T00:01:00Z
          0 */5 * * * *          | 2026-01-01T00:04:59.999Z | 2026-01-01T00:05:00Z
          */20 * * * * *         | 2026-01-01T00:00:41Z     | 2026-01-01T00:01:00Z
          0 0 6 * * *            | 2026-01-01T06:00:00Z     | 2026-01-02T06:00:00Z
          30 15 2-4 * * *        | 2026-01-01T04:15:30Z     | 2026-01-02T02:15:30Z
          0 0 0 1 * *            | 2026-01-31T12:00:00Z     | 2026-02-01T00:00:00Z
          0 0 0 31 * *           | 2026-01-31T00:00:00Z     | 2026-03-31T00:00:00Z
          0 0 0 29 2 *           | 2026-01-01T00:00:00Z     | 2028-02-29T00:00:00Z
          0 30 9 * * Mon-Fri     | 2026-01-02T10:00:00Z     | 2026-01-05T09:30:00Z
          0 0 0 * * 0            | 2026-01-01T00:00:00Z     | 2026-01-04T00:00:00Z
          0 0 0 * * 7            | 2026-01-01T00:00:00Z     | 2026-01-04T00:00:00Z
          0 0 12 1 Jan,July *    | 2026-01-01T12:00:00Z     | 2026-07-01T12:00:00Z
          0 0 0 13 * fri         | 2026-01-01T00:00:00Z     | 2026-02-13T00:00:00Z
          0 10/20 * * * *        | 2026-01-01T00:31:00Z     | 2026-01-01T00:50:00Z
          59 59 23 31 12 *       | 2026-12-31T23:59:59Z     | 2027-12-31T23:59:59Z
          """)
  void next(String schedule, Instant after, Instant next) {
    assertThat(Ncrontab.parse(schedule).next(after)).isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * * *",
        "* * * * * * *",
        "60 * * * * *",
        "* * 24 * * *",
        "* * * 0 * *",
        "* * * * 13 *",
        "* * * * * 8",
        "* * * * * noday",
        "5-2 * * * * *",
        "*/0 * * * * *",
        "1,,2 * * * * *",
        "00:05:00"
      })
  void parse_ofWhatIsNoSchedule_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Ncrontab.parse(text));
  }

  @Test
  void next_ofADayThatNeverIs_isRefused() {
    Ncrontab schedule = Ncrontab.parse("0 0 0 30 2 *");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> schedule.next(Instant.parse("2026-01-01T00:00:00Z")))
        .withMessage("the schedule never comes round");
  }
}
