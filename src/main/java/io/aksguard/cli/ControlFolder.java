package io.aksguard.cli;

import io.aksguard.control.AuthorException;
import io.aksguard.control.Cases;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import io.aksguard.control.Control;
import io.aksguard.remediation.trial.RemedyTrial;
import io.aksguard.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of controls with their cases, and all that is wrong with it. */
final class ControlFolder {
  private final List<Problem> problems = new ArrayList<>();
  private final Cases cases;
  private final @Nullable Catalogue catalogue;
  private final List<Control> controls;

  private ControlFolder(Path folder) throws IOException {
    Catalogue builtIn = Catalogue.builtIn();
    boolean itself = isCatalogue(folder, builtIn);
    Catalogue loaded = null;
    try {
      loaded = itself ? CatalogueFolder.load(folder) : CatalogueFolder.load(folder, builtIn);
    } catch (AuthorException e) {
      problems.addAll(e.problems());
    }
    this.catalogue = loaded;
    Set<String> others = itself ? Set.of() : ids(builtIn);
    this.controls =
        loaded == null
            ? List.of()
            : loaded.controls().stream().filter(c -> !others.contains(c.id())).toList();
    this.cases = Cases.read(folder, problems);
    controls.forEach(cases::lint);
  }

  /**
   * Reads the folder beside the built-in catalogue, or by itself where it is that catalogue.
   *
   * @throws UsageException when there is no such folder
   */
  static ControlFolder read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UsageException("there is no folder " + folder);
    }
    try {
      return new ControlFolder(folder);
    } catch (UncheckedIOException e) {
      throw new IOException("cannot read " + folder + ": " + e.getCause(), e);
    }
  }

  /** Without a catalogue, the folder's problems say why. */
  @Nullable Catalogue catalogue() {
    return catalogue;
  }

  /** The folder's own controls. */
  List<Control> controls() {
    return controls;
  }

  Cases cases() {
    return cases;
  }

  /** Runs a control's cases, and its remedy over them; returns how many cases agreed. */
  int run(Control control, Catalogue known) {
    int agreed = cases.run(control, known);
    if (!control.definition().remedy().steps().isEmpty()) {
      RemedyTrial trial = new RemedyTrial(known, control).over(cases.of(control.id()));
      if (trial.mended() + trial.posted() == 0) {
        problems.add(
            new Problem(
                control.id() + "/cases",
                1,
                1,
                "no case shows that the remedy mends anything: write fail-mendable.yaml"));
      }
    }
    return agreed;
  }

  /** What is wrong with controls and cases; running cases adds to it. */
  List<Problem> problems() {
    return problems.stream().sorted().distinct().toList();
  }

  /** Whether the folder is the built-in catalogue's source: it has its frameworks and its ids. */
  private static boolean isCatalogue(Path folder, Catalogue builtIn) throws IOException {
    Set<String> ids = ids(builtIn);
    if (!Files.exists(folder.resolve("frameworks.yaml"))) {
      return false;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> path.endsWith("control.yaml"))
          .map(Path::getParent)
          .anyMatch(parent -> parent != null && ids.contains(String.valueOf(parent.getFileName())));
    }
  }

  private static Set<String> ids(Catalogue catalogue) {
    return catalogue.controls().stream().map(Control::id).collect(Collectors.toSet());
  }
}
