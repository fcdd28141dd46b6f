package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.Absence;
import io.aksguard.control.MemberPath;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Plain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@link Preimage} as JSON and back. */
final class PreimageJson {
  private static final String SCHEMA = "aks-guard/preimage/v1";

  private PreimageJson() {}

  static Map<String, Object> members(Preimage preimage) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("schema", SCHEMA);
    members.put("resource", preimage.resource().value());
    members.put("new", preimage.isNew());
    members.put("owned", preimage.owned().stream().map(PreimageJson::members).toList());
    return members;
  }

  private static Map<String, Object> members(Owned owned) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("path", owned.path().parts().stream().map(PreimageJson::names).toList());
    members.put("controls", owned.controls());
    if (owned.before() != null) {
      members.put("before", owned.before());
    }
    if (owned.written() != null) {
      members.put("written", owned.written());
    }
    members.put("there", owned.there());
    if (owned.absence() != null) {
      // JSON's null is no member here: an empty list is an absence without a value.
      Object value = owned.absence().value();
      members.put("absent", value == null ? List.of() : List.of(value));
    }
    members.put("secret", owned.isSecret());
    return members;
  }

  /** Not as one text: names of tags and values of keys may hold any character. */
  private static List<String> names(MemberPath.Part part) {
    return part.isElement() ? List.of(part.name(), part.key(), part.value()) : List.of(part.name());
  }

  static Preimage read(String json) throws IOException {
    try {
      JsonObject members = JsonReader.object(json);
      if (!SCHEMA.equals(members.string("schema").orElse(""))) {
        throw new IOException("its schema is not " + SCHEMA);
      }
      List<Owned> owned = new ArrayList<>();
      for (JsonObject each : array(members, "owned").objects()) {
        owned.add(owned(each));
      }
      return new Preimage(
          new ArmId(PlanJson.text(members, "resource")), flag(members, "new"), owned);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new IOException("it is no pre-image: " + e.getMessage(), e);
    }
  }

  private static Owned owned(JsonObject members) throws IOException {
    if (!(members.raw("there") instanceof Long there)) {
      throw lacks("there");
    }
    List<MemberPath.Part> parts = new ArrayList<>();
    for (Object each : array(members, "path")) {
      parts.add(part(each));
    }
    return new Owned(
        texts(array(members, "controls")),
        new MemberPath(parts),
        Plain.of(members.raw("before")),
        Plain.of(members.raw("written")),
        there.intValue(),
        members.array("absent").map(PreimageJson::absence).orElse(null),
        flag(members, "secret"));
  }

  private static MemberPath.Part part(Object names) throws IOException {
    List<String> texts = names instanceof JsonArray array ? texts(array) : List.of();
    return switch (texts.size()) {
      case 1 -> new MemberPath.Part(texts.get(0), "", "");
      case 3 -> new MemberPath.Part(texts.get(0), texts.get(1), texts.get(2));
      default -> throw new IOException("a step of 'path' has one name, or three");
    };
  }

  private static Absence absence(JsonArray value) {
    return new Absence(value.isEmpty() ? null : Plain.of(value.get(0)));
  }

  /** Not false where it is missing: undo depends on it. */
  private static boolean flag(JsonObject members, String name) throws IOException {
    if (members.raw(name) instanceof Boolean flag) {
      return flag;
    }
    throw lacks(name);
  }

  private static JsonArray array(JsonObject members, String name) throws IOException {
    return members.array(name).orElseThrow(() -> lacks(name));
  }

  private static List<String> texts(JsonArray array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(String.valueOf(text)));
    return texts;
  }

  private static IOException lacks(String name) {
    return new IOException("it has no '" + name + "'");
  }
}
