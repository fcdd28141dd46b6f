package io.aksguard.config;

import io.aksguard.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the members {@code resource} and {@code tags} of what is about some clusters. */
final class SelectorReader {
  private SelectorReader() {}

  /** Where both are left out, all clusters. */
  static Selector read(Map<String, YamlNode> members) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (members.containsKey("tags")) {
      members.get("tags").members().forEach((name, value) -> tags.put(name, value.text()));
    }
    YamlNode pattern = members.get("resource");
    String resource = pattern == null ? "*" : pattern.text();
    if (pattern != null && resource.isBlank()) {
      pattern.report("'resource' is empty: leave it out to mean all clusters");
    }
    return new Selector(resource, tags);
  }
}
