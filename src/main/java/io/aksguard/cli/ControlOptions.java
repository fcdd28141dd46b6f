package io.aksguard.cli;

import io.aksguard.cluster.Sha256;
import io.aksguard.config.GuardConfig;
import io.aksguard.config.GuardFile;
import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.deployed.Bundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** Read once: a pipe gives it once. */
  private @Nullable String text;

  @Option(names = "--param", paramLabel = "NAME=VALUE", description = "sets one parameter")
  private Map<String, String> parameters = Map.of();

  @Nullable Path config() {
    return config;
  }

  /** Whether some controls may be left out. */
  boolean isPartial() {
    return selection.isPartial();
  }

  /** Of what the customer has decided; empty where that is nothing. */
  String configDigest() {
    if (config == null && parameters.isEmpty()) {
      return "";
    }
    String decided = config == null ? "" : text(config);
    return parameters.isEmpty()
        ? new Bundle(decided, Map.of()).digest()
        : Sha256.hex(decided + new TreeMap<>(parameters));
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
            : GuardFile.read(config.toString(), text(config), catalogue);
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      try {
        decided = decided.with(catalogue, parameter.getKey(), parameter.getValue());
      } catch (IllegalArgumentException e) {
        throw new UsageException("--param: " + e.getMessage());
      }
    }
    return decided;
  }

  private String text(Path file) {
    String read = text == null ? GuardText.of("--config", file) : text;
    text = read;
    return read;
  }
}
