package io.aksguard.cli;

import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which controls are meant. */
final class ControlSelection {
  @Mixin private final OwnControls own = new OwnControls();

  @Option(names = "--only", split = ",", paramLabel = "ID", description = "only these controls")
  private List<String> only = List.of();

  @Option(names = "--practice", split = ",", description = "only controls of a practice, 1.2")
  private List<String> practices = List.of();

  @Option(names = "--framework", split = ",", description = "only controls of a framework, cis-aks")
  private List<String> frameworks = List.of();

  /** Whether some controls may be left out. */
  boolean isPartial() {
    return !only.isEmpty() || !practices.isEmpty() || !frameworks.isEmpty();
  }

  Catalogue catalogue() throws IOException, AuthorException {
    return own.catalogue();
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
