package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is answered to a call.
 *
 * @param transport what becomes of the answer on its way
 * @param delay how long the answer is held back, in real time
 */
record Answer(
    int status,
    Map<String, String> headers,
    @Nullable JsonNode json,
    Transport transport,
    Duration delay) {

  enum Transport {
    WHOLE,
    /** The connection is closed without an answer. */
    RESET,
    /** Half of the body, as if that were all of it. */
    TRUNCATED,
    /** A proxy's page in HTML instead. */
    PAGE
  }

  static Answer of(int status) {
    return new Answer(status, Map.of(), null, Transport.WHOLE, Duration.ZERO);
  }

  static Answer json(int status, JsonNode json) {
    return new Answer(status, Map.of(), json, Transport.WHOLE, Duration.ZERO);
  }

  /** An error in the form of ARM. */
  static Answer error(int status, String code, String message) {
    ObjectNode body = Json.object();
    body.putObject("error").put("code", code).put("message", message);
    return json(status, body).with("x-ms-failure-cause", "gateway");
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, json, transport, delay);
  }

  Answer with(JsonNode other) {
    return new Answer(status, headers, other, transport, delay);
  }

  Answer by(Transport other) {
    return new Answer(status, headers, json, other, delay);
  }

  Answer after(Duration wait) {
    return new Answer(status, headers, json, transport, wait);
  }

  byte[] bytes() {
    return json == null ? new byte[0] : Json.bytes(json);
  }
}
