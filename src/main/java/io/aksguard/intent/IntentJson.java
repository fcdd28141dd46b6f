package io.aksguard.intent;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An intent as JSON and back; src/docs/storage.md describes it. */
public final class IntentJson {
  private IntentJson() {}

  /** Its JSON on one line. */
  public static String text(Intent intent) {
    return JsonWriter.text(members(intent));
  }

  /** The members of its JSON; what is empty is left out. */
  public static Map<String, Object> members(Intent intent) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("control", intent.control());
    members.put("id", intent.id());
    members.put("version", intent.version());
    members.put("mode", intent.mode());
    members.put("phase", intent.phase().word());
    put(members, "guard", intent.guard());
    put(members, "reason", intent.reason());
    put(members, "by", intent.by());
    members.put("since", intent.since().toString());
    intent.until().ifPresent(until -> members.put("until", until.toString()));
    if (!intent.attempts().isEmpty()) {
      members.put("attempts", intent.attempts());
    }
    members.put("round", intent.round());
    if (!intent.relapses().isEmpty()) {
      members.put("relapses", intent.relapses().stream().map(Instant::toString).toList());
    }
    intent.fight().ifPresent(fight -> members.put("fight", FightJson.members(fight)));
    return members;
  }

  static void put(Map<String, Object> members, String name, String text) {
    if (!text.isEmpty()) {
      members.put(name, text);
    }
  }

  /**
   * The intent of {@link #text}.
   *
   * @throws IllegalArgumentException where it is none
   * @throws java.time.DateTimeException where an instant in it is none
   * @throws java.io.UncheckedIOException where it is no JSON
   */
  public static Intent read(String json) {
    return read(JsonReader.object(json));
  }

  /**
   * The intent with these members.
   *
   * @throws IllegalArgumentException where it is none
   * @throws java.time.DateTimeException where an instant in it is none
   */
  public static Intent read(JsonObject members) {
    return new Intent(
        need(members, "control"),
        need(members, "id"),
        need(members, "version"),
        need(members, "mode"),
        Phase.of(need(members, "phase")).orElseThrow(() -> lacks("phase")),
        members.string("guard").orElse(""),
        members.string("reason").orElse(""),
        members.string("by").orElse(""),
        Instant.parse(need(members, "since")),
        members.string("until").map(Instant::parse),
        texts(members, "attempts"),
        members.raw("round") instanceof Long round ? round : 1,
        texts(members, "relapses").stream().map(Instant::parse).toList(),
        members.object("fight").map(FightJson::read));
  }

  private static String need(JsonObject members, String name) {
    return members.string(name).orElseThrow(() -> lacks(name));
  }

  private static List<String> texts(JsonObject members, String name) {
    List<String> texts = new ArrayList<>();
    members.array(name).orElse(JsonArray.empty()).forEach(each -> texts.add(String.valueOf(each)));
    return texts;
  }

  private static IllegalArgumentException lacks(String name) {
    return new IllegalArgumentException("an intent without its '" + name + "'");
  }
}
