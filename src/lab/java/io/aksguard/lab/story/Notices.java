package io.aksguard.lab.story;

import com.fasterxml.jackson.databind.JsonNode;

/** What notices say, in a few words. */
final class Notices {
  private Notices() {}

  static String text(JsonNode notice) {
    JsonNode data = notice.path("data");
    JsonNode findings = data.path("findings");
    return findings.isEmpty()
        ? data.at("/counts/open").asLong() + " findings open"
        : findings.size()
            + " of "
            + data.path("total").asLong()
            + ", first "
            + findings.path(0).path("control").asText();
  }
}
