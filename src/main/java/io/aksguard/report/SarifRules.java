package io.aksguard.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.control.Definition;
import io.aksguard.control.Severity;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The controls that occur in a run, each with its index, as SARIF rules. */
final class SarifRules {
  /** GitHub refuses more tags and cuts longer descriptions. */
  private static final int MOST_TAGS = 20;

  private static final int LONGEST_DESCRIPTION = 1_024;

  private final Map<String, Control> catalogue = new HashMap<>();
  private final Map<String, Integer> indexes = new LinkedHashMap<>();

  SarifRules(Catalogue catalogue) {
    catalogue.controls().forEach(control -> this.catalogue.put(control.id(), control));
  }

  int index(String control) {
    return indexes.computeIfAbsent(control, id -> indexes.size());
  }

  static String level(Severity severity) {
    return switch (severity) {
      case HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW -> "note";
    };
  }

  void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("rules");
    for (String id : indexes.keySet()) {
      json.writeStartObject();
      json.writeStringField("id", id);
      Control control = catalogue.get(id);
      if (control != null) {
        write(json, control.definition());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Definition control) throws IOException {
    String how = control.remedy().how();
    text(json, "shortDescription", Text.cut(control.title(), LONGEST_DESCRIPTION));
    text(json, "fullDescription", Text.cut(control.why().strip(), LONGEST_DESCRIPTION));
    json.writeObjectFieldStart("defaultConfiguration");
    json.writeStringField("level", level(control.severity()));
    json.writeEndObject();
    json.writeObjectFieldStart("help");
    json.writeStringField("text", control.why().strip() + "\n\nRemedy: " + how);
    json.writeStringField("markdown", control.why().strip() + "\n\n**Remedy:** " + how);
    json.writeEndObject();
    json.writeObjectFieldStart("properties");
    json.writeArrayFieldStart("tags");
    for (String tag : tags(control)) {
      json.writeString(tag);
    }
    json.writeEndArray();
    json.writeStringField("precision", "very-high");
    json.writeStringField("security-severity", score(control.severity()));
    json.writeEndObject();
  }

  /** The tag "security" is what makes GitHub show the security-severity. */
  private static Set<String> tags(Definition control) {
    Set<String> tags = new LinkedHashSet<>();
    tags.add("security");
    tags.add("practice " + control.practice());
    control
        .frameworks()
        .forEach(
            (framework, numbers) -> numbers.forEach(number -> tags.add(framework + " " + number)));
    return tags.stream()
        .limit(MOST_TAGS)
        .collect(LinkedHashSet::new, LinkedHashSet::add, LinkedHashSet::addAll);
  }

  private static String score(Severity severity) {
    return switch (severity) {
      case HIGH -> "8.0";
      case MEDIUM -> "5.0";
      case LOW -> "2.0";
    };
  }

  static void text(JsonGenerator json, String name, String text) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", text);
    json.writeEndObject();
  }
}
