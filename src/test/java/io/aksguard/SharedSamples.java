package io.aksguard;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Published bodies, templates and cases of other tools that stand beside the project. Where they
 * are absent the test that asks for them is skipped; in CI ({@code CI=true}) it fails, so that no
 * pipeline is green because it has scored nothing.
 */
public final class SharedSamples {
  private static final Path FOLDER =
      Path.of(System.getProperty("aksguard.basedir", "."), "..", "shared", "samples");

  private SharedSamples() {}

  /** The folder of that name. */
  public static Path folder(String name) {
    Path folder = FOLDER.resolve(name).normalize();
    if (!Files.isDirectory(folder)) {
      String message = "there are no samples at ../shared/samples/" + name;
      if ("true".equalsIgnoreCase(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
    return folder;
  }
}
