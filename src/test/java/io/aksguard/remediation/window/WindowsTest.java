package io.aksguard.remediation.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static Object configuration(String name, String window) {
    return JsonReader.object(
        "{\"id\": \"/x/maintenanceConfigurations/%s\", \"properties\": {\"maintenanceWindow\": %s}}"
            .formatted(name, window));
  }

  private static Windows windows(Object... all) {
    return new Windows(JsonArray.of(new ArrayList<>(List.of(all))));
  }

  private static String sundays(String more) {
    return """
        {"schedule": {"weekly": {"intervalWeeks": 1, "dayOfWeek": "Sunday"}}, "durationHours": 4,
         "startTime": "01:00"%s}
        """
        .formatted(more);
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }

  @Test
  void openWindow_countsAsLongAsThereIsRoom() {
    Windows windows = windows(configuration(Windows.UPGRADES, sundays("")));
    Opening sunday = new Opening(at("2026-11-29T01:00:00Z"), at("2026-11-29T05:00:00Z"));
    Opening next = new Opening(at("2026-12-06T01:00:00Z"), at("2026-12-06T05:00:00Z"));

    assertThat(windows.next(Windows.UPGRADES, at("2026-11-28T12:00:00Z"), HOUR)).contains(sunday);
    assertThat(windows.next(Windows.UPGRADES, at("2026-11-29T04:00:00Z"), HOUR)).contains(sunday);
    assertThat(windows.next(Windows.UPGRADES, at("2026-11-29T04:00:01Z"), HOUR)).contains(next);
    assertThat(windows.next(Windows.UPGRADES, at("2026-11-29T04:00:00Z"), Duration.ofHours(5)))
        .isEmpty();
  }

  @Test
  void offset_isFixed_alsoInSummer() {
    Windows windows =
        windows(configuration(Windows.UPGRADES, sundays(", \"utcOffset\": \"+01:00\"")));

    assertThat(windows.next(Windows.UPGRADES, at("2026-07-04T12:00:00Z"), HOUR))
        .contains(new Opening(at("2026-07-05T00:00:00Z"), at("2026-07-05T04:00:00Z")));
  }

  @Test
  void notAllowedDates_areClosed_bothDaysAndByTheOffset() {
    Windows windows =
        windows(
            configuration(
                Windows.UPGRADES,
                sundays(
                    ", \"utcOffset\": \"+02:00\", \"notAllowedDates\": [{\"start\": \"2026-12-06\","
                        + " \"end\": \"2026-12-13\"}]")));

    assertThat(windows.next(Windows.UPGRADES, at("2026-12-01T00:00:00Z"), HOUR))
        .contains(new Opening(at("2026-12-19T23:00:00Z"), at("2026-12-20T03:00:00Z")));
  }

  @Test
  void otherWindow_countsWhereOneIsMissing() {
    Windows windows = windows(configuration(Windows.NODE_IMAGES, sundays("")));

    assertThat(windows.next(Windows.UPGRADES, at("2026-11-28T12:00:00Z"), HOUR)).isPresent();
  }

  @Test
  void whatCannotBeTold_isNoWindow() {
    Instant now = at("2026-11-28T12:00:00Z");

    assertThatThrownBy(() -> windows().next(Windows.UPGRADES, now, HOUR))
        .isInstanceOf(WindowException.class)
        .hasMessage("the cluster has no maintenance window");
    assertThatThrownBy(() -> new Windows(new Gap("403")).next(Windows.UPGRADES, now, HOUR))
        .hasMessageContaining("403");
    assertThatThrownBy(
            () ->
                windows(configuration(Windows.NODE_IMAGES, sundays("")), new Gap("page 2"))
                    .next(Windows.UPGRADES, now, HOUR))
        .hasMessageContaining("page 2");
  }

  @Test
  void whatIsThereAndCannotBeRead_isNoAbsence() {
    Instant now = at("2026-11-28T12:00:00Z");
    for (String member : List.of("utcOffset", "startDate", "notAllowedDates")) {
      JsonObject window = JsonReader.object(sundays("")).with(member, new Gap("an expression"));
      JsonObject configuration =
          JsonObject.of(
              Map.of(
                  "id",
                  "/x/maintenanceConfigurations/" + Windows.UPGRADES,
                  "properties",
                  JsonObject.of(Map.of("maintenanceWindow", window))));

      assertThatThrownBy(() -> windows(configuration).next(Windows.UPGRADES, now, HOUR))
          .isInstanceOf(WindowException.class)
          .hasMessageContaining(member);
    }
    Object unread =
        JsonReader.object("{\"id\": \"/x/maintenanceConfigurations/" + Windows.UPGRADES + "\"}");
    assertThatThrownBy(
            () ->
                windows(unread, configuration(Windows.NODE_IMAGES, sundays("")))
                    .next(Windows.UPGRADES, now, HOUR))
        .hasMessageContaining(Windows.UPGRADES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"durationHours\": 4, \"startTime\": \"01:00\"} | it has no schedule",
        "{\"schedule\": {}, \"durationHours\": 4, \"startTime\": \"01:00\"} | 0 of the known",
        "{\"schedule\": {\"daily\": {\"intervalDays\": 0}}, \"durationHours\": 4, \"startTime\": \"01:00\"} | intervalDays is 0",
        "{\"schedule\": {\"daily\": {\"intervalDays\": 2}}, \"durationHours\": 4, \"startTime\": \"01:00\"} | no startDate",
        "{\"schedule\": {\"daily\": {\"intervalDays\": 1}}, \"startTime\": \"01:00\"} | it has no durationHours",
        "{\"schedule\": {\"daily\": {\"intervalDays\": 1}}, \"durationHours\": 4, \"startTime\": \"1 am\"} | 1 am",
        "{\"schedule\": {\"daily\": {\"intervalDays\": 1}}, \"durationHours\": 4, \"startTime\": \"01:00\", \"utcOffset\": \"Berlin\"} | Berlin",
        "{\"schedule\": {\"weekly\": {\"intervalWeeks\": 1, \"dayOfWeek\": \"Someday\"}}, \"durationHours\": 4, \"startTime\": \"01:00\"} | Someday",
        "{\"schedule\": {\"relativeMonthly\": {\"intervalMonths\": 1, \"dayOfWeek\": \"Monday\", \"weekIndex\": \"Fifth\"}}, \"durationHours\": 4, \"startTime\": \"01:00\"} | Fifth"
      })
  void windowThatCannotBeRead_saysWhy(String window, String reason) {
    assertThatThrownBy(
            () ->
                windows(configuration(Windows.UPGRADES, window))
                    .next(Windows.UPGRADES, at("2026-11-28T12:00:00Z"), HOUR))
        .isInstanceOf(WindowException.class)
        .hasMessageContaining(reason);
  }
}
