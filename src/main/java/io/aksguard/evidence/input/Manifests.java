package io.aksguard.evidence.input;

import com.fasterxml.jackson.core.JsonParser;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The manifests of the folders that inputs lie in; the nearest one counts. */
final class Manifests {
  private final Consumer<InputLine> lines;
  private final Map<Path, Manifest> known = new HashMap<>();

  /**
   * @param lines receives a line for each manifest that cannot be used
   */
  Manifests(Consumer<InputLine> lines) {
    this.lines = lines;
  }

  static boolean isManifest(Path file) {
    return String.valueOf(file.getFileName()).equals(Manifest.FILE);
  }

  Manifest above(Path file) {
    return of(file.toAbsolutePath().normalize().getParent());
  }

  private Manifest of(@Nullable Path folder) {
    if (folder == null) {
      return Manifest.NONE;
    }
    Manifest found = known.get(folder);
    if (found == null) {
      Path file = folder.resolve(Manifest.FILE);
      found = Files.isRegularFile(file) ? read(file) : of(folder.getParent());
      known.put(folder, found);
    }
    return found;
  }

  private Manifest read(Path file) {
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = JsonReader.parser(in)) {
      parser.nextToken();
      if (JsonReader.read(parser) instanceof JsonObject document) {
        return Manifest.of(document);
      }
      throw new IOException("not a JSON object");
    } catch (IOException e) {
      lines.accept(new InputLine(file.toString(), InputLine.Status.ERROR, FileTree.reason(e)));
    } catch (IllegalArgumentException e) {
      lines.accept(
          new InputLine(file.toString(), InputLine.Status.ERROR, String.valueOf(e.getMessage())));
    }
    return Manifest.NONE;
  }
}
