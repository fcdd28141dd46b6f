package io.aksguard.evidence.input;

import io.aksguard.evidence.JsonObject;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Parameter files, each for the template beside it: {@code x.parameters.json} for {@code x.json}.
 */
final class Parameters {
  private static final String SUFFIX = ".parameters.json";

  private final Map<Path, JsonObject> byFile = new LinkedHashMap<>();
  private final Set<Path> used = new HashSet<>();

  void add(Path file, JsonObject parameters) {
    byFile.put(file, parameters);
  }

  JsonObject forTemplate(Path template) {
    String name = String.valueOf(template.getFileName());
    int dot = name.lastIndexOf('.');
    Path beside = template.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + SUFFIX);
    used.add(beside);
    return byFile.getOrDefault(beside, JsonObject.of(Map.of()));
  }

  boolean isUsed(Path file) {
    return used.contains(file);
  }
}
