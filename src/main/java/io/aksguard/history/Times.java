package io.aksguard.history;

import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Instants as text. */
final class Times {
  /** Of one width, so that texts sort as the instants do, in tools that know texts only. */
  private static final DateTimeFormatter RECORDED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  static Instant recorded(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  static String text(Instant recorded) {
    return RECORDED.format(recorded);
  }

  /** Instants by section as JSON, in the order of the sections. */
  static String text(Map<String, Instant> sections) {
    Map<String, String> texts = new TreeMap<>();
    sections.forEach((section, instant) -> texts.put(section, instant.toString()));
    return JsonWriter.text(texts);
  }

  static Map<String, Instant> instants(String json) {
    Map<String, Instant> instants = new TreeMap<>();
    JsonReader.object(json)
        .forEach((section, instant) -> instants.put(section, Instant.parse((String) instant)));
    return instants;
  }

  static boolean sameDay(Instant a, Instant b) {
    return a.truncatedTo(ChronoUnit.DAYS).equals(b.truncatedTo(ChronoUnit.DAYS));
  }
}
