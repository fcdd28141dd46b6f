package io.aksguard.evidence.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The catalogue's tables that the join reads, from the file that the build makes of them all. */
final class BuiltTables {
  private static final String FILE = "/controls/tables.json";

  private BuiltTables() {}

  /**
   * The rows of src/controls/tables/{@code name}.yaml.
   *
   * @throws IllegalStateException where the build has made none
   */
  static JsonArray rows(String name) {
    try (InputStream in = BuiltTables.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the jar");
      }
      try (JsonParser parser = JsonReader.parser(in)) {
        parser.nextToken();
        Optional<JsonArray> rows =
            JsonReader.read(parser) instanceof JsonObject tables
                ? tables.array(name)
                : Optional.empty();
        return rows.orElseThrow(() -> new IllegalStateException("there is no table " + name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
