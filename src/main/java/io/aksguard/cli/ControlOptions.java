package io.aksguard.cli;

import io.aksguard.config.GuardConfig;
import io.aksguard.config.GuardFile;
import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import io.aksguard.control.Control;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
  private static final int LARGEST_CONFIG = 4 << 20;

  @Option(
      names = "--controls-dir",
      paramLabel = "DIR",
      arity = "1..*",
      converter = Paths.class,
      description = "folders of controls of your own, beside the built-in ones")
  private List<Path> folders = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      converter = Paths.class,
      description = "guard.yaml: parameters, waivers")
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
      if (!Files.isDirectory(folder)) {
        throw new UsageException("--controls-dir: there is no folder " + folder);
      }
      catalogue = CatalogueFolder.load(folder, catalogue);
    }
    return catalogue;
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

  /** Also from a pipe, as a shell's process substitution gives. */
  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST_CONFIG + 1);
      if (bytes.length > LARGEST_CONFIG) {
        throw new UsageException(
            "--config: " + file + " is over 4 MB; a guard.yaml is far smaller");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UsageException("--config: " + file + " is no UTF-8 text");
    } catch (IOException e) {
      String why = Failures.sentence(e);
      throw new UsageException(
          "--config: " + (why.startsWith(file.toString()) ? why : file + ": " + why));
    }
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
