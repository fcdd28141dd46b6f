package io.aksguard.cli;

import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The built-in catalogue, and folders of the user's own controls beside it. */
final class OwnControls {
  @Option(
      names = "--controls-dir",
      paramLabel = "DIR",
      arity = "1..*",
      description = "folders of controls of your own, beside the built-in ones")
  private List<Path> folders = List.of();

  Catalogue catalogue() throws IOException, AuthorException {
    Catalogue catalogue = Catalogue.builtIn();
    for (Path folder : folders) {
      catalogue = CatalogueFolder.load(folder, catalogue);
    }
    return catalogue;
  }
}
