package io.aksguard.cli;

import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The built-in catalogue, and folders of the user's own controls beside it. */
final class OwnControls {
  @Option(
      names = "--controls-dir",
      paramLabel = "DIR",
      arity = "1..*",
      converter = Paths.class,
      description = "folders of controls of your own, beside the built-in ones")
  private List<Path> folders = List.of();

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
}
