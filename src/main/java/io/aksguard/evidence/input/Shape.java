package io.aksguard.evidence.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The kind of a value, and of what is in it.
 *
 * @param kind object, array, string, integer or boolean
 * @param members by their name in lower case; {@code *} for all others, {@code []} for elements
 */
record Shape(String kind, Map<String, Shape> members) {
  private Shape(String kind) {
    this(kind, new HashMap<>());
  }

  /**
   * The shapes of a table: sections with paths and kinds. The name of a section before stands for
   * all that it says.
   */
  static Map<String, Shape> read(String table) {
    Map<String, Shape> shapes = new HashMap<>();
    try (InputStream in = Shape.class.getResourceAsStream(table)) {
      if (in == null) {
        throw new IllegalStateException(table + " is not in the jar");
      }
      Shape type = new Shape("object");
      for (String line :
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList()) {
        if (line.startsWith("[")) {
          type = new Shape("object");
          for (String name : List.of(line.substring(1, line.length() - 1).split(" "))) {
            shapes.put(name, type);
          }
        } else if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.strip().split("\\s+");
          Shape said = shapes.get(parts[1]);
          type.put(parts[0], said == null ? new Shape(parts[1]) : said);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return shapes;
  }

  private void put(String path, Shape last) {
    Shape at = this;
    String[] steps = path.toLowerCase(Locale.ROOT).replace("[]", ".[]").split("\\.");
    for (int i = 0; i + 1 < steps.length; i++) {
      String kind = steps[i + 1].equals("[]") ? "array" : "object";
      at = at.members().computeIfAbsent(steps[i], step -> new Shape(kind));
    }
    at.members().putIfAbsent(steps[steps.length - 1], last);
  }
}
