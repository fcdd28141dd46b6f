package io.aksguard.notice;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that people are told. Its CloudEvent stays below 64 KB, which Event Grid bills as one.
 *
 * @param id 32 hexadecimal digits, made of what the notice is about: the same fact, told again, has
 *     the same id
 * @param type of {@link NoticeType#type}
 * @param subject the ARM id of the cluster, or {@link #FLEET}
 */
public record Notice(String id, String type, String subject, Instant time, JsonObject data) {
  /** The subject of what is about no single cluster. */
  public static final String FLEET = "/fleet";

  static final int MOST_BYTES = 64_000;

  /**
   * The notice as JSON of a CloudEvent.
   *
   * @param source names this installation
   */
  public String cloudEvent(String source) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("specversion", "1.0");
    members.put("id", id);
    members.put("source", source);
    members.put("type", type);
    members.put("subject", subject);
    members.put("time", time.toString());
    members.put("dataschema", NoticeType.of(type).schema());
    members.put("datacontenttype", "application/json");
    members.put("data", data);
    return JsonWriter.text(members);
  }

  /** The size of its CloudEvent. */
  public int bytes(String source) {
    return cloudEvent(source).getBytes(StandardCharsets.UTF_8).length;
  }
}
