package io.aksguard.cli;

import io.aksguard.config.GuardConfig;
import io.aksguard.config.GuardFile;
import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import io.aksguard.control.Control;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which controls are asked, and with which decisions of the customer. */
final class ControlOptions {
  @Option(
      names = "--controls-dir",
      paramLabel = "DIR",
      arity = "1..*",
      description = "folders of controls of your own, beside the built-in ones")
  private List<Path> folders = List.of();

  @Option(names = "--config", paramLabel = "FILE", description = "guard.yaml: parameters, waivers")
  private @Nullable Path config;

  @Option(names = "--param", paramLabel = "NAME=VALUE", description = "sets one parameter")
  private Map<String, String> parameters = Map.of();

  @Option(names = "--only", split = ",", paramLabel = "ID", description = "only these controls")
  private List<String> only = List.of();

  @Option(names = "--practice", split = ",", description = "only controls of a practice, 1.2")
  private List<String> practices = List.of();

  @Option(names = "--framework", split = ",", description = "only controls of a framework, cis-aks")
  private List<String> frameworks = List.of();

  @Nullable Path config() {
    return config;
  }

  Catalogue catalogue() throws IOException, AuthorException {
    Catalogue catalogue = Catalogue.builtIn();
    for (Path folder : folders) {
      catalogue = CatalogueFolder.load(folder, catalogue);
    }
    return catalogue;
  }

  GuardConfig config(Catalogue catalogue) throws IOException, AuthorException {
    GuardConfig decided =
        config == null
            ? GuardConfig.defaults(catalogue)
            : GuardFile.read(config.toString(), Files.readString(config), catalogue);
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      try {
        decided = decided.with(catalogue, parameter.getKey(), parameter.getValue());
      } catch (IllegalArgumentException e) {
        throw new UsageException("--param: " + e.getMessage());
      }
    }
    return decided;
  }

  /** The controls that the options pick; naming one that does not exist is a usage error. */
  List<Control> selected(Catalogue catalogue) {
    Set<String> ids = catalogue.controls().stream().map(Control::id).collect(Collectors.toSet());
    refuse("--only", only, ids);
    refuse(
        "--practice",
        practices,
        catalogue.controls().stream()
            .map(c -> c.definition().practice())
            .collect(Collectors.toSet()));
    Set<String> wanted = frameworkIds(catalogue);
    List<Control> selected =
        catalogue.controls().stream()
            .filter(c -> only.isEmpty() || only.contains(c.id()))
            .filter(c -> practices.isEmpty() || practices.contains(c.definition().practice()))
            .filter(
                c ->
                    frameworks.isEmpty()
                        || c.definition().frameworks().keySet().stream().anyMatch(wanted::contains))
            .toList();
    if (selected.isEmpty()) {
      throw new UsageException("no control is left by --only, --practice and --framework");
    }
    return selected;
  }

  private Set<String> frameworkIds(Catalogue catalogue) {
    Set<String> wanted = new HashSet<>();
    for (String name : frameworks) {
      int before = wanted.size();
      catalogue.frameworks().values().stream()
          .filter(framework -> framework.isCalled(name))
          .forEach(framework -> wanted.add(framework.id()));
      if (wanted.size() == before) {
        refuse("--framework", List.of(name), catalogue.frameworks().keySet());
      }
    }
    return wanted;
  }

  private static void refuse(String option, List<String> given, Set<String> known) {
    for (String name : given) {
      if (!known.contains(name)) {
        String near =
            known.size() > 40
                ? "aks-guard controls list shows them"
                : "known are " + String.join(", ", known.stream().sorted().toList());
        throw new UsageException(option + ": there is no '" + name + "'; " + near);
      }
    }
  }
}
