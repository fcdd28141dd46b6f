package io.aksguard.control;

import java.io.IOException;
import java.nio.file.Path;

/** Build step: checks src/controls and writes the built catalogue into the jar's classes. */
public final class CatalogueCompiler {
  private CatalogueCompiler() {}

  /**
   * @param args the folder of controls, and the folder to write catalogue.json and tables.json to
   */
  public static void main(String[] args) throws IOException, AuthorException {
    CatalogueFolder.compile(Path.of(args[0]), Path.of(args[1], "catalogue.json"));
  }
}
