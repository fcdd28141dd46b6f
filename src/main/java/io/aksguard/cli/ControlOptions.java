package io.aksguard.cli;

import io.aksguard.config.GuardConfig;
import io.aksguard.config.GuardFile;
import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which controls are asked, and with which decisions of the customer. */
final class ControlOptions {
  @Mixin private final ControlSelection selection = new ControlSelection();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      converter = Paths.class,
      description = "guard.yaml: parameters, waivers")
  private @Nullable Path config;

  @Option(names = "--param", paramLabel = "NAME=VALUE", description = "sets one parameter")
  private Map<String, String> parameters = Map.of();

  @Nullable Path config() {
    return config;
  }

  Catalogue catalogue() throws IOException, AuthorException {
    return selection.catalogue();
  }

  /** The controls that the options pick; naming one that does not exist is a usage error. */
  List<Control> selected(Catalogue catalogue) {
    return selection.selected(catalogue);
  }

  GuardConfig config(Catalogue catalogue) throws IOException, AuthorException {
    GuardConfig decided =
        config == null
            ? GuardConfig.defaults(catalogue)
            : GuardFile.read(config.toString(), GuardText.of("--config", config), catalogue);
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      try {
        decided = decided.with(catalogue, parameter.getKey(), parameter.getValue());
      } catch (IllegalArgumentException e) {
        throw new UsageException("--param: " + e.getMessage());
      }
    }
    return decided;
  }
}
